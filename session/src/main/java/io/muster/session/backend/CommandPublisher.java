package io.muster.session.backend;

import io.muster.codecs.CreateInstanceEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.LeaveInstanceEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.UserDetachEncoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.UserLeaveEncoder;
import io.muster.session.player.Player;
import io.muster.session.player.Request;
import org.agrona.BitUtil;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.OneToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;

/**
 * Commands for the master, in the order in which they were given. While the link's window is full they wait in a
 * backlog: pressure is never lost. Owned by the session agent's thread; allocates nothing.
 */
public final class CommandPublisher
{
    private static final int COMMAND_BYTES_MAX = 128;
    private static final int MESSAGE_TYPE = 1;
    private static final int BACKLOG_COMMANDS_MIN = 16 * 1024;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UserEnterEncoder userEnter = new UserEnterEncoder();
    private final UserDetachEncoder userDetach = new UserDetachEncoder();
    private final UserLeaveEncoder userLeave = new UserLeaveEncoder();
    private final CreateInstanceEncoder createInstance = new CreateInstanceEncoder();
    private final JoinInstanceEncoder joinInstance = new JoinInstanceEncoder();
    private final LeaveInstanceEncoder leaveInstance = new LeaveInstanceEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[COMMAND_BYTES_MAX]);
    private final ControlledMessageHandler retry;

    private final Backend backend;
    private final RingBuffer backlog;

    public CommandPublisher(final Backend backend, final int connectionsMax)
    {
        this.backend = backend;
        final int capacity =
            BitUtil.findNextPositivePowerOfTwo((BACKLOG_COMMANDS_MIN + 2 * connectionsMax) * COMMAND_BYTES_MAX);
        backlog = new OneToOneRingBuffer(
            new UnsafeBuffer(ByteBuffer.allocateDirect(capacity + RingBufferDescriptor.TRAILER_LENGTH)));
        retry = (type, source, index, length) -> backend.send(source, index, length) ?
            ControlledMessageHandler.Action.CONTINUE : ControlledMessageHandler.Action.ABORT;
    }

    /** What waits goes first. Called at the beginning of each cycle. */
    public int retry()
    {
        return backlog.size() == 0 ? 0 : backlog.controlledRead(retry);
    }

    /**
     * May a player still begin something? The other half of the backlog is for those who go, which nobody can refuse:
     * each was once let in, so they cannot be more than fit.
     */
    public boolean hasRoom()
    {
        return backlog.size() < backlog.capacity() / 2;
    }

    /** Our incarnation is over: what it had to say means nothing any more. */
    public void clear()
    {
        backlog.read((type, source, index, length) ->
        {
        });
    }

    /** A connection brings a user: proven, or found or made by its name. */
    public void userEnter(final Player player)
    {
        userEnter.wrapAndApplyHeader(buffer, 0, header)
            .connectionId(player.connectionId())
            .clientId(player.clientId)
            .userId(player.provenUserId)
            .eventSeq(player.eventSeq)
            .putName(player.name, 0, player.provenUserId == 0 ? player.nameLength : 0);
        send(userEnter.encodedLength());
    }

    /** The connection of a user is gone. */
    public void userDetach(final long userId, final long connectionId)
    {
        userDetach.wrapAndApplyHeader(buffer, 0, header).userId(userId).connectionId(connectionId);
        send(userDetach.encodedLength());
    }

    /** The user logs out. */
    public void userLeave(final Player player)
    {
        userLeave.wrapAndApplyHeader(buffer, 0, header)
            .userId(player.userId())
            .connectionId(player.connectionId());
        send(userLeave.encodedLength());
    }

    /** What the player asks for. */
    public void request(final Player player)
    {
        final Request request = player.request;
        switch (request.kind)
        {
            case CREATE -> createInstance(player.userId(), request);
            case JOIN -> joinInstance(player.userId(), request);
            case LEAVE -> leaveInstance(player.userId(), request);
            default -> throw new IllegalStateException("no such request: " + request.kind);
        }
    }

    private void createInstance(final long userId, final Request request)
    {
        createInstance.wrapAndApplyHeader(buffer, 0, header)
            .userId(userId)
            .requestSeq(request.requestSeq)
            .seatsMax((short)request.seatsMax);
        GameTypes.put(
            buffer,
            createInstance.offset() + CreateInstanceEncoder.gameTypeEncodingOffset(),
            request.gameTypeHead,
            request.gameTypeTail);
        send(createInstance.encodedLength());
    }

    private void joinInstance(final long userId, final Request request)
    {
        joinInstance.wrapAndApplyHeader(buffer, 0, header)
            .userId(userId)
            .requestSeq(request.requestSeq)
            .instanceId(request.instanceId);
        send(joinInstance.encodedLength());
    }

    private void leaveInstance(final long userId, final Request request)
    {
        leaveInstance.wrapAndApplyHeader(buffer, 0, header)
            .userId(userId)
            .requestSeq(request.requestSeq)
            .instanceId(request.instanceId);
        send(leaveInstance.encodedLength());
    }

    private void send(final int bodyLength)
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + bodyLength;
        if (backlog.size() == 0 && backend.send(buffer, 0, length))
        {
            return;
        }
        if (!backlog.write(MESSAGE_TYPE, buffer, 0, length))
        {
            throw new IllegalStateException("more users go than ever came");
        }
    }
}
