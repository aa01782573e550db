package io.muster.master.cluster;

import io.muster.codecs.UserEnteredDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FailoverTest
{
    private static final int USERS = 400;

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
    void shouldGoOnWithEveryEventOnceWhenTheLeaderIsKilledAndComesBack()
    {
        cluster = new MasterCluster(dir, Map.of()).start();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            enter(node, 0, USERS / 2);
            final int killed = cluster.awaitLeader();
            cluster.member(killed).kill();
            enter(node, USERS / 2, USERS);
            node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, USERS);
            final long position = node.position();
            cluster.member(killed).start();
            node.await("the killed member", () -> cluster.status(killed, "witnessed_position") >= position);
            assertEquals(USERS, cluster.status(killed, "users"));
            assertEquals(0, cluster.status(killed, "disagreements_total"));
        }
    }

    @Test
    void shouldGoOnWithEveryEventOnceWhenTheLeaderIsToldToStop()
    {
        cluster = new MasterCluster(dir, Map.of()).start();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            enter(node, 0, USERS / 2);
            assertEquals(0, cluster.member(cluster.awaitLeader()).stop(), cluster::said);
            enter(node, USERS / 2, USERS);
            node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, USERS);
        }
    }

    @Test
    void shouldStartAKilledMemberAtOnceAndRefuseASecondOfALivingOne()
    {
        cluster = new MasterCluster(dir, Map.of()).start();
        final int standby = cluster.awaitStandby();
        cluster.member(standby).kill();
        final long startNs = System.nanoTime();
        cluster.member(standby).start();
        cluster.awaitStatus(standby, "witnessed_position", cluster.status(cluster.awaitLeader(), "applied_position"));
        final long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startNs);
        assertTrue(tookMs < 8_000, "it took " + tookMs + " ms, as if a mark had been waited for");

        final MasterProcess second = cluster.member(standby).twin().start();
        assertEquals(3, second.awaitEnd(), cluster.said());
        assertTrue(second.said().contains("M0112"), second.said());
        assertTrue(cluster.member(standby).isAlive());
    }

    @Test
    void shouldComeBackFromSnapshotAndLogWhenEveryReplicaIsKilled()
    {
        cluster = new MasterCluster(dir, Map.of("master.snapshotInterval", "1s")).start();
        try (ScriptedNode node = new ScriptedNode(driver.aeron, cluster.ingressEndpoints(), 1))
        {
            node.register(1);
            enter(node, 0, USERS / 2);
            node.awaitApplied();
            for (int id = 0; id < MasterCluster.MEMBERS; id++)
            {
                final int member = id;
                node.await("a snapshot", () -> cluster.status(member, "snapshots_total") > 0);
            }
            enter(node, USERS / 2, USERS);
            node.awaitApplied();

            for (int id = 0; id < MasterCluster.MEMBERS; id++)
            {
                cluster.member(id).kill();
            }
            for (int id = 0; id < MasterCluster.MEMBERS; id++)
            {
                cluster.member(id).start();
            }
            cluster.awaitLeader();
            enter(node, USERS, USERS + 10);
            node.awaitEvents(UserEnteredDecoder.TEMPLATE_ID, USERS + 10);
        }
    }

    private static void enter(final ScriptedNode node, final int first, final int last)
    {
        for (int i = first; i < last; i++)
        {
            node.send(Commands.userEnter(i, "user-" + i));
            node.poll();
        }
    }
}
