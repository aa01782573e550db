package io.muster.master.engine.snapshot;

import io.muster.codecs.BooleanType;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceState;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SnapshotBeginEncoder;
import io.muster.codecs.SnapshotEndEncoder;
import io.muster.codecs.SnapshotEventEncoder;
import io.muster.codecs.SnapshotInstanceEncoder;
import io.muster.codecs.SnapshotNodeEncoder;
import io.muster.codecs.SnapshotUserEncoder;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameOffer;
import io.muster.master.engine.directory.Instance;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.User;
import io.muster.master.engine.log.Digest;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.outbox.OutboxReader;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/** Writes everything: nodes with their outboxes, instances, users, each in slot order. Made for one snapshot. */
public final class SnapshotWriter
{
    /** Longest record, in bytes. */
    public static final int RECORD_BYTES_MAX = 4096;

    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final UnsafeBuffer record = new UnsafeBuffer(new byte[RECORD_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SnapshotNodeEncoder node = new SnapshotNodeEncoder();
    private final SnapshotEventEncoder event = new SnapshotEventEncoder();
    private final SnapshotInstanceEncoder instance = new SnapshotInstanceEncoder();
    private final SnapshotUserEncoder user = new SnapshotUserEncoder();
    private final Digest checksum = new Digest();
    private final SnapshotSink sink;
    private long records;

    /** @param sink that takes the records. */
    public SnapshotWriter(final SnapshotSink sink)
    {
        this.sink = sink;
    }

    /** Write it all. */
    public void write(final Directories directories, final LogClock clock, final Digest digest)
    {
        writeBegin(directories, clock, digest);
        for (int slot = 0; slot < directories.nodes().slotsUsed(); slot++)
        {
            final Node source = directories.nodes().at(slot);
            if (source != null)
            {
                write(source);
                writeEventsOf(source);
            }
        }
        for (int slot = 0; slot < directories.instances().slotsUsed(); slot++)
        {
            final Instance source = directories.instances().at(slot);
            if (source != null)
            {
                write(source);
            }
        }
        for (int slot = 0; slot < directories.users().slotsUsed(); slot++)
        {
            final User source = directories.users().at(slot);
            if (source != null)
            {
                write(source);
            }
        }
        writeEnd();
    }

    private void writeBegin(final Directories directories, final LogClock clock, final Digest digest)
    {
        final SnapshotBeginEncoder begin = new SnapshotBeginEncoder();
        begin.wrapAndApplyHeader(record, 0, header)
            .digest(digest.value())
            .timestampMs(clock.timestampMs())
            .nextUserId(directories.users().nextId())
            .nextInstanceId(directories.instances().nextId())
            .clockMs(clock.nowMs());
        put(begin.encodedLength());
    }

    private void write(final Node source)
    {
        node.wrapAndApplyHeader(record, 0, header)
            .incarnation(source.incarnation())
            .commandSeq(source.commandSeq())
            .eventSeq(source.outbox().lastSeq())
            .ackedEventSeq(source.outbox().firstSeq() - 1)
            .heardMs(source.heardMs())
            .slot(source.slot())
            .nodeId(source.nodeId())
            .capacity(source.registration().capacity())
            .tcpPort(source.registration().tcpPort())
            .webSocketPort(source.registration().webSocketPort())
            .kind(source.kind())
            .up(booleanOf(source.isUp()))
            .wantedTold(booleanOf(source.isWantedTold()));
        writeGames(source.registration().games());
        node.eventEndpoint(source.registration().eventEndpoint())
            .playEndpoint(source.registration().playEndpoint())
            .playerHost(source.registration().playerHost());
        put(node.encodedLength());
    }

    private void writeGames(final List<GameOffer> games)
    {
        final SnapshotNodeEncoder.GameTypesEncoder group = node.gameTypesCount(games.size());
        for (int i = 0; i < games.size(); i++)
        {
            final GameOffer game = games.get(i);
            group.next()
                .putGameType(game.gameType(), 0)
                .seatsMin((short)game.seatsMin())
                .seatsMax((short)game.seatsMax());
        }
    }

    private void writeEventsOf(final Node source)
    {
        final OutboxReader reader = new OutboxReader(source.outbox());
        while (reader.isOnEvent())
        {
            event.wrapAndApplyHeader(record, 0, header)
                .eventSeq(reader.eventSeq())
                .appliedCommandSeq(reader.appliedCommandSeq())
                .position(reader.position())
                .nodeSlot(source.slot())
                .putMessage(reader.buffer(), reader.offset(), reader.length());
            put(event.encodedLength());
            reader.advance();
        }
    }

    private void write(final Instance source)
    {
        instance.wrapAndApplyHeader(record, 0, header)
            .instanceId(source.id())
            .createdMs(source.createdMs())
            .seatsTaken(source.seatsTaken())
            .slot(source.slot())
            .gameNodeSlot(source.gameNode().slot())
            .seatsMax((short)source.seatsMax())
            .state(source.isRunning() ? InstanceState.RUNNING : InstanceState.STARTING);
        GameTypes.put(
            record,
            HEADER_BYTES + SnapshotInstanceEncoder.gameTypeEncodingOffset(),
            source.typeHead(),
            source.typeTail());
        put(instance.encodedLength());
    }

    private void write(final User source)
    {
        user.wrapAndApplyHeader(record, 0, header)
            .userId(source.id())
            .clientId(source.clientId())
            .connectionId(source.connectionId())
            .requestSeq(source.requestSeq())
            .eventSeq(source.eventSeq())
            .instanceId(source.instance() == null ? 0 : source.instance().id())
            .detachedMs(source.detachedMs())
            .slot(source.slot())
            .sessionNodeSlot(source.session() == null ? -1 : source.session().slot())
            .attachment(source.attachment())
            .seat((short)source.seat())
            .seated(booleanOf(source.isAccepted()))
            .putName(source.text(), source.nameOffset(), source.nameLength())
            .putLastReply(source.text(), source.replyOffset(), source.replyLength())
            .putLastFact(source.text(), source.factOffset(), source.factLength());
        put(user.encodedLength());
    }

    private void writeEnd()
    {
        final SnapshotEndEncoder end = new SnapshotEndEncoder();
        end.wrapAndApplyHeader(record, 0, header)
            .records(records - 1)
            .checksum(checksum.value());
        put(end.encodedLength());
    }

    private void put(final int encodedLength)
    {
        final int length = HEADER_BYTES + encodedLength;
        checksum.add(record, 0, length);
        records++;
        sink.record(record, 0, length);
    }

    private static BooleanType booleanOf(final boolean value)
    {
        return value ? BooleanType.TRUE : BooleanType.FALSE;
    }
}
