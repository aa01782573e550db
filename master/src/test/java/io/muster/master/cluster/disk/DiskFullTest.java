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

/** Replicas on small disks of their own: one that is full ends with its code, and comes back when there is room. */
class DiskFullTest
{
    private static final int DISK_MIB = 96;
    private static final long GAP_MAX_MS = 3_000;

    private final TestDriver driver = new TestDriver();
    private final List<SmallDisk> disks = new ArrayList<>();
    private MasterCluster cluster;
    private ScriptedNode node;
    private int users;

    @TempDir
    Path dir;

    @BeforeEach
    void start()
    {
        assumeTrue(SmallDisk.isPossible(), "only the superuser can mount a small disk");
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            disks.add(new SmallDisk(dir.resolve("master-" + id), DISK_MIB));
        }
        cluster = new MasterCluster(dir, Map.of(
            "master.lease", "600s", "master.logTerm", "64k", "master.segment", "64k", "master.diskLow", "1m",
            "node.diskMin", "1m")).start();
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
        disks.forEach(SmallDisk::close);
        driver.close();
    }

    @Test
    void shouldEndALeaderWhoseDiskIsFullAndHaveItBackWhenThereIsRoom()
    {
        final int leader = cluster.awaitLeader();
        disks.get(leader).fill();
        long gapMs = 0;
        while (cluster.member(leader).isAlive())
        {
            final long sentNs = System.nanoTime();
            enter(1);
            final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - sentNs);
            assertTrue(tookMs < GAP_MAX_MS, () -> "an answer took " + tookMs + " ms; " + cluster.said());
            gapMs = Math.max(gapMs, tookMs);
        }
        System.out.println("the longest wait was " + gapMs + " ms");
        assertEquals(3, cluster.member(leader).awaitEnd(), cluster::said);
        assertTrue(cluster.member(leader).said().contains("M0111"), cluster::said);

        assertEquals(3, cluster.member(leader).start().awaitEnd(), cluster::said);
        disks.get(leader).clear();
        cluster.member(leader).start();
        node.await("an equal digest; " + cluster.said(), () -> cluster.areAlike(leader, cluster.awaitLeader()));
        node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, users);
    }

    private void enter(final int more)
    {
        for (int i = 0; i < more; i++)
        {
            node.send(Commands.userEnter(users, "user-" + users));
            users++;
        }
        node.awaitApplied();
    }
}
