package io.muster.session;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.BooleanType;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceRecordsFoundEncoder;
import io.muster.codecs.InstancesFoundEncoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeGoneEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.NodeUpEncoder;
import io.muster.codecs.QueryRefusedEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedEncoder;
import io.muster.codecs.SeatAttachedEncoder;
import io.muster.codecs.SeatOutputEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.SeatRefusedEncoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserEnteredEncoder;
import io.muster.codecs.UserFoundEncoder;
import io.muster.codecs.UserLeftEncoder;
import io.muster.codecs.UserMovedEncoder;
import io.muster.codecs.UserRefusedEncoder;
import io.muster.codecs.UserSeatedEncoder;
import io.muster.codecs.UserUnseatedEncoder;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;

/** The words of a master, its replicas and game nodes, said through a {@link FakeBackend}. */
public final class Master
{
    public static final byte[] CONNECT_FOUR = GameTypes.bytesOf("connect-four");

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FakeBackend backend;

    public Master(final FakeBackend backend)
    {
        this.backend = backend;
    }

    /** What the next command asks, which must be to let a user in. */
    public UserEnterDecoder userEnter()
    {
        return new UserEnterDecoder()
            .wrapAndApplyHeader(backend.commands.remove().buffer(), 0, new MessageHeaderDecoder());
    }

    /** Let a user in that sits nowhere. */
    public void entered(final long connectionId, final long userId, final long requestSeq, final long eventSeq)
    {
        entered(connectionId, userId, requestSeq, eventSeq, 0, 1);
    }

    public void entered(
        final long connectionId,
        final long userId,
        final long requestSeq,
        final long eventSeq,
        final long instanceId,
        final int attachment)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new UserEnteredEncoder().wrapAndApplyHeader(buffer, 0, header)
            .connectionId(connectionId).userId(userId).requestSeq(requestSeq).eventSeq(eventSeq)
            .instanceId(instanceId).gameNodeId(instanceId == 0 ? 0 : 9).attachment(attachment)
            .putGameType(instanceId == 0 ? new byte[16] : CONNECT_FOUR, 0)
            .seat((short)1).seatsMax((short)2).resumed(BooleanType.TRUE).encodedLength());
    }

    public void refusedUser(final long connectionId, final RefusalCode code)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new UserRefusedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .connectionId(connectionId).code(code).encodedLength());
    }

    public void moved(final long connectionId, final long userId)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new UserMovedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .connectionId(connectionId).userId(userId).encodedLength());
    }

    public void left(final long connectionId, final long userId)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new UserLeftEncoder().wrapAndApplyHeader(buffer, 0, header)
            .connectionId(connectionId).userId(userId).encodedLength());
    }

    public void seated(final long userId, final long requestSeq, final long eventSeq, final long instanceId)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new UserSeatedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .userId(userId).requestSeq(requestSeq).eventSeq(eventSeq).instanceId(instanceId).gameNodeId(9)
            .putGameType(CONNECT_FOUR, 0).seat((short)1).seatsMax((short)2).encodedLength());
    }

    public void unseated(
        final long userId,
        final long requestSeq,
        final long eventSeq,
        final long instanceId,
        final SeatReason reason)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new UserUnseatedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .userId(userId).requestSeq(requestSeq).eventSeq(eventSeq).instanceId(instanceId).reason(reason)
            .encodedLength());
    }

    public void requestRefused(final long userId, final long requestSeq, final long eventSeq, final RefusalCode code)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new RequestRefusedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .userId(userId).requestSeq(requestSeq).eventSeq(eventSeq).code(code).encodedLength());
    }

    public void nodeUp(final int nodeId, final NodeKind kind)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new NodeUpEncoder().wrapAndApplyHeader(buffer, 0, header)
            .nodeId(nodeId).tcpPort(7000 + nodeId).webSocketPort(8000 + nodeId).kind(kind)
            .playEndpoint("10.0.0." + nodeId + ":40").playerHost("host-" + nodeId).encodedLength());
    }

    public void nodeGone(final int nodeId)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.event(buffer, new NodeGoneEncoder().wrapAndApplyHeader(buffer, 0, header)
            .nodeId(nodeId).encodedLength());
    }

    public void instancesFound(final long queryId, final long position, final long... instanceIds)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final InstancesFoundEncoder answer = new InstancesFoundEncoder().wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId).position(position);
        final InstancesFoundEncoder.InstancesEncoder group = answer.instancesCount(instanceIds.length);
        for (final long instanceId : instanceIds)
        {
            group.next().instanceId(instanceId).seatsTaken((short)1).seatsMax((short)2);
        }
        backend.answer(buffer, answer.encodedLength());
    }

    public void recordsFound(final long queryId, final long position, final long... instanceIds)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final InstanceRecordsFoundEncoder answer = new InstanceRecordsFoundEncoder()
            .wrapAndApplyHeader(buffer, 0, header).queryId(queryId).position(position);
        final InstanceRecordsFoundEncoder.InstancesEncoder group = answer.instancesCount(instanceIds.length);
        for (final long instanceId : instanceIds)
        {
            group.next().instanceId(instanceId).seatsTaken((short)1).seatsMax((short)2);
            group.attributesCount(1).next().name(Keyword.of("elo")).value(7).kind(AttributeKind.INTEGER);
            group.tagsCount(1).next().name(Keyword.of("ranked"));
        }
        backend.answer(buffer, answer.encodedLength());
    }

    public void userFound(final long queryId, final long position, final long userId)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.answer(buffer, new UserFoundEncoder().wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId).position(position).userId(userId).requestSeq(4).eventSeq(5).instanceId(6)
            .seat((short)1).encodedLength());
    }

    public void queryRefused(final long queryId, final RefusalCode code)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.answer(buffer, new QueryRefusedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId).position(0).code(code).encodedLength());
    }

    public void seatAttached(final long instanceId, final long userId, final long ackedInputSeq)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.packet(buffer, new SeatAttachedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).userId(userId).ackedInputSeq(ackedInputSeq).encodedLength());
    }

    public void seatOutput(final long instanceId, final long userId, final long outputSeq, final String payload)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final byte[] bytes = payload.getBytes(StandardCharsets.US_ASCII);
        backend.packet(buffer, new SeatOutputEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).userId(userId).outputSeq(outputSeq).ackedInputSeq(3).tick(12)
            .putPayload(bytes, 0, bytes.length).encodedLength());
    }

    public void seatRefused(final long instanceId, final long userId, final RefusalCode code)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        backend.packet(buffer, new SeatRefusedEncoder().wrapAndApplyHeader(buffer, 0, header)
            .instanceId(instanceId).userId(userId).code(code).encodedLength());
    }
}
