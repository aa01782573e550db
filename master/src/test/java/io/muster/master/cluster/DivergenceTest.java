package io.muster.master.cluster;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A replica with another lease than the others tells a node something else: the state of one forks. */
class DivergenceTest
{
    private final TestDriver driver = new TestDriver();
    private MasterCluster cluster;

    @TempDir
    Path dir;

    @AfterEach
    void stop()
    {
        cluster.close();
        driver.close();
    }

    @Test
    void shouldStopTheOneReplicaThatTwoOthersContradict()
    {
        cluster = new MasterCluster(dir, Map.of(), Map.of(2, Map.of("master.lease", "6s"))).start();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            node.awaitApplied();
            node.await("the end of the odd one", () -> !cluster.member(2).isAlive());

            assertEquals(1, cluster.member(2).awaitEnd());
            assertTrue(cluster.member(2).said().contains("at position"), cluster.member(2).said());
            node.send(Commands.userEnter(1, "still-here"));
            node.awaitApplied();
        }
    }

    /** With one of the others down nobody can tell who is wrong, and both go on and take snapshots. */
    @Test
    void shouldNotComeBackFromASnapshotThatItWroteWhileItWasWrong()
    {
        cluster = new MasterCluster(
            dir, Map.of("master.snapshotInterval", "1s"), Map.of(2, Map.of("master.lease", "6s"))).start();
        cluster.member(1).kill();
        cluster.awaitLeader();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            cluster.awaitStatus(2, "nodes", 1);
            cluster.awaitStatus(2, "snapshots_total", cluster.status(2, "snapshots_total") + 2);
            cluster.member(1).start();
            node.await("the end of the odd one", () -> !cluster.member(2).isAlive());

            cluster.member(2).set("master.lease", "5s");
            cluster.member(2).start();
            node.await("the odd one to be like the others", () -> cluster.areAlike(0, 2) && cluster.areAlike(1, 2));
            assertTrue(cluster.member(2).said().contains("two other replicas have contradicted this one"),
                cluster.member(2).said());
        }
    }

    @Test
    void shouldSayNothingThatNoOtherReplicaHasExecutedAlike()
    {
        cluster = new MasterCluster(
            dir, Map.of(), Map.of(1, Map.of("master.lease", "6s"), 2, Map.of("master.lease", "7s"))).start();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            node.await("every replica to apply it", () ->
                cluster.status(0, "nodes") == 1 && cluster.status(1, "nodes") == 1 && cluster.status(2, "nodes") == 1);

            assertEquals(0, node.batchesWithin(2_000));
            assertTrue(cluster.status(0, "disagreements_total") > 0);
        }
    }

    @Test
    void shouldSayNothingWhileNoOtherReplicaLives()
    {
        cluster = new MasterCluster(dir, Map.of("master.leaderTimeout", "20s", "master.canvassTimeout", "40s")).start();
        final int leader = cluster.awaitLeader();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            node.awaitApplied();
            forOthers(leader, MasterProcess::suspend);
            node.send(Commands.userEnter(1, "alone"));
            final long told = node.told.size();
            node.batchesWithin(2_000);
            assertEquals(told, node.told.size());

            forOthers(leader, MasterProcess::resume);
            node.awaitApplied();
        }
    }

    private void forOthers(final int leader, final Consumer<MasterProcess> action)
    {
        for (int id = 0; id < MasterCluster.MEMBERS; id++)
        {
            if (id != leader)
            {
                action.accept(cluster.member(id));
            }
        }
    }
}
