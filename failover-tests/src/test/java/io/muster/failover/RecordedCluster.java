package io.muster.failover;

import io.muster.client.SessionNode;
import io.muster.client.simulation.CrowdSettings;
import io.muster.console.CrowdThread;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What three masters leave on their disks, two stopped in order and the last one killed, after players have played, a
 * leader has died and snapshots were taken; and what leaders said about themselves while they lived.
 */
final class RecordedCluster
{
    private static final int PLAYERS = 24;
    private static final int GAMES = 4;

    private final TreeMap<Long, String> digests = new TreeMap<>();
    private final Path folder;

    private RecordedCluster(final Path folder)
    {
        this.folder = folder;
    }

    /** Play, and copy the directories: {@code master-0} and so on in the folder. */
    static RecordedCluster record(final Path folder)
    {
        final RecordedCluster recorded = new RecordedCluster(folder);
        final ClusterPlan plan = ClusterPlan.temporary().with(Kind.MASTER, "master.snapshotInterval", "3s");
        try (LocalCluster cluster = new LocalCluster(plan, true))
        {
            cluster.start();
            recorded.play(cluster);
            cluster.stop(cluster.node(Kind.MASTER, 0));
            cluster.stop(cluster.node(Kind.MASTER, 1));
            cluster.kill(cluster.node(Kind.MASTER, 2));
            cluster.nodes(Kind.MASTER).forEach((master) -> copy(plan.data().resolve(master.name()), folder));
        }
        return recorded;
    }

    private void play(final LocalCluster cluster)
    {
        final CrowdSettings settings = new CrowdSettings();
        settings.sessionNodes = cluster.playerEndpoints().stream().map(SessionNode::of).toList();
        settings.players = PLAYERS;
        settings.finishMaxNs = TimeUnit.SECONDS.toNanos(30);
        try (CrowdThread crowd = new CrowdThread(settings))
        {
            crowd.start();
            awaitGames(crowd, GAMES);
            final LocalNode old = cluster.awaitLeader();
            crowd.killed();
            cluster.kill(old);
            cluster.awaitLeaderOtherThan(old);
            cluster.restart(old);
            cluster.awaitHealthy(old);
            final long after = crowd.live().gamesFinished() + GAMES;
            Await.until(60, () -> "games after the kill: " + crowd.live(), () ->
            {
                note(cluster);
                return crowd.live().gamesFinished() >= after && digests.size() >= 3;
            });
        }
    }

    private static void awaitGames(final CrowdThread crowd, final long games)
    {
        Await.until(60, () -> games + " games: " + crowd.live(), () -> crowd.live().gamesFinished() >= games);
    }

    /** A digest is shown once a second, with the position that it is of; one of two looks may see half of a change. */
    private void note(final LocalCluster cluster)
    {
        final NodeStatus first = cluster.leader().flatMap(cluster::status).orElse(null);
        final NodeStatus second = cluster.leader().flatMap(cluster::status).orElse(null);
        if (first != null && second != null && first.text("digestHex").equals(second.text("digestHex")) &&
            first.number("digest_position") == second.number("digest_position") && first.number("digest_position") > 0)
        {
            digests.put(first.number("digest_position"), first.text("digestHex"));
        }
    }

    private static void copy(final Path from, final Path folder)
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                final Path to = folder.resolve(from.getFileName()).resolve(from.relativize(file).toString());
                if (Files.isDirectory(file))
                {
                    Files.createDirectories(to);
                }
                else
                {
                    Files.copy(file, to);
                }
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** The directory of a replica. */
    Path master(final int number)
    {
        return folder.resolve("master-" + number);
    }

    /** What leaders said that their state was, by position. */
    TreeMap<Long, String> digests()
    {
        return digests;
    }
}
