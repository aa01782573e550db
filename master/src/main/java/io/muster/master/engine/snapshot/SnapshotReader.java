package io.muster.master.engine.snapshot;

import io.muster.codecs.BooleanType;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceState;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SnapshotBeginDecoder;
import io.muster.codecs.SnapshotEndDecoder;
import io.muster.codecs.SnapshotEventDecoder;
import io.muster.codecs.SnapshotInstanceDecoder;
import io.muster.codecs.SnapshotNodeDecoder;
import io.muster.codecs.SnapshotUserDecoder;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.Instance;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.PlayerName;
import io.muster.master.engine.directory.Registration;
import io.muster.master.engine.directory.User;
import io.muster.master.engine.log.Digest;
import io.muster.master.engine.log.LogClock;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** Makes everything again from the records of one snapshot, in order. */
public final class SnapshotReader
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotNodeDecoder node = new SnapshotNodeDecoder();
    private final SnapshotEventDecoder event = new SnapshotEventDecoder();
    private final SnapshotInstanceDecoder instance = new SnapshotInstanceDecoder();
    private final SnapshotUserDecoder user = new SnapshotUserDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final Digest checksum = new Digest();
    private final Directories directories;
    private final LogClock clock;
    private final Digest digest;

    private Node nodeOfEvents;
    private long eventSeqWanted;
    private int lastTemplateId;
    private long records;
    private boolean isWhole;

    /** Directories, clock and digest must be new. */
    public SnapshotReader(final Directories directories, final LogClock clock, final Digest digest)
    {
        this.directories = directories;
        this.clock = clock;
        this.digest = digest;
    }

    /**
     * Take the next record.
     *
     * @throws SnapshotException when it is not one that can come here.
     */
    public void read(final DirectBuffer buffer, final int offset, final int length)
    {
        check(length >= MessageHeaderDecoder.ENCODED_LENGTH && length <= SnapshotWriter.RECORD_BYTES_MAX,
            "is " + length + " bytes long");
        view.wrap(buffer, offset, length);
        header.wrap(view, 0);
        check(header.schemaId() == MessageHeaderDecoder.SCHEMA_ID, "is of the foreign schema " + header.schemaId());
        check(header.version() <= MessageHeaderDecoder.SCHEMA_VERSION, "is of the later version " + header.version());
        checkOrder(header.templateId());
        try
        {
            read(header.templateId());
        }
        catch (final IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException ex)
        {
            throw new SnapshotException("record " + records + " of the snapshot does not fit: " + ex.getMessage(), ex);
        }
        checksum.add(view, 0, length);
        records++;
    }

    /** Begin, nodes each followed by its events, instances, users, end. */
    private void checkOrder(final int templateId)
    {
        final boolean isFirst = templateId == SnapshotBeginDecoder.TEMPLATE_ID;
        final boolean isNodeAfterEvents =
            templateId == SnapshotNodeDecoder.TEMPLATE_ID && lastTemplateId == SnapshotEventDecoder.TEMPLATE_ID;
        check(!isWhole && isFirst == (records == 0) && (templateId >= lastTemplateId || isNodeAfterEvents),
            "has template id " + templateId + " after " + lastTemplateId);
        check(templateId == SnapshotEventDecoder.TEMPLATE_ID ? nodeOfEvents != null : areEventsWhole(),
            "comes in the middle of a node's events");
        lastTemplateId = templateId;
    }

    private boolean areEventsWhole()
    {
        return nodeOfEvents == null || nodeOfEvents.outbox().lastSeq() == eventSeqWanted;
    }

    private void read(final int templateId)
    {
        switch (templateId)
        {
            case SnapshotBeginDecoder.TEMPLATE_ID -> on(new SnapshotBeginDecoder().wrapAndApplyHeader(view, 0, header));
            case SnapshotNodeDecoder.TEMPLATE_ID -> on(node.wrapAndApplyHeader(view, 0, header));
            case SnapshotEventDecoder.TEMPLATE_ID -> on(event.wrapAndApplyHeader(view, 0, header));
            case SnapshotInstanceDecoder.TEMPLATE_ID -> on(instance.wrapAndApplyHeader(view, 0, header));
            case SnapshotUserDecoder.TEMPLATE_ID -> on(user.wrapAndApplyHeader(view, 0, header));
            case SnapshotEndDecoder.TEMPLATE_ID -> on(new SnapshotEndDecoder().wrapAndApplyHeader(view, 0, header));
            default -> throw new IllegalStateException("no record has template id " + templateId);
        }
    }

    private void on(final SnapshotBeginDecoder record)
    {
        digest.restore(record.digest());
        clock.restore(record.timestampMs(), record.clockMs());
        directories.users().restoreNextId(record.nextUserId());
        directories.instances().restoreNextId(record.nextInstanceId());
    }

    private void on(final SnapshotNodeDecoder record)
    {
        final NodeKind kind = record.kind();
        final List<GameOffer> games = new ArrayList<>();
        final long commandSeq = record.commandSeq();
        final long eventSeq = record.eventSeq();
        final long ackedEventSeq = record.ackedEventSeq();
        for (final SnapshotNodeDecoder.GameTypesDecoder game : record.gameTypes())
        {
            final byte[] gameType = new byte[GameTypes.LENGTH];
            game.getGameType(gameType, 0);
            games.add(GameOffer.of(gameType, game.seatsMin(), game.seatsMax()));
        }
        final Registration registration = new Registration(
            kind, record.capacity(), record.tcpPort(), record.webSocketPort(), List.copyOf(games),
            record.eventEndpoint(), record.playEndpoint(), record.playerHost());
        check(registration.isWellFormed() && ackedEventSeq >= 0 && ackedEventSeq <= eventSeq, "is no node");

        final Node restored = directories.nodes().restore(
            record.slot(), record.nodeId(), record.incarnation(), registration);
        restored.restoreLink(commandSeq, record.heardMs(), record.wantedTold() == BooleanType.TRUE);
        restored.outbox().startAfter(ackedEventSeq);
        if (record.up() == BooleanType.FALSE)
        {
            directories.nodes().takeDown(restored);
        }
        nodeOfEvents = restored;
        eventSeqWanted = eventSeq;
    }

    private void on(final SnapshotEventDecoder record)
    {
        check(nodeOfEvents.slot() == record.nodeSlot() && nodeOfEvents.outbox().lastSeq() + 1 == record.eventSeq(),
            "is not the next event of its node");
        final long position = record.position();
        final long appliedCommandSeq = record.appliedCommandSeq();
        record.wrapMessage(bytes);
        check(nodeOfEvents.outbox().append(position, appliedCommandSeq, bytes, 0, bytes.capacity()),
            "does not fit in the outbox; its limit was lowered");
    }

    private void on(final SnapshotInstanceDecoder record)
    {
        final Node gameNode = directories.nodes().at(record.gameNodeSlot());
        check(gameNode != null && gameNode.isUp() && gameNode.kind() == NodeKind.GAME, "is on no game node");

        final Instance restored = directories.instances().restore(
            record.slot(), record.instanceId(), record.createdMs(), record.seatsTaken());
        final int typeIndex = record.offset() + SnapshotInstanceDecoder.gameTypeEncodingOffset();
        directories.instances().describe(
            restored, gameNode, GameTypes.head(view, typeIndex), GameTypes.tail(view, typeIndex), record.seatsMax());
        if (record.state() == InstanceState.RUNNING)
        {
            directories.instances().restoreRunning(restored);
        }
    }

    private void on(final SnapshotUserDecoder record)
    {
        final Node session = directories.nodes().at(record.sessionNodeSlot());
        check(record.sessionNodeSlot() == -1 ||
            session != null && session.isUp() && session.kind() == NodeKind.SESSION, "is on no session node");

        record.wrapName(bytes);
        check(PlayerName.refusalOf(bytes) == RefusalCode.NONE, "has no name");
        final User restored =
            directories.users().restore(record.slot(), record.userId(), record.clientId(), bytes);
        restored.restoreNumbers(record.requestSeq(), record.eventSeq());
        directories.users().restoreCarrier(
            restored, session, record.connectionId(), record.detachedMs(), record.attachment());
        restoreSeat(restored, record);
        record.wrapLastReply(bytes);
        restored.keepReply(bytes, 0, bytes.capacity());
        record.wrapLastFact(bytes);
        restored.keepFact(bytes, 0, bytes.capacity());
    }

    private void restoreSeat(final User restored, final SnapshotUserDecoder record)
    {
        if (record.instanceId() == 0)
        {
            return;
        }
        final Instance seatedIn = directories.instances().byId(record.instanceId());
        check(seatedIn != null && record.seat() < seatedIn.seatsMax(), "sits nowhere");
        check((seatedIn.seatsTaken() & 1L << record.seat()) != 0, "sits on a free seat");

        directories.users().seat(restored, seatedIn, record.seat());
        if (record.seated() == BooleanType.TRUE)
        {
            directories.users().accept(restored);
        }
    }

    private void on(final SnapshotEndDecoder record)
    {
        check(record.limit() == view.capacity(), "is longer or shorter than it says");
        check(record.records() == records - 1, "says that there were " + record.records() + " before it");
        check(record.checksum() == checksum.value(), "has the checksum of something else");
        for (int slot = 0; slot < directories.instances().slotsUsed(); slot++)
        {
            final Instance restored = directories.instances().at(slot);
            check(restored == null || restored.seatsTakenCount() == directories.users().countIn(restored),
                "comes before a user that has a seat");
        }
        isWhole = true;
    }

    /**
     * All records were given.
     *
     * @throws SnapshotException unless the last of them was the end.
     */
    public void finish()
    {
        if (!isWhole)
        {
            throw new SnapshotException("the snapshot is truncated after record " + records);
        }
        directories.instances().restored();
        directories.users().restored();
    }

    private void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new SnapshotException("record " + records + " of the snapshot " + otherwise);
        }
    }
}
