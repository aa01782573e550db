package io.muster.session.player;

import io.muster.codecs.AttachedEncoder;
import io.muster.codecs.FoundEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceRecordsFoundDecoder;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OutputEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAttachedDecoder;
import io.muster.codecs.SeatClosedEncoder;
import io.muster.codecs.SeatGrantedEncoder;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.codecs.UserDescribedEncoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserFoundDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.codecs.WelcomeEncoder;
import io.muster.session.frame.RefusalPublisher;
import io.muster.session.ring.Outbound;
import org.agrona.concurrent.status.AtomicCounter;

import static io.muster.codecs.MessageHeaderEncoder.ENCODED_LENGTH;

/**
 * What players are told. Owned by the session agent's thread; allocates nothing.
 * <p>
 * An output for which the way to the event loop has no room is dropped and counted: the game sends it again. Everything
 * else must arrive, so a player that cannot be told is marked to be closed; it comes back and is told by the master.
 */
public final class PlayerPublisher
{
    /** Bytes of an output's payload; a longer one is the game's mistake, and dropped. */
    public static final int PAYLOAD_BYTES_MAX = 4096;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final WelcomeEncoder welcome = new WelcomeEncoder();
    private final SeatGrantedEncoder seatGranted = new SeatGrantedEncoder();
    private final SeatClosedEncoder seatClosed = new SeatClosedEncoder();
    private final FoundEncoder found = new FoundEncoder();
    private final UserDescribedEncoder userDescribed = new UserDescribedEncoder();
    private final OutputEncoder output = new OutputEncoder();
    private final AttachedEncoder attached = new AttachedEncoder();

    private final Outbound outbound;
    private final RefusalPublisher refusals;
    private final int heartbeatMs;
    private final AtomicCounter outputsDropped;

    public PlayerPublisher(
        final Outbound outbound,
        final RefusalPublisher refusals,
        final int heartbeatMs,
        final AtomicCounter outputsDropped)
    {
        this.outbound = outbound;
        this.refusals = refusals;
        this.heartbeatMs = heartbeatMs;
        this.outputsDropped = outputsDropped;
    }

    /** The user is in. */
    public void welcome(
        final Player player, final UserEnteredDecoder event, final byte[] key, final long keyExpiresMs)
    {
        final int index = claim(player,
            ENCODED_LENGTH + WelcomeEncoder.BLOCK_LENGTH + WelcomeEncoder.keyHeaderLength() + key.length);
        if (index == 0)
        {
            return;
        }
        welcome.wrapAndApplyHeader(outbound.buffer(), index, header)
            .userId(event.userId())
            .keyExpiresMs(keyExpiresMs)
            .requestSeq(event.requestSeq())
            .eventSeq(event.eventSeq())
            .instanceId(event.instanceId())
            .heartbeatMs(heartbeatMs)
            .seat(event.seat())
            .seatsMax(event.seatsMax())
            .resumed(event.resumed());
        GameTypes.put(
            outbound.buffer(),
            welcome.offset() + WelcomeEncoder.gameTypeEncodingOffset(),
            GameTypes.head(event.buffer(), event.offset() + UserEnteredDecoder.gameTypeEncodingOffset()),
            GameTypes.tail(event.buffer(), event.offset() + UserEnteredDecoder.gameTypeEncodingOffset()));
        welcome.putKey(key, 0, key.length);
        outbound.commit();
    }

    /** The user sits in a running instance. */
    public void seatGranted(final Player player, final UserSeatedDecoder event)
    {
        final int index = claim(player, ENCODED_LENGTH + SeatGrantedEncoder.BLOCK_LENGTH);
        if (index == 0)
        {
            return;
        }
        seatGranted.wrapAndApplyHeader(outbound.buffer(), index, header)
            .requestSeq(event.requestSeq())
            .eventSeq(event.eventSeq())
            .instanceId(event.instanceId())
            .seat(event.seat())
            .seatsMax(event.seatsMax());
        GameTypes.put(
            outbound.buffer(),
            seatGranted.offset() + SeatGrantedEncoder.gameTypeEncodingOffset(),
            GameTypes.head(event.buffer(), event.offset() + UserSeatedDecoder.gameTypeEncodingOffset()),
            GameTypes.tail(event.buffer(), event.offset() + UserSeatedDecoder.gameTypeEncodingOffset()));
        outbound.commit();
    }

    /** The user's seat is gone. */
    public void seatClosed(final Player player, final UserUnseatedDecoder event)
    {
        final int index = claim(player, ENCODED_LENGTH + SeatClosedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            seatClosed.wrapAndApplyHeader(outbound.buffer(), index, header)
                .requestSeq(event.requestSeq())
                .eventSeq(event.eventSeq())
                .instanceId(event.instanceId())
                .reason(event.reason());
            outbound.commit();
        }
    }

    /** A frame was refused, and it was neither a request nor a query. */
    public void refused(final Player player, final RefusalCode code)
    {
        refused(player, code, 0, 0, 0);
    }

    /** A request was refused, by the master with its event's number, or here with 0. */
    public void requestRefused(
        final Player player, final RefusalCode code, final long requestSeq, final long eventSeq)
    {
        refused(player, code, requestSeq, 0, eventSeq);
    }

    /** A query was refused. */
    public void queryRefused(final Player player, final RefusalCode code, final long queryId)
    {
        refused(player, code, 0, queryId, 0);
    }

