package io.muster.client;

import io.muster.client.memory.InputWindow;
import io.muster.client.memory.Question;
import io.muster.client.memory.Seat;
import io.muster.client.wire.Connection;
import io.muster.client.wire.FrameTap;
import io.muster.codecs.CheckInEncoder;
import io.muster.codecs.CreateEncoder;
import io.muster.codecs.DescribeUserEncoder;
import io.muster.codecs.FindEncoder;
import io.muster.codecs.InputEncoder;
import io.muster.codecs.JoinEncoder;
import io.muster.codecs.LeaveEncoder;
import io.muster.codecs.LoginEncoder;
import io.muster.codecs.LogoutEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OutputAckEncoder;
import io.muster.codecs.PlayerHeartbeatEncoder;
import io.muster.codecs.ResumeEncoder;

/**
 * Says what a player says to its session node. Each method returns false when the send buffer has no room: nothing was
 * said then, and the caller tries again in a later cycle.
 */
final class SessionPublisher
{
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SDK_VERSION = 1;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CheckInEncoder checkIn = new CheckInEncoder();
    private final LoginEncoder login = new LoginEncoder();
    private final ResumeEncoder resume = new ResumeEncoder();
    private final LogoutEncoder logout = new LogoutEncoder();
    private final PlayerHeartbeatEncoder heartbeat = new PlayerHeartbeatEncoder();
    private final CreateEncoder create = new CreateEncoder();
    private final JoinEncoder join = new JoinEncoder();
    private final LeaveEncoder leave = new LeaveEncoder();
    private final FindEncoder find = new FindEncoder();
    private final DescribeUserEncoder describeUser = new DescribeUserEncoder();
    private final InputEncoder input = new InputEncoder();
    private final OutputAckEncoder outputAck = new OutputAckEncoder();

    private final Player player;
    private final Client client;
    private final Connection connection;
    private long sentNs;
    private FrameTap tap;

    SessionPublisher(final Player player, final Client client, final Connection connection)
    {
        this.player = player;
        this.client = client;
        this.connection = connection;
    }

    void tap(final FrameTap tap)
    {
        this.tap = tap;
    }

    /** When something was said last. */
    long sentNs()
    {
        return sentNs;
    }

