package io.muster.master.cluster.disk;

import io.muster.codecs.UserEnteredDecoder;
import io.muster.master.cluster.Commands;
import io.muster.master.cluster.MasterCluster;
import io.muster.master.cluster.ScriptedNode;
import io.muster.master.cluster.TestDriver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** A replica whose disk is sick, as a leader, as a follower, and when all are (decision 0008). */
class DiskStallTest
{
    private static final long GAP_MAX_MS = 3_000;
    /** Longer than what Aeron waits for an archive by itself. */
    private static final long STALL_MS = 12_000;

    private final TestDriver driver = new TestDriver();
    private MasterCluster cluster;
    private ScriptedNode node;
    private int users;
    private long gapMs;

    @TempDir
    Path dir;

    @BeforeEach
    void start()
    {
        assumeTrue(SlowDisk.isPossible(), "there is no strace on this machine, so no disk can be made slow");
        cluster = new MasterCluster(dir, Map.of("master.lease", "600s")).start();
        node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1);
        node.register(1);
        enter(100);
    }

    @AfterEach
    void stop()
    {
        if (cluster != null)
        {
            node.close();
            cluster.close();
        }
        driver.close();
    }

    @Test
    void shouldEndALeaderWhoseDiskStallsAndHaveItBackWhenTheDiskIsWell()
    {
        final int leader = cluster.awaitLeader();
        assertGapWhile(SlowDisk.of(cluster.member(leader).pid(), STALL_MS), () -> awaitEnd(leader));
        assertTrue(cluster.member(leader).said().contains("M0135"), cluster::said);
        comeBack(leader);
    }

    @Test
    void shouldEndALeaderWhoseDiskRefusesToSync()
    {
        final int leader = cluster.awaitLeader();
        assertGapWhile(SlowDisk.failing(cluster.member(leader).pid()), () -> awaitEnd(leader));
        assertTrue(cluster.member(leader).said().contains("M0136"), cluster::said);
        comeBack(leader);
    }

    @Test
    void shouldGoOnWithoutAFollowerWhoseDiskStallsAndWithItAfterwards()
    {
        final int follower = cluster.awaitStandby();
        assertGapWhile(
            SlowDisk.of(cluster.member(follower).pid(), STALL_MS), () -> node.batchesWithin(STALL_MS));
        enter(10);
        final int leader = cluster.awaitLeader();
        node.await("an equal digest; " + cluster.said(), () -> cluster.areAlike(follower, leader));
        assertTrue(cluster.member(follower).isAlive(), cluster::said);
    }

    @Test
    void shouldEndNoneWhenAllDisksStallTogether()
    {
        final List<SlowDisk> disks = new ArrayList<>();
        try
        {
            for (int id = 0; id < MasterCluster.MEMBERS; id++)
            {
                disks.add(SlowDisk.of(cluster.member(id).pid(), STALL_MS));
            }
            send(10);
            node.batchesWithin(STALL_MS / 2);
            assertTrue(node.count(UserEnteredDecoder.TEMPLATE_ID) < users, "the disks go on");
            node.batchesWithin(STALL_MS / 2 + 1_000);
        }
        finally
        {
            disks.forEach(SlowDisk::close);
        }
        node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, users);
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            assertTrue(cluster.member(id).isAlive(), cluster::said);
        }
    }

    /** While one disk is sick, whatever is sent is answered soon. */
    private void assertGapWhile(final SlowDisk disk, final Runnable then)
    {
        try (disk)
        {
            final long startNs = System.nanoTime();
            while (System.nanoTime() - startNs < TimeUnit.MILLISECONDS.toNanos(GAP_MAX_MS))
            {
                final long sentNs = System.nanoTime();
                enter(1);
                final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNs);
                assertTrue(tookMs < GAP_MAX_MS, () -> "an answer took " + tookMs + " ms; " + cluster.said());
                gapMs = Math.max(gapMs, tookMs);
            }
            then.run();
        }
        System.out.println("the longest wait was " + gapMs + " ms");
    }

    private void awaitEnd(final int member)
    {
        assertEquals(3, cluster.member(member).awaitEnd(), cluster::said);
    }

    private void comeBack(final int member)
    {
        cluster.member(member).start();
        final int leader = cluster.awaitLeader();
        node.await("an equal digest; " + cluster.said(), () -> cluster.areAlike(member, leader));
        node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, users);
    }

    private void enter(final int more)
    {
        send(more);
        node.awaitApplied();
    }

    private void send(final int more)
    {
        for (int i = 0; i < more; i++)
        {
            node.send(Commands.userEnter(users, "user-" + users));
            users++;
            node.poll();
        }
    }
}