    /** The answer to a search. */
    public void found(final Player player, final long queryId, final InstancesFoundDecoder answer)
    {
        final InstancesFoundDecoder.InstancesDecoder theirs = answer.instances();
        final int index = claim(player, ENCODED_LENGTH + FoundEncoder.BLOCK_LENGTH +
            FoundEncoder.InstancesEncoder.sbeHeaderSize() +
            theirs.count() * FoundEncoder.InstancesEncoder.sbeBlockLength());
        if (index == 0)
        {
            return;
        }
        final FoundEncoder.InstancesEncoder ours = found.wrapAndApplyHeader(outbound.buffer(), index, header)
            .queryId(queryId)
            .position(answer.position())
            .instancesCount(theirs.count());
        while (theirs.hasNext())
        {
            theirs.next();
            ours.next().instanceId(theirs.instanceId()).seatsTaken(theirs.seatsTaken()).seatsMax(theirs.seatsMax());
        }
        outbound.commit();
    }

    /** The answer to a search with conditions. */
    public void found(final Player player, final long queryId, final InstanceRecordsFoundDecoder answer)
    {
        final InstanceRecordsFoundDecoder.InstancesDecoder theirs = answer.instances();
        final int index = claim(player, ENCODED_LENGTH + FoundEncoder.BLOCK_LENGTH +
            FoundEncoder.InstancesEncoder.sbeHeaderSize() +
            theirs.count() * FoundEncoder.InstancesEncoder.sbeBlockLength());
        if (index == 0)
        {
            return;
        }
        final FoundEncoder.InstancesEncoder ours = found.wrapAndApplyHeader(outbound.buffer(), index, header)
            .queryId(queryId)
            .position(answer.position())
            .instancesCount(theirs.count());
        while (theirs.hasNext())
        {
            theirs.next();
            ours.next().instanceId(theirs.instanceId()).seatsTaken(theirs.seatsTaken()).seatsMax(theirs.seatsMax());
            theirs.sbeSkip(); // What it is found by the player knows, for it has asked for it.
        }
        outbound.commit();
    }

    /** The answer to a question about oneself. */
    public void userDescribed(final Player player, final long queryId, final UserFoundDecoder answer)
    {
        final int index = claim(player, ENCODED_LENGTH + UserDescribedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            userDescribed.wrapAndApplyHeader(outbound.buffer(), index, header)
                .queryId(queryId)
                .position(answer.position())
                .userId(answer.userId())
                .requestSeq(answer.requestSeq())
                .eventSeq(answer.eventSeq())
                .instanceId(answer.instanceId())
                .seat(answer.seat());
            outbound.commit();
        }
    }

    /** What the game shows. Dropped when there is no room. */
    public void output(final Player player, final SeatOutputDecoder packet)
    {
        final int payloadLength = packet.payloadLength();
        final boolean isTellable = player.closing == RefusalCode.NONE && payloadLength <= PAYLOAD_BYTES_MAX;
        final int index = isTellable ? outbound.claim(player.connectionId,
            ENCODED_LENGTH + OutputEncoder.BLOCK_LENGTH + OutputEncoder.payloadHeaderLength() + payloadLength) : 0;
        if (index == 0)
        {
            outputsDropped.increment();
            return;
        }
        output.wrapAndApplyHeader(outbound.buffer(), index, header)
            .instanceId(packet.instanceId())
            .outputSeq(packet.outputSeq())
            .ackedInputSeq(packet.ackedInputSeq())
            .tick(packet.tick())
            .putPayload(packet.buffer(), packet.limit() + SeatOutputDecoder.payloadHeaderLength(), payloadLength);
        outbound.commit();
    }

    /** The game node hears the player. */
    public void attached(final Player player, final SeatAttachedDecoder packet)
    {
        final int index = claim(player, ENCODED_LENGTH + AttachedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            attached.wrapAndApplyHeader(outbound.buffer(), index, header)
                .instanceId(packet.instanceId())
                .ackedInputSeq(packet.ackedInputSeq());
            outbound.commit();
        }
    }

    /** Every session node that is up. */
    public void sessionNodes(final Player player, final SessionNodes nodes)
    {
        final int index = claim(player, nodes.encodedLength());
        if (index > 0)
        {
            nodes.encode(outbound.buffer(), index);
            outbound.commit();
        }
    }

    /** Tell the event loop to close the connection as {@code closing} says; false: no room, try again. */
    public boolean close(final Player player)
    {
        return outbound.close(player.connectionId, player.closing);
    }

    private void refused(
        final Player player, final RefusalCode code, final long requestSeq, final long queryId, final long eventSeq)
    {
        final int index = claim(player, RefusalPublisher.refusedLength(code));
        if (index > 0)
        {
            refusals.refused(outbound.buffer(), index, code)
                .requestSeq(requestSeq)
                .queryId(queryId)
                .eventSeq(eventSeq);
            outbound.commit();
        }
    }

    /** Room for a message that must arrive; 0, and the player marked to be closed, when there is none. */
    private int claim(final Player player, final int length)
    {
        if (player.closing != RefusalCode.NONE)
        {
            return 0;
        }
        final int index = outbound.claim(player.connectionId, length);
        if (index == 0)
        {
            player.closing = RefusalCode.CONSUMER_TOO_SLOW;
        }
        return index;
    }
}
