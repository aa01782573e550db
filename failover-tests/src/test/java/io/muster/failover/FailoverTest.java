package io.muster.failover;

import io.muster.client.simulation.CrowdResult;
import io.muster.client.simulation.CrowdSettings;
import io.muster.client.SessionNode;
import io.muster.console.CrowdThread;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What dies under players, and what they notice of it. */
class FailoverTest
{
    private static final int PLAYERS = 30;
    private static final int GAMES_BEFORE = 3;

    private final LocalCluster cluster = new LocalCluster(ClusterPlan.temporary(), true);
    private CrowdThread crowd;

    @BeforeEach
    void play()
    {
        cluster.start();
        final CrowdSettings settings = new CrowdSettings();
        settings.sessionNodes = cluster.playerEndpoints().stream().map(SessionNode::of).toList();
        settings.players = PLAYERS;
        settings.finishMaxNs = TimeUnit.SECONDS.toNanos(30);
        crowd = new CrowdThread(settings);
        crowd.start();
        awaitMoreGames(GAMES_BEFORE);
    }

    @AfterEach
    void stop()
    {
        crowd.close();
        cluster.close();
    }

    private void awaitMoreGames(final int games)
    {
        final long before = crowd.live().gamesFinished();
        Await.until(60, () -> games + " more games after " + before + ": " + crowd.live(),
            () -> crowd.isDone() || crowd.live().gamesFinished() >= before + games);
    }

    /** The players' verdict once they have finished their games. */
    private CrowdResult awaitVerdict()
    {
        crowd.stopPlaying();
        Await.until(90, () -> "the players' end: " + crowd.live(), crowd::isDone);
        return crowd.result();
    }

    private long position(final LocalNode master)
    {
        return cluster.status(master).map((status) -> status.number(NodeStatus.POSITION)).orElse(0L);
    }

    @Test
    void shouldGoOnUnderANewLeaderWhenTheLeaderIsKilled()
    {
        final LocalNode old = cluster.awaitLeader();

        crowd.killed();
        cluster.kill(old);

        assertNotEquals(old, cluster.awaitLeaderOtherThan(old));
        awaitMoreGames(3);
        cluster.restart(old);
        cluster.awaitHealthy(old);
        assertEquals(CrowdResult.OK, awaitVerdict().verdict());
    }

    @Test
    void shouldNotBeNoticedWhenAStandbyIsKilledAndComesBack()
    {
        final LocalNode leader = cluster.awaitLeader();
        final LocalNode standby = cluster.nodes(Kind.MASTER).stream()
            .filter((node) -> node != leader).findFirst().orElseThrow();

        cluster.kill(standby);
        awaitMoreGames(3);
        final long missed = position(leader);
        cluster.restart(standby);
        cluster.awaitHealthy(standby);

        Await.until(30, () -> standby + " at " + position(standby), () -> position(standby) >= missed);
        assertEquals(leader, cluster.awaitLeader());
        assertEquals(CrowdResult.OK, awaitVerdict().verdict());
    }

    @Test
    void shouldCarryPlayersOnAtTheOtherSessionNodeWhenOneIsKilled()
    {
        crowd.killed();
        cluster.kill(cluster.node(Kind.SESSION, 1));

        Await.until(30, () -> "all are back: " + crowd.live(), () -> crowd.live().playersAttached() == PLAYERS);
        awaitMoreGames(3);
        assertEquals(CrowdResult.OK, awaitVerdict().verdict());
    }

    @Test
    void shouldLetPlayersBeginAnewWhenTheirGameNodeIsKilled()
    {
        cluster.kill(cluster.node(Kind.GAME, 1));

        awaitMoreGames(3);
        assertEquals(PLAYERS, crowd.live().playersAttached(), "nobody loses a connection to a game node's death");
        assertEquals(CrowdResult.OK, awaitVerdict().verdict());
    }

    @Test
    void shouldKeepEverythingWhenEveryProcessIsKilledAndComesBack()
    {
        final List<LocalNode> masters = cluster.nodes(Kind.MASTER);
        masters.forEach(cluster::kill);
        masters.forEach(cluster::restart);
        masters.forEach(cluster::awaitHealthy);

        cluster.awaitLeader();
        awaitMoreGames(3);
        assertTrue(awaitVerdict().passed(), () -> crowd.result().verdict());
    }
}
