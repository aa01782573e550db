package io.muster.master.engine;

import io.muster.codecs.MessageHeaderDecoder;
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
    void shouldRestoreEveryVersionToWhatThePresentOneMakesOfTheScene()
    {
        final TestLog live = KeptSnapshot.scene();
        for (int version = 0; version <= VERSION; version++)
        {
            final Engine restored = TestLog.restore(TestLog.SETTINGS, KeptSnapshot.read(version));
            assertNull(live.engine().differenceFrom(restored), "version " + version);
            assertEquals(TestLog.snapshotOf(live.engine()), TestLog.snapshotOf(restored), "version " + version);
        }
    }

    @Test
    void shouldGoOnFromEveryVersion()
    {
        for (int version = 0; version <= VERSION; version++)
        {
            final TestLog live = KeptSnapshot.scene();
            live.join(TestLog.restore(TestLog.SETTINGS, KeptSnapshot.read(version)));

            live.apply(new Batch().start(1, 1, 7, 0).resume(15, 3, 0).enter(16, 905, "eve").join(3, 2, 1));
            live.pass(TestLog.SETTINGS.leaseMs());
            live.pass(TestLog.SETTINGS.graceMs());
            assertEquals(0, live.engine().users());
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