    boolean checkIn()
    {
        final int at = connection.claim(HEADER + CheckInEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        checkIn.wrapAndApplyHeader(connection.buffer(), at, header).sdkVersion(SDK_VERSION);
        return sent(CheckInEncoder.TEMPLATE_ID, 0);
    }

    boolean login(final long clientId, final byte[] name)
    {
        final int at = connection.claim(
            HEADER + LoginEncoder.BLOCK_LENGTH + LoginEncoder.nameHeaderLength() + name.length);
        if (at < 0)
        {
            return false;
        }
        login.wrapAndApplyHeader(connection.buffer(), at, header).clientId(clientId).putName(name, 0, name.length);
        return sent(LoginEncoder.TEMPLATE_ID, 0);
    }

    boolean resume(final long eventSeq, final byte[] key)
    {
        final int at = connection.claim(
            HEADER + ResumeEncoder.BLOCK_LENGTH + ResumeEncoder.keyHeaderLength() + key.length);
        if (at < 0)
        {
            return false;
        }
        resume.wrapAndApplyHeader(connection.buffer(), at, header).eventSeq(eventSeq).putKey(key, 0, key.length);
        return sent(ResumeEncoder.TEMPLATE_ID, 0);
    }

    boolean logout()
    {
        final int at = connection.claim(HEADER + LogoutEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        logout.wrapAndApplyHeader(connection.buffer(), at, header).clientNs(client.nowNs());
        return sent(LogoutEncoder.TEMPLATE_ID, 0);
    }

    boolean heartbeat()
    {
        final int at = connection.claim(HEADER + PlayerHeartbeatEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        heartbeat.wrapAndApplyHeader(connection.buffer(), at, header).clientNs(client.nowNs());
        return sent(PlayerHeartbeatEncoder.TEMPLATE_ID, 0);
    }

    boolean question(final Question question, final Wanted wanted)
    {
        return switch (question.templateId())
        {
            case CreateEncoder.TEMPLATE_ID -> create(question);
            case JoinEncoder.TEMPLATE_ID -> join(question);
            case LeaveEncoder.TEMPLATE_ID -> leave(question);
            case FindEncoder.TEMPLATE_ID -> find(question, wanted);
            case DescribeUserEncoder.TEMPLATE_ID -> describeUser(question);
            default -> throw new IllegalStateException("no question has template " + question.templateId());
        };
    }

    boolean input(final Seat seat, final long inputSeq)
    {
        final InputWindow inputs = seat.inputs();
        final int length = inputs.length(inputSeq);
        final int at = connection.claim(
            HEADER + InputEncoder.BLOCK_LENGTH + InputEncoder.payloadHeaderLength() + length);
        if (at < 0)
        {
            return false;
        }
        input.wrapAndApplyHeader(connection.buffer(), at, header)
            .instanceId(seat.instanceId())
            .inputSeq(inputSeq)
            .ackedOutputSeq(seat.outputSeq())
            .putPayload(inputs.buffer(), inputs.offset(inputSeq), length);
        return sent(InputEncoder.TEMPLATE_ID, inputSeq);
    }

    boolean outputAck(final Seat seat)
    {
        final int at = connection.claim(HEADER + OutputAckEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        outputAck.wrapAndApplyHeader(connection.buffer(), at, header)
            .instanceId(seat.instanceId())
            .outputSeq(seat.outputSeq());
        return sent(OutputAckEncoder.TEMPLATE_ID, seat.outputSeq());
    }

    private boolean create(final Question question)
    {
        final int at = connection.claim(HEADER + CreateEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        create.wrapAndApplyHeader(connection.buffer(), at, header)
            .requestSeq(question.seq())
            .putGameType(question.gameType(), 0)
            .seatsMax((short)question.count());
        return sent(CreateEncoder.TEMPLATE_ID, question.seq());
    }

    private boolean join(final Question question)
    {
        final int at = connection.claim(HEADER + JoinEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        join.wrapAndApplyHeader(connection.buffer(), at, header)
            .requestSeq(question.seq())
            .instanceId(question.instanceId());
        return sent(JoinEncoder.TEMPLATE_ID, question.seq());
    }

    private boolean leave(final Question question)
    {
        final int at = connection.claim(HEADER + LeaveEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        leave.wrapAndApplyHeader(connection.buffer(), at, header)
            .requestSeq(question.seq())
            .instanceId(question.instanceId());
        return sent(LeaveEncoder.TEMPLATE_ID, question.seq());
    }

    private boolean find(final Question question, final Wanted wanted)
    {
        final int at = connection.claim(HEADER + FindEncoder.BLOCK_LENGTH + wanted.bytes());
        if (at < 0)
        {
            return false;
        }
        find.wrapAndApplyHeader(connection.buffer(), at, header)
            .queryId(question.seq())
            .putGameType(question.gameType(), 0)
            .instancesMax((short)question.count());
        wanted.encode(find);
        return sent(FindEncoder.TEMPLATE_ID, question.seq());
    }

    private boolean describeUser(final Question question)
    {
        final int at = connection.claim(HEADER + DescribeUserEncoder.BLOCK_LENGTH);
        if (at < 0)
        {
            return false;
        }
        describeUser.wrapAndApplyHeader(connection.buffer(), at, header).queryId(question.seq());
        return sent(DescribeUserEncoder.TEMPLATE_ID, question.seq());
    }

    private boolean sent(final int templateId, final long seq)
    {
        sentNs = client.nowNs();
        client.flushLater(player);
        if (tap != null)
        {
            tap.onSent(templateId, seq, sentNs);
        }
        return true;
    }
}
