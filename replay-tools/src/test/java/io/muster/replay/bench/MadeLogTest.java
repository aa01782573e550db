package io.muster.replay.bench;

import io.muster.master.engine.EngineSettings;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.LogReader;
import io.muster.replay.log.Positions;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A log of a few hundred thousand commands, made as the benchmark makes it, and gone through in all directions. */
class MadeLogTest
{
    private static final long COMMANDS = 300_000;

    @TempDir
    private static Path dir;
    private static long made;

    @BeforeAll
    static void make()
    {
        made = MadeLog.make(dir, COMMANDS);
    }

    private final ReplicaFiles files = ReplicaFiles.open(dir);
    private final ReplayedMaster master = new ReplayedMaster(files, EngineSettings.DEFAULT);

    @Test
    void shouldApplyEveryCommandThatWasRecorded()
    {
        while (master.step())
        {
            assertEquals(master.entry().position(), master.position());
        }
        assertEquals(made, master.commandsApplied());
        assertEquals(master.lastPosition(), master.position());
        assertEquals(Workload.USERS, master.engine().users());
        assertTrue(files.isEndedInOrder());
    }

    @Test
    void shouldComeToTheSameStateOnWhateverWay()
    {
        final TreeMap<Long, Long> digests = new TreeMap<>();
        for (long entries = 0; master.step(); entries++)
        {
            if (entries % 997 == 0)
            {
                digests.put(master.position(), master.engine().digest());
            }
        }
        final List<Long> positions = new ArrayList<>(digests.keySet());
        for (int i = 0; i < positions.size(); i++)
        {
            final long position = positions.get(i * 7 % positions.size());
            master.seek(position);
            assertEquals(position, master.position());
            assertEquals(digests.get(position), master.engine().digest(), "at " + position);
        }
        // Between two entries: what ends there or before is applied.
        master.seek(positions.get(3) + 1);
        assertEquals(digests.get(positions.get(3)), master.engine().digest());
        master.close();
    }

    @Test
    void shouldFindTheWayBackEntryByEntry()
    {
        final LogReader reader = new LogReader(files);
        final List<Long> positions = new ArrayList<>(List.of(0L));
        while (reader.next())
        {
            positions.add(reader.entry().position());
        }
        final int last = positions.size() - 1;
        for (final int count : new int[]{ 0, 1, 2, 50, last - 1 })
        {
            assertEquals(positions.get(last - count),
                Positions.before(files, 0, positions.get(last), count, (entry) -> true), count + " back");
        }
        assertEquals(0, Positions.before(files, 0, positions.get(last), last + 9, (entry) -> true));
    }

    @Test
    void shouldRefuseAPositionThatIsNotThere()
    {
        assertThrows(ReplayError.Refusal.class, () -> master.seek(-1));
        assertThrows(ReplayError.Refusal.class, () -> master.seek(master.lastPosition() + 1));
    }
}
