package io.muster.failover.fault.disk;

import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;

import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A file of a standby that is not as it was written when it starts again. It has to refuse, with a code, or come back
 * with the same state as the others; one that refused is given an empty disk, as an operator would.
 */
public final class Corruption implements Fault
{
    /** Which file, and what becomes of it. */
    public enum What
    {
        LOG_FLIP("log-flip", ".rec", true, false),
        LOG_TRUNCATED("log-truncated", ".rec", false, false),
        SNAPSHOT_FLIP("snapshot-flip", ".rec", true, true),
        CATALOG_FLIP("catalog-flip", "archive.catalog", true, false),
        CATALOG_TRUNCATED("catalog-truncated", "archive.catalog", false, false),
        RECORDING_LOG_FLIP("recording-log-flip", "recording.log", true, false),
        RECORDING_LOG_TRUNCATED("recording-log-truncated", "recording.log", false, false),
        VOTES_FLIP("votes-flip", "node-state.dat", true, false);

        private final String word;
        private final String end;
        private final boolean isFlip;
        private final boolean isOfSnapshot;

        What(final String word, final String end, final boolean isFlip, final boolean isOfSnapshot)
        {
            this.word = word;
            this.end = end;
            this.isFlip = isFlip;
            this.isOfSnapshot = isOfSnapshot;
        }
    }

    private static final Pattern REFUSAL = Pattern.compile("muster: (M\\d{4}) ");
    private static final String SNAPSHOTS = "snapshots_total";
    private static final long BACK_MS = 60_000;
    private static final long DOWN_MS = 500;

    private final What what;
    private final long seed = System.nanoTime();
    private final Damage damage = new Damage(seed);

    public Corruption(final What what)
    {
        this.what = what;
    }

    @Override
    public String name()
    {
        return what.word;
    }

    @Override
    public String sentence()
    {
        return (what.isFlip ? "a bit flipped in " : "the second half cut off of ") +
            (what.isOfSnapshot ? "a snapshot" : "*" + what.end) + " of a standby that is down";
    }

    @Override
    public void prepare(final ClusterPlan plan)
    {
        if (what.isOfSnapshot)
        {
            plan.with(Kind.MASTER, "master.snapshotInterval", "3s");
        }
    }

    @Override
    public List<String> announced()
    {
        return List.of(
            "muster: M01(3\\d|41) .*",
            "muster: (survived|\\d+ x) .*(CRC|checksum|Archive|catalog|recording).*");
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode node = cluster.others(cluster.awaitLeader()).get(0);
        if (what.isOfSnapshot)
        {
            VoidException.unless(
                Await.holds(BACK_MS, () -> cluster.number(node, SNAPSHOTS) > 0), node + " has taken no snapshot");
        }
        cluster.kill(node);
        Await.pass(DOWN_MS);
        final Path file = what.isOfSnapshot ? Damage.lastRecording(cluster.folder(node)) :
            Damage.largest(cluster.folder(node), what.end);
        VoidException.unless(file != null, "there is no " + what.end);
        final String done = (what.isFlip ? damage.flip(file) : damage.truncate(file)) + ", seed " + seed;
        cluster.restart(node);
        return done + "; " + node + " " + outcome(cluster, node);
    }

    private static String outcome(final FaultyCluster cluster, final LocalNode node)
    {
        final boolean decided = Await.holds(BACK_MS, () -> !node.isAlive() || cluster.isHealthy(node));
        if (node.isAlive() && decided)
        {
            return "came back";
        }
        if (node.isAlive())
        {
            cluster.kill(node);
        }
        final Matcher refusal = REFUSAL.matcher(node.logText());
        final boolean hasRefused = decided && refusal.find();
        final String how = hasRefused ? "refused with " + refusal.group(1) :
            decided ? "ended without a code" : "neither came back nor refused within a minute";
        if (!hasRefused)
        {
            cluster.blame(node + " " + how);
        }
        cluster.wipe(node);
        cluster.restart(node);
        return how;
    }
}
