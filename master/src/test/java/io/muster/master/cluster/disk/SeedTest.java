package io.muster.master.cluster.disk;

import io.muster.master.cluster.MasterCluster;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A replica that lost its disk, or fell too far behind, comes back by itself (decision 0009). */
class SeedTest
{
    private static final long BACK_MAX_S = 60;

    @TempDir
    Path dir;

    private LoadedCluster loaded;
    private MasterCluster cluster;

    @AfterEach
    void stop()
    {
        loaded.close();
    }

    @Test
    void shouldComeBackFromAnEmptyDiskWithTheWholeLog()
    {
        start();
        loaded.enter(200);
        final int member = cluster.awaitStandby();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        wipe(member);
        comeBack(member);
        assertFalse(cluster.member(member).said().contains("M0137"), cluster::said);
    }

    @Test
    void shouldComeBackFromAnEmptyDiskWhenTheLogOfTheOthersIsPurged()
    {
        start();
        loaded.purge();
        final int member = cluster.awaitStandby();
        cluster.member(member).kill();
        wipe(member);
        loaded.enter(50);
        comeBack(member);
        assertTrue(cluster.member(member).said().contains("M0137"), cluster::said);
    }

    @Test
    void shouldVoteAndLeadAgainAfterItCameBackAndLeadersChanged()
    {
        start();
        loaded.purge();
        final int member = cluster.awaitStandby();
        cluster.member(member).kill();
        wipe(member);
        comeBack(member);
        final int leader = cluster.awaitLeader();
        cluster.member(leader).kill();
        loaded.enter(50);
        cluster.member(leader).start();
        loaded.awaitAlike(leader, member);

        wipeAfterAnElection();
    }

    @Test
    void shouldComeBackWhenTheOthersHavePurgedWhatItNeedsNext()
    {
        start();
        loaded.enter(50);
        final int member = cluster.awaitStandby();
        assertEquals(0, cluster.member(member).stop(), cluster::said);
        loaded.purge();
        comeBack(member);
        assertTrue(cluster.member(member).said().contains("M0138"), cluster::said);
        assertTrue(Files.exists(dirOf(member).resolve("set-aside").resolve("archive")));
    }

    @Test
    void shouldNotJoinWithAnEmptyDiskWhileNobodyLeads()
    {
        start();
        loaded.enter(50);
        final int leader = cluster.awaitLeader();
        final int empty = (leader + 1) % MasterCluster.MEMBERS;
        final int other = (leader + 2) % MasterCluster.MEMBERS;
        cluster.member(empty).kill();
        cluster.member(leader).kill();
        wipe(empty);
        cluster.member(empty).start();
        loaded.await("it to wait", () -> cluster.member(empty).said().contains("M0139"));
        assertEquals(0, cluster.status(other, "is_leader"));

        cluster.member(leader).start();
        loaded.awaitAlike(empty, cluster.awaitLeader());
        loaded.enter(10);
    }

    private void wipeAfterAnElection()
    {
        final int again = cluster.awaitStandby();
        cluster.member(again).kill();
        wipe(again);
        comeBack(again);
    }

    private void start()
    {
        loaded = new LoadedCluster(dir, Map.of());
        cluster = loaded.cluster;
    }

    private void comeBack(final int member)
    {
        final long startNs = System.nanoTime();
        cluster.member(member).start();
        loaded.awaitAlike(member, cluster.awaitLeader());
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        System.out.println("back after " + tookMs + " ms");
        assertTrue(tookMs < TimeUnit.SECONDS.toMillis(BACK_MAX_S), "it took " + tookMs + " ms");
        assertEquals(loaded.users(), cluster.status(member, "users"));
        assertEquals(0, cluster.status(member, "disagreements_total"));
        loaded.enter(10);
    }

    private void wipe(final int member)
    {
        IoUtil.delete(dirOf(member).toFile(), false);
    }

    private Path dirOf(final int member)
    {
        return dir.resolve("master-" + member);
    }
}
