package io.muster.master.engine.snapshot;

import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.SnapshotBeginDecoder;
import io.muster.codecs.SnapshotEndDecoder;
import io.muster.codecs.SnapshotEventDecoder;
import io.muster.codecs.SnapshotRegistrationDecoder;
import io.muster.codecs.SnapshotSlabDecoder;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.Registration;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.log.Digest;
import io.muster.master.engine.log.LogClock;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Makes everything again from the records of one snapshot, in order. The indexes are made last, when the checksum has
 * shown that the records are what was written.
 */
public final class SnapshotReader
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotSlabDecoder slabs = new SnapshotSlabDecoder();
    private final SnapshotRegistrationDecoder registrations = new SnapshotRegistrationDecoder();
    private final SnapshotEventDecoder events = new SnapshotEventDecoder();
    private final UnsafeBuffer view = new UnsafeBuffer(0, 0);
    private final UnsafeBuffer bytes = new UnsafeBuffer(0, 0);
    private final Digest checksum = new Digest();
    private final Directories directories;
    private final LogClock clock;
    private final int[] linksOf;

    private Node nodeOfEvents;
    private int nodesLeft = -1;
    private int lastTemplateId;
    private int version;
    private long digest;
    private long records;
    private String misfit;
    private boolean isWhole;

    /** Directories and clock must be new. */
    public SnapshotReader(final Directories directories, final LogClock clock)
    {
        this.directories = directories;
        this.clock = clock;
        linksOf = new int[directories.tables().size()];
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
        checkVersion(header.version());
        checkOrder(header.templateId());
        if (misfit == null || header.templateId() == SnapshotEndDecoder.TEMPLATE_ID)
        {
            tryToRead(header.templateId());
        }
        checksum.add(view, 0, length);
        records++;
    }

    /** Whether a record that does not fit is damaged or too large for our limits, only the checksum knows. */
    private void tryToRead(final int templateId)
    {
        try
        {
            read(templateId);
        }
        catch (final IndexOutOfBoundsException | IllegalStateException | IllegalArgumentException ex)
        {
            misfit = "record " + records + " of the snapshot does not fit: " + ex.getMessage();
        }
    }

    private void checkVersion(final int recordVersion)
    {
        if (records == 0)
        {
            if (recordVersion > MessageHeaderDecoder.SCHEMA_VERSION)
            {
                throw SnapshotException.laterVersion(recordVersion, MessageHeaderDecoder.SCHEMA_VERSION);
            }
            version = recordVersion;
        }
        check(recordVersion == version, "is of another version than the one before it, " + recordVersion);
    }

    /** Begin, slabs, registrations each followed by its events, end. */
    private void checkOrder(final int templateId)
    {
        final boolean isFirst = templateId == SnapshotBeginDecoder.TEMPLATE_ID;
        final boolean isNodeAfterEvents = templateId == SnapshotRegistrationDecoder.TEMPLATE_ID &&
            lastTemplateId == SnapshotEventDecoder.TEMPLATE_ID;
        check(!isWhole && isFirst == (records == 0) && (templateId >= lastTemplateId || isNodeAfterEvents),
            "has template id " + templateId + " after " + lastTemplateId);
        final boolean isEvent = templateId == SnapshotEventDecoder.TEMPLATE_ID;
        check(misfit != null || (isEvent ? nodeOfEvents != null : areEventsWhole()),
            "comes in the middle of a node's events");
        lastTemplateId = templateId;
    }

    private boolean areEventsWhole()
    {
        return nodeOfEvents == null || nodeOfEvents.outbox().lastSeq() == nodeOfEvents.eventSeq();
    }

    private void read(final int templateId)
    {
        switch (templateId)
        {
            case SnapshotBeginDecoder.TEMPLATE_ID -> on(new SnapshotBeginDecoder().wrapAndApplyHeader(view, 0, header));
            case SnapshotSlabDecoder.TEMPLATE_ID -> on(slabs.wrapAndApplyHeader(view, 0, header));
            case SnapshotRegistrationDecoder.TEMPLATE_ID -> on(registrations.wrapAndApplyHeader(view, 0, header));
            case SnapshotEventDecoder.TEMPLATE_ID -> on(events.wrapAndApplyHeader(view, 0, header));
            case SnapshotEndDecoder.TEMPLATE_ID -> on(new SnapshotEndDecoder().wrapAndApplyHeader(view, 0, header));
            default -> throw new IllegalStateException("no record has template id " + templateId);
        }
    }

    private void on(final SnapshotBeginDecoder record)
    {
        digest = record.digest();
        clock.restore(record.timestampMs(), record.clockMs());
        directories.users().restoreNextId(record.nextUserId());
        directories.instances().restoreNextId(record.nextInstanceId());
    }

    private void on(final SnapshotSlabDecoder record)
    {
        final int tableIndex = SnapshotTables.tableIndexOf(record.recordTemplateId());
        check(tableIndex >= 0, "has records with the unknown template id " + record.recordTemplateId());
        final Table table = directories.tables().get(tableIndex);
        final int blockBytes = record.recordBlockLength();
        final int linkBytes = record.links() * Integer.BYTES;
        final long live = record.live();
        final int firstSlot = record.firstSlot();
        record.wrapRecords(bytes);
        check(bytes.capacity() == Long.bitCount(live) * (blockBytes + linkBytes), "is longer or shorter than it says");

        linksOf[tableIndex] = record.links();
        int at = 0;
        for (long left = live; left != 0; left &= left - 1)
        {
            table.slab().restore(firstSlot + Long.numberOfTrailingZeros(left), bytes, at, blockBytes, linkBytes);
            at += blockBytes + linkBytes;
        }
    }

    private void on(final SnapshotRegistrationDecoder record)
    {
        if (nodesLeft < 0)
        {
            directories.nodes().restored();
            nodesLeft = directories.nodes().table().slab().count();
        }
        nodesLeft--;
        final Node node = directories.nodes().at(record.slot());
        check(node != null, "is of a node that is not there");
        final NodeKind kind = record.kind();
        final int capacity = record.capacity();
        final int tcpPort = record.tcpPort();
        final int webSocketPort = record.webSocketPort();
        final List<GameOffer> games = gamesOf(record.gameTypes());
        node.restore(new Registration(
            kind, capacity, tcpPort, webSocketPort, games,
            record.eventEndpoint(), record.playEndpoint(), record.playerHost()));
        nodeOfEvents = node;
    }

    private static List<GameOffer> gamesOf(final SnapshotRegistrationDecoder.GameTypesDecoder group)
    {
        final List<GameOffer> games = new ArrayList<>();
        for (final SnapshotRegistrationDecoder.GameTypesDecoder game : group)
        {
            final byte[] gameType = new byte[GameTypes.LENGTH];
            game.getGameType(gameType, 0);
            games.add(GameOffer.of(gameType, game.seatsMin(), game.seatsMax()));
        }
        return List.copyOf(games);
    }

    private void on(final SnapshotEventDecoder record)
    {
        check(nodeOfEvents.slot() == record.nodeSlot() && nodeOfEvents.outbox().lastSeq() + 1 == record.eventSeq(),
            "is not the next event of its node");
        final long position = record.position();
        final long appliedCommandSeq = record.appliedCommandSeq();
        record.wrapMessage(bytes);
        if (!nodeOfEvents.outbox().append(position, appliedCommandSeq, bytes, 0, bytes.capacity()))
        {
            throw new IllegalStateException("the outbox of node " + nodeOfEvents.nodeId() + " is full");
        }
    }

    private void on(final SnapshotEndDecoder record)
    {
        check(record.limit() == view.capacity(), "is longer or shorter than it says");
        check(record.records() == records - 1, "says that there were " + record.records() + " before it");
        check(record.checksum() == checksum.value(), "has the checksum of something else");
        if (misfit != null)
        {
            throw new SnapshotException.Misfit(misfit);
        }
        check(nodesLeft <= 0, "comes before the registrations of " + nodesLeft + " nodes");
        isWhole = true;
    }

    /**
     * All records were given.
     *
     * @return the digest that the engine must have come to.
     * @throws SnapshotException unless the last of them was the end.
     */
    public long finish()
    {
        if (!isWhole)
        {
            throw new SnapshotException("the snapshot is truncated after record " + records);
        }
        for (int i = 0; i < linksOf.length; i++)
        {
            directories.tables().get(i).rebuild(linksOf[i]);
        }
        return digest;
    }

    private void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new SnapshotException("record " + records + " of the snapshot " + otherwise);
        }
    }
}
