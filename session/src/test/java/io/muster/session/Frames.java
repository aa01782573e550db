package io.muster.session;

import io.muster.codecs.CheckInEncoder;
import io.muster.codecs.ConditionTest;
import io.muster.codecs.CreateEncoder;
import io.muster.codecs.DescribeUserEncoder;
import io.muster.codecs.FindEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InputEncoder;
import io.muster.codecs.JoinEncoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.LeaveEncoder;
import io.muster.codecs.LoginEncoder;
import io.muster.codecs.LogoutEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OutputAckEncoder;
import io.muster.codecs.PlayerHeartbeatEncoder;
import io.muster.codecs.ResumeEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** What players say, as bytes: a message each, header first, without framing. */
public final class Frames
{
    private static final MessageHeaderEncoder HEADER = new MessageHeaderEncoder();

    private Frames()
    {
    }

    public static byte[] checkIn(final int sdkVersion)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new CheckInEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .sdkVersion(sdkVersion).encodedLength());
    }

    public static byte[] login(final long clientId, final String name)
    {
        return login(clientId, name.getBytes(StandardCharsets.UTF_8));
    }

    public static byte[] login(final long clientId, final byte[] name)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new LoginEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .clientId(clientId).putName(name, 0, name.length).encodedLength());
    }

    public static byte[] resume(final long eventSeq, final byte[] key)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new ResumeEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .eventSeq(eventSeq).putKey(key, 0, key.length).encodedLength());
    }

    public static byte[] logout()
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new LogoutEncoder().wrapAndApplyHeader(buffer, 0, HEADER).clientNs(1).encodedLength());
    }

    public static byte[] heartbeat(final long clientNs)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new PlayerHeartbeatEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .clientNs(clientNs).encodedLength());
    }

    public static byte[] create(final long requestSeq, final String gameType, final int seatsMax)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new CreateEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .requestSeq(requestSeq).putGameType(GameTypes.bytesOf(gameType), 0).seatsMax((short)seatsMax)
            .encodedLength());
    }

    public static byte[] join(final long requestSeq, final long instanceId)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new JoinEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .requestSeq(requestSeq).instanceId(instanceId).encodedLength());
    }

    public static byte[] leave(final long requestSeq, final long instanceId)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new LeaveEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .requestSeq(requestSeq).instanceId(instanceId).encodedLength());
    }

    public static byte[] find(final long queryId, final String gameType, final int instancesMax)
    {
        final UnsafeBuffer buffer = buffer();
        final FindEncoder encoder = new FindEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .queryId(queryId).putGameType(GameTypes.bytesOf(gameType), 0).instancesMax((short)instancesMax);
        encoder.conditionsCount(0);
        return bytes(buffer, encoder.encodedLength());
    }

    /** With conditions: a range of a number for each name. */
    public static byte[] findRated(
        final long queryId, final String gameType, final long low, final long high, final String... names)
    {
        final UnsafeBuffer buffer = buffer();
        final FindEncoder encoder = new FindEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .queryId(queryId).putGameType(GameTypes.bytesOf(gameType), 0).instancesMax((short)20);
        final FindEncoder.ConditionsEncoder group = encoder.conditionsCount(names.length);
        for (final String name : names)
        {
            group.next().field(Keyword.of(name)).low(low).high(high).test(ConditionTest.RANGE);
        }
        return bytes(buffer, encoder.encodedLength());
    }

    /** As a client of version 0 says it, which knows of no conditions. */
    public static byte[] findOfVersion0(final long queryId, final String gameType)
    {
        final byte[] message = find(queryId, gameType, 20);
        final byte[] earlier = Arrays.copyOf(message, message.length - FindEncoder.ConditionsEncoder.HEADER_SIZE);
        new MessageHeaderEncoder().wrap(new UnsafeBuffer(earlier), 0).version(0);
        return earlier;
    }

    public static byte[] describeUser(final long queryId)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new DescribeUserEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .queryId(queryId).encodedLength());
    }

    public static byte[] input(final long instanceId, final long inputSeq, final long ackedOutputSeq, final int bytes)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new InputEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .instanceId(instanceId).inputSeq(inputSeq).ackedOutputSeq(ackedOutputSeq)
            .putPayload(new byte[bytes], 0, bytes).encodedLength());
    }

    public static byte[] outputAck(final long instanceId, final long outputSeq)
    {
        final UnsafeBuffer buffer = buffer();
        return bytes(buffer, new OutputAckEncoder().wrapAndApplyHeader(buffer, 0, HEADER)
            .instanceId(instanceId).outputSeq(outputSeq).encodedLength());
    }

    /** Every message that a player may send, well formed. */
    public static byte[][] all()
    {
        return new byte[][]{
            checkIn(1), login(7, "ada"), resume(3, new byte[56]), logout(), heartbeat(5), create(1, "arena", 4),
            join(1, 2), leave(1, 2), findRated(1, "arena", 2, 3, "elo", "age"),
            describeUser(1), input(2, 1, 0, 40), outputAck(2, 9) };
    }

    /** The message in a Simple Open Framing Header. */
    public static byte[] framed(final byte[] message)
    {
        return ByteBuffer.allocate(6 + message.length)
            .putInt(6 + message.length).putShort((short)0xEB50).put(message).array();
    }

    private static UnsafeBuffer buffer()
    {
        return new UnsafeBuffer(new byte[70_000]);
    }

    private static byte[] bytes(final UnsafeBuffer buffer, final int bodyLength)
    {
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + bodyLength);
    }
}
