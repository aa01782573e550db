package io.muster.client.fake;

import io.muster.codecs.AttachedEncoder;
import io.muster.codecs.BooleanType;
import io.muster.codecs.ClosingEncoder;
import io.muster.codecs.FoundEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OutputEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedEncoder;
import io.muster.codecs.SeatClosedEncoder;
import io.muster.codecs.SeatGrantedEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.SessionHeartbeatEncoder;
import io.muster.codecs.SessionNodesEncoder;
import io.muster.codecs.UserDescribedEncoder;
import io.muster.codecs.WelcomeEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/** Says what the fake servers say. Events and outputs are kept, and said again to a player that comes back. */
final class FakeReplies
{
    private static final int HEARTBEAT_MS = 500;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    private final FakeServers servers;
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[8192]);

    FakeReplies(final FakeServers servers)
    {
        this.servers = servers;
    }

    void sessionNodes(final FakeConnection connection)
    {
        final SessionNodesEncoder message = new SessionNodesEncoder().wrapAndApplyHeader(buffer, 0, header);
        final SessionNodesEncoder.NodesEncoder nodes = message.nodesCount(servers.nodes.size());
        servers.nodes.forEach((node) -> nodes.next()
            .nodeId(node.nodeId).tcpPort(node.address().tcpPort()).webSocketPort(1).host(node.address().host()));
        say(connection, message.encodedLength());
    }

    void welcome(final FakeConnection connection, final FakeUser user, final boolean resumed, final long eventSeq)
    {
        connection.user = user;
        user.connection = connection;
        final UnsafeBuffer key = new UnsafeBuffer(new byte[Long.BYTES]);
        key.putLong(0, user.clientId);
        final WelcomeEncoder message = new WelcomeEncoder().wrapAndApplyHeader(buffer, 0, header)
            .userId(user.userId)
            .keyExpiresMs(Long.MAX_VALUE)
            .requestSeq(user.requestSeq)
            .eventSeq(user.eventSeq)
            .instanceId(user.instance == null ? 0 : user.instance.instanceId)
            .heartbeatMs(HEARTBEAT_MS)
            .gameType(user.instance == null ? "" : user.instance.gameType)
            .seat((short)user.seat)
            .seatsMax((short)0)
            .resumed(resumed ? BooleanType.TRUE : BooleanType.FALSE)
            .putKey(key, 0, Long.BYTES);
        say(connection, message.encodedLength());
        for (int i = 0; i < user.events.size(); i++)
        {
            if (user.eventSeqs.get(i) > eventSeq)
            {
                sayAgain(user, user.events.get(i));
            }
        }
        if (user.instance != null)
        {
            attached(user);
            user.outputs.forEach((output) -> sayAgain(user, output));
        }
    }

    void closing(final FakeConnection connection, final RefusalCode code)
    {
        say(connection, new ClosingEncoder().wrapAndApplyHeader(buffer, 0, header)
            .code(code).sentence("closing: " + code).encodedLength());
    }

    void heartbeat(final FakeConnection connection, final long clientNs)
    {
        say(connection, new SessionHeartbeatEncoder().wrapAndApplyHeader(buffer, 0, header)
            .clientNs(clientNs).encodedLength());
    }

    void refused(
        final FakeConnection connection, final long requestSeq, final long queryId, final RefusalCode code)
    {
        say(connection, new RefusedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .requestSeq(requestSeq).queryId(queryId).eventSeq(0).code(code).sentence("no: " + code).encodedLength());
    }

    void requestRefused(final FakeUser user, final long requestSeq, final RefusalCode code)
    {
        event(user, new RefusedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .requestSeq(requestSeq).queryId(0).eventSeq(++user.eventSeq).code(code).sentence("no: " + code)
            .encodedLength());
    }

    void seatGranted(final FakeUser user, final long requestSeq)
    {
        event(user, new SeatGrantedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .requestSeq(requestSeq)
            .eventSeq(++user.eventSeq)
            .instanceId(user.instance.instanceId)
            .gameType(user.instance.gameType)
            .seat((short)user.seat)
            .seatsMax((short)user.instance.users.length)
            .encodedLength());
    }

    void seatClosed(final FakeUser user, final long requestSeq, final long instanceId, final SeatReason reason)
    {
        event(user, new SeatClosedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .requestSeq(requestSeq).eventSeq(++user.eventSeq).instanceId(instanceId).reason(reason).encodedLength());
    }

    void found(final FakeConnection connection, final long queryId, final List<FakeInstance> instances)
    {
        final FoundEncoder message = new FoundEncoder().wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId).position(1);
        final FoundEncoder.InstancesEncoder group = message.instancesCount(instances.size());
        instances.forEach((it) -> group.next()
            .instanceId(it.instanceId).seatsTaken((short)it.taken()).seatsMax((short)it.users.length));
        say(connection, message.encodedLength());
    }

    void described(final FakeConnection connection, final long queryId)
    {
        final FakeUser user = connection.user;
        say(connection, new UserDescribedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId)
            .position(1)
            .userId(user.userId)
            .requestSeq(user.requestSeq)
            .eventSeq(user.eventSeq)
            .instanceId(user.instance == null ? 0 : user.instance.instanceId)
            .seat((short)user.seat)
            .encodedLength());
    }

    void attached(final FakeUser user)
    {
        say(user.connection, new AttachedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(user.instance.instanceId).ackedInputSeq(user.inputSeq).encodedLength());
    }

    void output(final FakeUser user, final DirectBuffer payload, final int length)
    {
        final int encodedLength = new OutputEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(user.instance.instanceId)
            .outputSeq(++user.outputSeq)
            .ackedInputSeq(user.inputSeq)
            .tick(user.outputSeq)
            .putPayload(payload, 0, length)
            .encodedLength();
        user.outputs.add(copy(encodedLength));
        say(user.connection, encodedLength);
    }

    private void event(final FakeUser user, final int encodedLength)
    {
        user.events.add(copy(encodedLength));
        user.eventSeqs.add(user.eventSeq);
        say(user.connection, encodedLength);
        if (servers.doubleEvents)
        {
            say(user.connection, encodedLength);
        }
    }

    private byte[] copy(final int encodedLength)
    {
        final byte[] bytes = new byte[HEADER + encodedLength];
        buffer.getBytes(0, bytes);
        return bytes;
    }

    private void sayAgain(final FakeUser user, final byte[] message)
    {
        user.connection.send(new UnsafeBuffer(message), message.length);
    }

    private void say(final FakeConnection connection, final int encodedLength)
    {
        if (!servers.isSilent && connection.isOpen() && !connection.node.isHanging)
        {
            connection.send(buffer, HEADER + encodedLength);
        }
    }
}
