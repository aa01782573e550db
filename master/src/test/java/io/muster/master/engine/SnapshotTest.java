package io.muster.master.engine;

import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SnapshotEndEncoder;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.master.engine.snapshot.SnapshotWriter;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SnapshotTest
{
    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 3, "chess2", "arena").up();

    SnapshotTest()
    {
        session.send((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob"));
        session.send((it) -> it.enter(13, 903, "cid").enter(14, 904, "dan"));
        session.send((it) -> it.create(1, 1, "arena", 0).create(2, 1, "chess2", 0).create(4, 1, "go", 0));
        game.send((it) -> it.started(1).accepted(1, 1));
        session.send((it) -> it.join(3, 1, 1).detach(2, 12));
        TestNode.session(log, 3).up().send(Batch::deregister);
    }

    @Test
    void shouldWriteWhatItWasMadeFrom()
    {
        final List<DirectBuffer> records = TestLog.snapshotOf(log.engine());

        assertEquals(records, TestLog.snapshotOf(TestLog.restore(TestLog.SETTINGS, records)));
        assertTrue(records.stream().allMatch((record) -> record.capacity() <= SnapshotWriter.RECORD_BYTES_MAX));
    }

    @Test
    void shouldGoOnAsIfItHadNeverStopped()
    {
        final Engine restored = log.restoreAnother();
        assertEquals(4, restored.users());
        assertEquals(2, restored.instances());

        game.send((it) -> it.accepted(1, 3).started(2).accepted(2, 2));
        session.send((it) -> it.resume(15, 2, 0).quit(1, 2, 1).enter(16, 905, "eve"));
        log.pass(TestLog.SETTINGS.leaseMs());
        log.pass(TestLog.SETTINGS.graceMs());

        assertEquals(0, restored.users());
        assertEquals(TestLog.snapshotOf(log.engine()), TestLog.snapshotOf(restored));
    }

    @Test
    void shouldRememberThatItHasToldANodeWhatIsMissing()
    {
        final DirectBuffer ahead = new Batch().start(1, 1, session.commandSeq() + 2, 0).detach(1, 11).copy();
        log.apply(ahead, ahead.capacity());
        log.restoreAnother();

        log.apply(ahead, ahead.capacity());
        session.heard();
        assertEquals(List.of("UserMoved 11 user 1"), session.say((it) -> it.resume(17, 1, 9)).subList(0, 1));
    }

    @Test
    void shouldBeFullAtTheSameMomentWhereverItsEventsLie()
    {
        for (int i = 0; i < 1_000; i++)
        {
            session.say((it) -> it.resume(5, 99, 0)); // Goes round in the ring, so that it begins in the middle.
        }
        session.send((it) -> it.resume(5, 99, 0));
        log.restoreAnother();

        final Batch batch = new Batch();
        for (long commandSeq = session.commandSeq() + 1; session.isUp(); commandSeq++)
        {
            log.apply(batch.start(1, 1, commandSeq, 0).resume(5, 99, 0));
        }
        assertEquals(List.of("NodeDown OUTBOX_FULL"), session.heard());
    }

    @Test
    void shouldRefuseASnapshotWithARecordMissing()
    {
        final List<DirectBuffer> records = TestLog.snapshotOf(log.engine());
        for (int missing = 0; missing < records.size(); missing++)
        {
            final List<DirectBuffer> rest = new ArrayList<>(records);
            rest.remove(missing);
            assertThrows(SnapshotException.class, () -> TestLog.restore(TestLog.SETTINGS, rest), "record " + missing);
        }
    }

    @Test
    void shouldRefuseASnapshotWithAnyByteAltered()
    {
        final List<DirectBuffer> records = TestLog.snapshotOf(log.engine());
        for (final DirectBuffer record : records)
        {
            final UnsafeBuffer altered = new UnsafeBuffer(record, 0, record.capacity());
            for (int index = 0; index < record.capacity(); index++)
            {
                flipABit(altered, index);
                assertDamaged(() -> TestLog.restore(TestLog.SETTINGS, records));
                flipABit(altered, index);
            }
        }
        TestLog.restore(TestLog.SETTINGS, records);
    }

    /** Not merely too large for the limits, which would keep the replica from starting. */
    private static void assertDamaged(final Executable restoring)
    {
        assertFalse(assertThrows(SnapshotException.class, restoring) instanceof SnapshotException.Misfit);
    }

    /** Another one in each byte. */
    private static void flipABit(final UnsafeBuffer buffer, final int index)
    {
        buffer.putByte(index, (byte)(buffer.getByte(index) ^ 1 << index % Byte.SIZE));
    }

    @Test
    void shouldRefuseASnapshotThatDoesNotFitItsLimits()
    {
        final List<DirectBuffer> records = TestLog.snapshotOf(log.engine());
        final EngineSettings is = TestLog.SETTINGS;

        assertThrows(SnapshotException.Misfit.class, () -> TestLog.restore(new EngineSettings(2, is.usersMax(),
            is.instancesMax(), is.outboxBytesMax(), 1, 1, 1, 1), records));
        assertThrows(SnapshotException.Misfit.class, () -> TestLog.restore(new EngineSettings(is.nodesMax(), 3,
            is.instancesMax(), is.outboxBytesMax(), 1, 1, 1, 1), records));
        assertThrows(SnapshotException.Misfit.class, () -> TestLog.restore(new EngineSettings(is.nodesMax(),
            is.usersMax(), 1, is.outboxBytesMax(), 1, 1, 1, 1), records));
    }

    @Test
    void shouldRefuseWhatComesAfterTheEnd()
    {
        final List<DirectBuffer> records = TestLog.snapshotOf(log.engine());
        records.add(records.get(records.size() - 1));

        assertThrows(SnapshotException.class, () -> TestLog.restore(TestLog.SETTINGS, records));
        assertThrows(SnapshotException.class, () -> TestLog.restore(TestLog.SETTINGS, List.of()));
    }

    @Test
    void shouldSayHowManyRecordsThereAre()
    {
        final List<DirectBuffer> records = TestLog.snapshotOf(log.engine());
        final DirectBuffer end = records.get(records.size() - 1);

        assertEquals(records.size() - 2,
            end.getLong(MessageHeaderEncoder.ENCODED_LENGTH + SnapshotEndEncoder.recordsEncodingOffset()));
    }
}
