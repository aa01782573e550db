package io.muster.master.engine.snapshot;

import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SnapshotBeginEncoder;
import io.muster.codecs.SnapshotEndEncoder;
import io.muster.codecs.SnapshotEventEncoder;
import io.muster.codecs.SnapshotRegistrationEncoder;
import io.muster.codecs.SnapshotSlabEncoder;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.Registration;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.log.Digest;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.outbox.OutboxReader;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/**
 * Writes everything, a record a step: the slabs as they lie there, then what nodes have that is no block. Made for one
 * snapshot; nothing may change before it is done.
 */
public final class SnapshotWriter
{
    /** Longest record, in bytes. */
    public static final int RECORD_BYTES_MAX = 16 * 1024;

    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int SLAB_BYTES =
        HEADER_BYTES + SnapshotSlabEncoder.BLOCK_LENGTH + SnapshotSlabEncoder.recordsHeaderLength();

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotSlabEncoder slabs = new SnapshotSlabEncoder();
    private final SnapshotRegistrationEncoder registrations = new SnapshotRegistrationEncoder();
    private final SnapshotEventEncoder events = new SnapshotEventEncoder();
    private final Digest checksum = new Digest();
    private final Directories directories;
    private final SnapshotSink sink;
    private final LogClock clock;
    private final long digest;

    private long records;
    private int tableIndex;
    private int nextSlot;
    private Node node;
    private OutboxReader outbox;
    private boolean isDone;

    /**
     * A snapshot of what is there now.
     *
     * @param digest of the engine, which the reader must come to.
     * @param sink   that takes the records.
     */
    public SnapshotWriter(
        final Directories directories, final LogClock clock, final long digest, final SnapshotSink sink)
    {
        this.directories = directories;
        this.clock = clock;
        this.digest = digest;
        this.sink = sink;
    }

    /**
     * Write the next record.
     *
     * @return false when that was the last one.
     */
    public boolean writeNext()
    {
        if (records == 0)
        {
            writeBegin();
        }
        else if (tableIndex < directories.tables().size())
        {
            writeSlabs();
        }
        else if (outbox != null && outbox.isOnEvent())
        {
            writeEvent();
        }
        else
        {
            node = node == null ? directories.nodes().first() : directories.nodes().next(node);
            writeNode();
        }
        return !isDone;
    }

    private void writeBegin()
    {
        final SnapshotBeginEncoder begin = new SnapshotBeginEncoder();
        begin.wrapAndApplyHeader(record, 0, header)
            .digest(digest)
            .timestampMs(clock.timestampMs())
            .nextUserId(directories.users().nextId())
            .nextInstanceId(directories.instances().nextId())
            .clockMs(clock.nowMs());
        put(begin.encodedLength());
    }

    /** As many slots as fit into a record, from the next one on that has a record. */
    private void writeSlabs()
    {
        final Table table = directories.tables().get(tableIndex);
        final Slab slab = table.slab();
        final int live = slab.next(nextSlot);
        if (live == Slab.NONE)
        {
            tableIndex++;
            nextSlot = 0;
            writeNext();
            return;
        }

        final int window = windowOf(slab.recordBytes());
        final int firstSlot = live & -window;
        nextSlot = firstSlot + window;
        writeSlab(table, firstSlot);
    }

    /** Slots in a record: a power of two, so that each begins at a multiple of it. */
    static int windowOf(final int recordBytes)
    {
        return Integer.highestOneBit(Math.min(Long.SIZE, (RECORD_BYTES_MAX - SLAB_BYTES) / recordBytes));
    }

    private void writeSlab(final Table table, final int firstSlot)
    {
        final Slab slab = table.slab();
        final int recordBytes = slab.recordBytes();
        long liveBits = 0;
        int length = 0;
        for (int slot = slab.next(firstSlot); slot != Slab.NONE && slot < nextSlot; slot = slab.next(slot + 1))
        {
            liveBits |= 1L << slot - firstSlot;
            record.putBytes(SLAB_BYTES + length, slab.buffer(slot), slab.offset(slot), recordBytes);
            length += recordBytes;
        }
        slabs.wrapAndApplyHeader(record, 0, header)
            .live(liveBits)
            .firstSlot(firstSlot)
            .recordTemplateId(SnapshotTables.templateIdOf(tableIndex))
            .recordBlockLength(slab.linkOffset(0))
            .links((recordBytes - slab.linkOffset(0)) / Integer.BYTES)
            .putRecords(record, SLAB_BYTES, length);
        put(slabs.encodedLength());
    }

    private void writeNode()
    {
        if (node == null)
        {
            writeEnd();
            return;
        }
        final Registration source = node.registration();
        registrations.wrapAndApplyHeader(record, 0, header)
            .slot(node.slot())
            .capacity(source.capacity())
            .tcpPort(source.tcpPort())
            .webSocketPort(source.webSocketPort())
            .kind(source.kind());
        writeGames(source.games());
        registrations.eventEndpoint(source.eventEndpoint())
            .playEndpoint(source.playEndpoint())
            .playerHost(source.playerHost());
        put(registrations.encodedLength());
        outbox = new OutboxReader(node.outbox());
    }

    private void writeGames(final List<GameOffer> games)
    {
        final SnapshotRegistrationEncoder.GameTypesEncoder group = registrations.gameTypesCount(games.size());
        for (int i = 0; i < games.size(); i++)
        {
            final GameOffer game = games.get(i);
            group.next()
                .putGameType(game.gameType(), 0)
                .seatsMin((short)game.seatsMin())
                .seatsMax((short)game.seatsMax());
        }
    }

    private void writeEvent()
    {
        events.wrapAndApplyHeader(record, 0, header)
            .eventSeq(outbox.eventSeq())
            .appliedCommandSeq(outbox.appliedCommandSeq())
            .position(outbox.position())
            .nodeSlot(node.slot())
            .putMessage(outbox.buffer(), outbox.offset(), outbox.length());
        put(events.encodedLength());
        outbox.advance();
    }

    private void writeEnd()
    {
        final SnapshotEndEncoder end = new SnapshotEndEncoder();
        end.wrapAndApplyHeader(record, 0, header)
            .records(records - 1)
            .checksum(checksum.value());
        put(end.encodedLength());
        isDone = true;
    }

    private void put(final int encodedLength)
    {
        final int length = HEADER_BYTES + encodedLength;
        checksum.add(record, 0, length);
        records++;
        sink.record(record, 0, length);
    }
}
