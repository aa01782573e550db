package io.muster.master.engine;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.CreateInstanceEncoder;
import io.muster.codecs.DeclareGameTypeEncoder;
import io.muster.codecs.DeregisterNodeEncoder;
import io.muster.codecs.DescribeInstanceEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceEndedEncoder;
import io.muster.codecs.InstanceNotStartedEncoder;
import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.LeaveInstanceEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RegisterNodeEncoder;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.SeatDeclinedEncoder;
import io.muster.codecs.SeatReleasedEncoder;
import io.muster.codecs.UserDetachEncoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.UserLeaveEncoder;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** Encodes a CommandBatch, command by command, as a node does. Used again and again; allocates only for names. */
public final class Batch
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int GROUP = HEADER_BYTES + CommandBatchEncoder.BLOCK_LENGTH;
    private static final int COUNT = GROUP + Short.BYTES;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[128 * 1024]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandBatchEncoder batch = new CommandBatchEncoder();
    private final RegisterNodeEncoder registerNode = new RegisterNodeEncoder();
    private final UserEnterEncoder userEnter = new UserEnterEncoder();
    private final UserDetachEncoder userDetach = new UserDetachEncoder();
    private final UserLeaveEncoder userLeave = new UserLeaveEncoder();
    private final CreateInstanceEncoder createInstance = new CreateInstanceEncoder();
    private final JoinInstanceEncoder joinInstance = new JoinInstanceEncoder();
    private final LeaveInstanceEncoder leaveInstance = new LeaveInstanceEncoder();
    private final InstanceStartedEncoder instanceStarted = new InstanceStartedEncoder();
    private final SeatAcceptedEncoder seatAccepted = new SeatAcceptedEncoder();
    private final SeatDeclinedEncoder seatDeclined = new SeatDeclinedEncoder();
    private final SeatReleasedEncoder seatReleased = new SeatReleasedEncoder();
    private final InstanceEndedEncoder instanceEnded = new InstanceEndedEncoder();
    private int count;
    private int end;

    /** Begin anew. */
    public Batch start(final int nodeId, final long incarnation, final long firstCommandSeq, final long ackedEventSeq)
    {
        batch.wrapAndApplyHeader(buffer, 0, header)
            .incarnation(incarnation)
            .firstCommandSeq(firstCommandSeq)
            .ackedEventSeq(ackedEventSeq)
            .nodeId(nodeId)
            .commandsCount(0);
        count = 0;
        end = GROUP + CommandBatchEncoder.CommandsEncoder.HEADER_SIZE;
        return this;
    }

    /** A session node, with ports and hosts made from its id. */
    public Batch registerSession(final int nodeId)
    {
        return register(nodeId, NodeKind.SESSION, 1_000);
    }

    /** A game node with so many games; each is a name and has 2 to 4 seats unless the name ends in a digit. */
    public Batch registerGame(final int nodeId, final int capacity, final String... games)
    {
        return register(nodeId, NodeKind.GAME, capacity, games);
    }

    private Batch register(final int nodeId, final NodeKind kind, final int capacity, final String... games)
    {
        registerNode.wrapAndApplyHeader(buffer, room(), header)
            .capacity(capacity)
            .tcpPort(kind == NodeKind.SESSION ? 40_000 + nodeId : 0)
            .webSocketPort(0)
            .kind(kind);
        final RegisterNodeEncoder.GameTypesEncoder group = registerNode.gameTypesCount(games.length);
        for (final String game : games)
        {
            final char last = game.charAt(game.length() - 1);
            group.next()
                .putGameType(GameTypes.bytesOf(game), 0)
                .seatsMin((short)1)
                .seatsMax((short)(Character.isDigit(last) ? last - '0' : 4));
        }
        registerNode.eventEndpoint("localhost:" + (20_000 + nodeId))
            .playEndpoint("localhost:" + (30_000 + nodeId))
            .playerHost(kind == NodeKind.SESSION ? "localhost" : "");
        return add(registerNode.encodedLength());
    }

    /** The node stops. */
    public Batch deregister()
    {
        final DeregisterNodeEncoder deregisterNode = new DeregisterNodeEncoder();
        deregisterNode.wrapAndApplyHeader(buffer, room(), header).reserved(0);
        return add(deregisterNode.encodedLength());
    }

    /** A guest with a name. */
    public Batch enter(final long connectionId, final long clientId, final String name)
    {
        return enter(connectionId, clientId, 0, 0, name.getBytes(StandardCharsets.UTF_8));
    }

    /** A user with a key. */
    public Batch resume(final long connectionId, final long userId, final long eventSeq)
    {
        return enter(connectionId, 0, userId, eventSeq, new byte[0]);
    }

    /** Anyone. */
    public Batch enter(
        final long connectionId, final long clientId, final long userId, final long eventSeq, final byte[] name)
    {
        userEnter.wrapAndApplyHeader(buffer, room(), header)
            .connectionId(connectionId)
            .clientId(clientId)
            .userId(userId)
            .eventSeq(eventSeq)
            .putName(name, 0, name.length);
        return add(userEnter.encodedLength());
    }

    /** A connection is gone. */
    public Batch detach(final long userId, final long connectionId)
    {
        userDetach.wrapAndApplyHeader(buffer, room(), header).userId(userId).connectionId(connectionId);
        return add(userDetach.encodedLength());
    }

    /** A user logs out. */
    public Batch leave(final long userId, final long connectionId)
    {
        userLeave.wrapAndApplyHeader(buffer, room(), header).userId(userId).connectionId(connectionId);
        return add(userLeave.encodedLength());
    }

    /** A user wants an instance. */
    public Batch create(final long userId, final long requestSeq, final byte[] gameType, final int seatsMax)
    {
        createInstance.wrapAndApplyHeader(buffer, room(), header)
            .userId(userId)
            .requestSeq(requestSeq)
            .putGameType(gameType, 0)
            .seatsMax((short)seatsMax);
        return add(createInstance.encodedLength());
    }

    /** A user wants an instance of a game. */
    public Batch create(final long userId, final long requestSeq, final String game, final int seatsMax)
    {
        return create(userId, requestSeq, GameTypes.bytesOf(game), seatsMax);
    }

    /** A user wants a seat. */
    public Batch join(final long userId, final long requestSeq, final long instanceId)
    {
        joinInstance.wrapAndApplyHeader(buffer, room(), header)
            .userId(userId)
            .requestSeq(requestSeq)
            .instanceId(instanceId);
        return add(joinInstance.encodedLength());
    }

    /** A user wants no seat any more. */
    public Batch quit(final long userId, final long requestSeq, final long instanceId)
    {
        leaveInstance.wrapAndApplyHeader(buffer, room(), header)
            .userId(userId)
            .requestSeq(requestSeq)
            .instanceId(instanceId);
        return add(leaveInstance.encodedLength());
    }

    /** An instance runs. */
    public Batch started(final long instanceId)
    {
        instanceStarted.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId);
        return add(instanceStarted.encodedLength());
    }

    /** An instance does not run. */
    public Batch notStarted(final long instanceId, final RefusalCode code)
    {
        final InstanceNotStartedEncoder instanceNotStarted = new InstanceNotStartedEncoder();
        instanceNotStarted.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId).code(code);
        return add(instanceNotStarted.encodedLength());
    }

    /** A user may in. */
    public Batch accepted(final long instanceId, final long userId)
    {
        seatAccepted.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId).userId(userId);
        return add(seatAccepted.encodedLength());
    }

    /** A user may not in. */
    public Batch declined(final long instanceId, final long userId)
    {
        seatDeclined.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId).userId(userId);
        return add(seatDeclined.encodedLength());
    }

    /** A user is put out. */
    public Batch released(final long instanceId, final long userId)
    {
        seatReleased.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId).userId(userId);
        return add(seatReleased.encodedLength());
    }

    /** An instance is over. */
    public Batch ended(final long instanceId)
    {
        instanceEnded.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId);
        return add(instanceEnded.encodedLength());
    }

    /** What a game's instances can be found by: {@code map:word}, {@code rating:number}, {@code #ranked}. */
    public Batch declare(final String game, final String... names)
    {
        final List<String> attributes = Stream.of(names).filter((name) -> !name.startsWith("#")).toList();
        final List<String> tags = Stream.of(names).filter((name) -> name.startsWith("#")).toList();
        final DeclareGameTypeEncoder encoder = new DeclareGameTypeEncoder();
        encoder.wrapAndApplyHeader(buffer, room(), header).putGameType(GameTypes.bytesOf(game), 0);
        final DeclareGameTypeEncoder.AttributesEncoder attribute = encoder.attributesCount(attributes.size());
        for (final String text : attributes)
        {
            final String[] parts = text.split(":");
            attribute.next().name(Keyword.of(parts[0]))
                .kind(parts[1].equals("word") ? AttributeKind.KEYWORD : AttributeKind.INTEGER);
        }
        final DeclareGameTypeEncoder.TagsEncoder tag = encoder.tagsCount(tags.size());
        tags.forEach((text) -> tag.next().name(Keyword.of(text.substring(1))));
        return add(encoder.encodedLength());
    }

    /** All that an instance can be found by: {@code map=dust}, {@code rating=12}, {@code #ranked}. */
    public Batch describe(final long instanceId, final String... texts)
    {
        final List<String> attributes = Stream.of(texts).filter((text) -> !text.startsWith("#")).toList();
        final List<String> tags = Stream.of(texts).filter((text) -> text.startsWith("#")).toList();
        final DescribeInstanceEncoder encoder = new DescribeInstanceEncoder();
        encoder.wrapAndApplyHeader(buffer, room(), header).instanceId(instanceId);
        final DescribeInstanceEncoder.AttributesEncoder attribute = encoder.attributesCount(attributes.size());
        for (final String text : attributes)
        {
            final String[] parts = text.split("=");
            attribute.next().name(Keyword.of(parts[0]))
                .value(parts[1].matches("-?\\d+") ? Long.parseLong(parts[1]) : Keyword.of(parts[1]));
        }
        final DescribeInstanceEncoder.TagsEncoder tag = encoder.tagsCount(tags.size());
        tags.forEach((text) -> tag.next().name(Keyword.of(text.substring(1))));
        return add(encoder.encodedLength());
    }

    private int room()
    {
        return end + Short.BYTES;
    }

    private Batch add(final int encodedLength)
    {
        final int length = HEADER_BYTES + encodedLength;
        buffer.putShort(end, (short)length, ByteOrder.LITTLE_ENDIAN);
        end += Short.BYTES + length;
        buffer.putShort(COUNT, (short)++count, ByteOrder.LITTLE_ENDIAN);
        return this;
    }

    /** How many commands there are. */
    public int count()
    {
        return count;
    }

    /** Holds the batch from 0 on, message header first. */
    public UnsafeBuffer buffer()
    {
        return buffer;
    }

    /** Of the batch, in bytes. */
    public int length()
    {
        return end;
    }

    /** The batch as it is now, for later. */
    public DirectBuffer copy()
    {
        final UnsafeBuffer copy = new UnsafeBuffer(new byte[end]);
        copy.putBytes(0, buffer, 0, end);
        return copy;
    }
}
