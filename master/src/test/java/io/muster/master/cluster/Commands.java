package io.muster.master.cluster;

import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RegisterNodeEncoder;
import io.muster.codecs.UserEnterEncoder;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.List;

/** What a node of a test says, message header first. */
public final class Commands
{
    private static final int CAPACITY = 1_000_000;

    private Commands()
    {
    }

    public static byte[] registerSessionNode(final String eventEndpoint)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final RegisterNodeEncoder command = new RegisterNodeEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .capacity(CAPACITY)
            .tcpPort(1)
            .webSocketPort(2)
            .kind(NodeKind.SESSION);
        command.gameTypesCount(0);
        command.eventEndpoint(eventEndpoint).playEndpoint("127.0.0.1:9").playerHost("127.0.0.1");
        return bytes(buffer, command.encodedLength());
    }

    public static byte[] userEnter(final long connectionId, final String name)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final UserEnterEncoder command = new UserEnterEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .connectionId(connectionId)
            .clientId(connectionId)
            .userId(0)
            .eventSeq(0)
            .name(name);
        return bytes(buffer, command.encodedLength());
    }

    public static byte[] findUser(final long queryId, final long position, final int nodeId, final long userId)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final FindUserEncoder query = new FindUserEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .queryId(queryId)
            .position(position)
            .nodeId(nodeId)
            .userId(userId);
        return bytes(buffer, query.encodedLength());
    }

    public static int batch(
        final MutableDirectBuffer buffer,
        final int nodeId,
        final long incarnation,
        final long firstCommandSeq,
        final long ackedEventSeq,
        final List<byte[]> messages)
    {
        final CommandBatchEncoder batch = new CommandBatchEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .incarnation(incarnation)
            .firstCommandSeq(firstCommandSeq)
            .ackedEventSeq(ackedEventSeq)
            .nodeId(nodeId);
        final CommandBatchEncoder.CommandsEncoder commands = batch.commandsCount(messages.size());
        for (final byte[] message : messages)
        {
            commands.next().putMessage(message, 0, message.length);
        }
        return MessageHeaderEncoder.ENCODED_LENGTH + batch.encodedLength();
    }

    private static byte[] bytes(final ExpandableArrayBuffer buffer, final int encodedLength)
    {
        final byte[] bytes = new byte[MessageHeaderEncoder.ENCODED_LENGTH + encodedLength];
        buffer.getBytes(0, bytes);
        return bytes;
    }
}
