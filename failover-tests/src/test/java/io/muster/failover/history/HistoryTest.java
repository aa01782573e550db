package io.muster.failover.history;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.failover.Await;
import io.muster.failover.history.record.Operation;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Nothing that clients of real processes were told is ever taken back. */
class HistoryTest
{
    private static final long SEED = Long.getLong("seed", System.nanoTime());

    private final LocalCluster cluster = new LocalCluster(ClusterPlan.temporary(), true);
    private HistoryLoad load;

    @BeforeEach
    void start()
    {
        cluster.start();
        final HistorySettings settings = new HistorySettings();
        settings.seed = SEED;
        settings.members = cluster.nodes(Kind.MASTER).stream()
            .map((node) -> node.place().number() + "=127.0.0.1:" + node.place().firstPort())
            .collect(Collectors.joining(","));
        load = new HistoryLoad(settings);
        load.start();
    }

    @AfterEach
    void stop()
    {
        if (load != null)
        {
            load.close();
        }
        cluster.close();
    }

    private void awaitMore(final int acknowledgements)
    {
        final long wanted = load.acknowledged() + acknowledgements;
        Await.until(60, () -> load.acknowledged() + " of " + wanted + " acknowledgements",
            () -> load.acknowledged() >= wanted);
    }

    @Test
    void shouldBeLegalWhenLeadersAreKilled()
    {
        awaitMore(2_000);
        for (int i = 0; i < 2; i++)
        {
            final LocalNode old = cluster.awaitLeader();
            cluster.kill(old);
            cluster.awaitLeaderOtherThan(old);
            awaitMore(500);
            cluster.restart(old);
            cluster.awaitHealthy(old);
            awaitMore(1_000);
        }

        final HistoryVerdict verdict = shouldBeLegal();
        assertTrue(verdict.unanswered() > 0 && verdict.reads() > 100, () -> "a poor mix: " + verdict);
    }

    @Test
    void shouldBeLegalWhenEveryReplicaIsKilledAtOnce()
    {
        awaitMore(1_000);
        final List<LocalNode> masters = cluster.nodes(Kind.MASTER);
        masters.forEach(cluster::kill);
        masters.forEach(cluster::restart);
        masters.forEach(cluster::awaitHealthy);
        awaitMore(500);

        final HistoryVerdict verdict = shouldBeLegal();
        assertEquals(0, verdict.nodesLost(), () -> "nodes outlive their master: " + verdict);
    }

    private HistoryVerdict shouldBeLegal()
    {
        final HistoryVerdict verdict = load.stop();
        assertEquals(HistoryVerdict.LEGAL, verdict.verdict(), () -> "see " + written() + ": " + verdict);
        return verdict;
    }

    /** The whole history, one operation a line, for whoever looks into it. */
    private Path written()
    {
        final Path file = Path.of("target", "history-" + SEED + ".txt");
        try
        {
            return Files.write(file, load.operations().stream().map(Operation::toString).toList());
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
