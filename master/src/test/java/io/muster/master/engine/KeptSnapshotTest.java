package io.muster.master.engine;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.snapshot.SnapshotException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteOrder;
import java.nio.file.Files;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeptSnapshotTest
{
    private static final int VERSION = MessageHeaderDecoder.SCHEMA_VERSION;

    /** What a player missed that was given a seat, and lost it again. */
    private static final List<String> RESUMED = List.of(
        "UserEntered 15 user 3 request 1 event 2 in 0 on 0 attachment 2  seat 0/0 resumed TRUE",
        "UserSeated 3 request 1 event 1 in 1 on 2 arena seat 1/4",
        "UserUnseated 3 request 0 event 2 in 1 REMOVED_BY_GAME");

    @Test
    void shouldKeepASnapshotOfEveryVersion()
    {
        for (int version = 0; version <= VERSION; version++)
        {
            assertTrue(Files.exists(KeptSnapshot.fileOf(version)),
                "run KeptSnapshot once, and commit " + KeptSnapshot.fileOf(version));
        }
    }

    @Test
    void shouldRestoreEveryVersion()
    {
        for (int version = 0; version <= VERSION; version++)
        {
            final Engine restored = TestLog.restore(TestLog.SETTINGS, KeptSnapshot.read(version));
            assertEquals(4, restored.users(), "version " + version);
            assertEquals(1, restored.usersDetached(), "version " + version);
            assertEquals(2, restored.instances(), "version " + version);

            final Engine again = TestLog.restore(TestLog.SETTINGS, TestLog.snapshotOf(restored));
            assertNull(restored.differenceFrom(again), "version " + version);
        }
    }

    @Test
    void shouldGoOnFromEveryVersion()
    {
        for (int version = 0; version <= VERSION; version++)
        {
            final TestLog log = new TestLog(TestLog.restore(TestLog.SETTINGS, KeptSnapshot.read(version)));
            final TestNode session = TestNode.session(log, 1);
            assertEquals(Outcome.DUPLICATE, session.register(), "it remembers the node");
            session.up();

            assertEquals(RESUMED, session.say((it) -> it.resume(15, 3, 0)), "version " + version);
            log.restoreAnother();
            log.pass(TestLog.SETTINGS.leaseMs());
            log.pass(TestLog.SETTINGS.graceMs());
            assertEquals(0, log.engine().users(), "version " + version);
        }
    }

    @Test
    void shouldTellALaterVersionFromADamagedOne()
    {
        final List<DirectBuffer> records = KeptSnapshot.read(VERSION);
        final UnsafeBuffer begin = new UnsafeBuffer(records.get(0), 0, records.get(0).capacity());
        begin.putShort(
            MessageHeaderDecoder.versionEncodingOffset(), (short)(VERSION + 1), ByteOrder.LITTLE_ENDIAN);

        assertThrows(SnapshotException.LaterVersion.class, () -> TestLog.restore(TestLog.SETTINGS, records));
    }
}
