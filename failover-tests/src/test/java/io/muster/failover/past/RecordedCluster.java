package io.muster.failover.past;

import io.muster.client.SessionNode;
import io.muster.client.simulation.CrowdSettings;
import io.muster.console.CrowdThread;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;
import io.muster.failover.Await;
import org.agrona.IoUtil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What three masters leave on their disks after players have played, a leader has died and snapshots were taken: a
 * standby was killed in the end, the other two were stopped in order. And what leaders said of themselves meanwhile,
 * and what the players' nodes have captured.
 */
final class RecordedCluster
{
    private static final int PLAYERS = 24;
    private static final int GAMES = 4;

    private static RecordedCluster shared;

    private final TreeMap<Long, String> digests = new TreeMap<>();
    private final List<String> names = new ArrayList<>();
    private final Path folder;

    private RecordedCluster(final Path folder)
    {
        this.folder = folder;
    }

    /** The one for all tests of this JVM, at the end of which its files go. */
    static synchronized RecordedCluster shared()
    {
        if (shared == null)
        {
            try
            {
                final Path folder = Files.createTempDirectory("muster-recorded-");
                Runtime.getRuntime().addShutdownHook(new Thread(() -> IoUtil.delete(folder.toFile(), true)));
                shared = record(folder);
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
        return shared;
    }

    /** Play, and copy the directories: {@code master-0}, {@code session-1} and so on in the folder. */
    private static RecordedCluster record(final Path folder)
    {
        final RecordedCluster recorded = new RecordedCluster(folder);
        final ClusterPlan plan =
            ClusterPlan.temporary().with(Kind.MASTER, "master.snapshotInterval", "3s").capturing();
        try (LocalCluster cluster = new LocalCluster(plan, true))
        {
            cluster.start();
            recorded.play(cluster);
            recorded.endPlay(cluster, plan);
            recorded.end(cluster);
            cluster.nodes(Kind.MASTER).forEach((master) ->
                copy(plan.data().resolve(master.name()), folder.resolve(master.name())));
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

    /** Two nodes are stopped, a game node is killed while it captures, and a session node is copied while it does. */
    private void endPlay(final LocalCluster cluster, final ClusterPlan plan)
    {
        cluster.stop(cluster.node(Kind.SESSION, 1));
        cluster.stop(cluster.node(Kind.GAME, 1));
        cluster.kill(cluster.node(Kind.GAME, 2));
        List.of(session(1), session(2), game(1), game(2))
            .forEach((captured) -> copy(plan.data().resolve(captured.getFileName()), captured));
    }

    /** The one that is killed has all that digests are known of; it dies while it records. */
    private void end(final LocalCluster cluster)
    {
        final List<LocalNode> masters = new ArrayList<>(cluster.nodes(Kind.MASTER));
        final LocalNode leader = cluster.awaitLeader();
        final LocalNode standby = masters.stream().filter((it) -> !it.equals(leader)).findFirst().orElseThrow();
        Await.until(20, () -> standby + " at " + digests.lastKey(), () -> cluster.status(standby)
            .filter((it) -> it.number(NodeStatus.POSITION) >= digests.lastKey()).isPresent());
        cluster.kill(standby);
        masters.remove(standby);
        masters.forEach(cluster::stop);
        masters.add(standby);
        masters.forEach((it) -> names.add(it.name()));
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

    static void copy(final Path from, final Path folder)
    {
        try (Stream<Path> files = Files.walk(from))
        {
            for (final Path file : files.toList())
            {
                final Path to = folder.resolve(from.relativize(file).toString());
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

    /** A cluster records its log first. */
    static Path logOf(final Path master) throws IOException
    {
        try (Stream<Path> files = Files.list(master.resolve("archive")))
        {
            return files.filter((file) -> file.toString().endsWith("-0.rec") &&
                file.getFileName().toString().startsWith("0-")).findFirst().orElseThrow();
        }
    }

    /** Of every file. */
    Map<String, String> hashes() throws IOException, NoSuchAlgorithmException
    {
        final Map<String, String> hashes = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder))
        {
            for (final Path file : files.filter(Files::isRegularFile).toList())
            {
                hashes.put(folder.relativize(file).toString(), HexFormat.of().formatHex(
                    MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file))));
            }
        }
        return hashes;
    }

    /** The directory of a replica: 0 and 1 were stopped, 2 was killed. */
    Path master(final int number)
    {
        return folder.resolve(names.get(number));
    }

    /** What a session node has captured: 1 was stopped, 2 was still at it. */
    Path session(final int number)
    {
        return folder.resolve("session-" + number);
    }

    /** What a game node has captured: 1 was stopped, 2 was killed. */
    Path game(final int number)
    {
        return folder.resolve("game-" + number);
    }

    /** What leaders said that their state was, by position. */
    TreeMap<Long, String> digests()
    {
        return digests;
    }
}
