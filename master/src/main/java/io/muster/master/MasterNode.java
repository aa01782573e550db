package io.muster.master;

import io.muster.master.disk.DeadThread;
import io.muster.master.recording.EngineNote;
import io.muster.master.recovery.Purge;
import io.muster.master.recovery.PurgeCounters;
import io.muster.master.release.QueryDesk;
import io.muster.node.Drivers;
import io.muster.node.Members.Port;
import io.muster.node.Node;
import io.muster.node.NodeProcess;
import io.muster.node.Preflight;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import io.muster.node.status.StatusPage;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemEpochClock;

import java.util.List;

/** One replica of the master as a process. */
public final class MasterNode implements Node
{
    private static final List<Port> UDP_PORTS = List.of(
        Port.INGRESS, Port.CONSENSUS, Port.LOG, Port.CATCH_UP, Port.ARCHIVE, Port.QUERIES, Port.WITNESS);

    /** An operator who has had no answer for so long is told to ask another replica. */
    private static final long QUERY_PATIENCE_MS = 2_000;

    /** Snapshots come every few minutes, so there is no hurry to see a new one. */
    private static final long PURGE_INTERVAL_MS = 1_000;

    private final MasterSettings settings;
    private final Counters counters = new Counters();
    private Errors errors;
    private DirectoryLock lock;
    private Replica replica;
    private StatusPage statusPage;
    private AgentRunner purge;

    public MasterNode(final Settings settings)
    {
        this.settings = new MasterSettings(settings);
    }

    public static void main(final String[] args)
    {
        NodeProcess.run(args, MasterNode::new);
    }

    @Override
    public String start(final ErrorHandler onFailure)
    {
        Thread.setDefaultUncaughtExceptionHandler(new DeadThread(settings.dir, onFailure));
        Preflight.directoryWritable(settings.dir);
        Preflight.diskFree(settings.dir, settings.node.diskBytesMin);
        Preflight.diskFree(settings.aeronDir.toAbsolutePath().getParent(), settings.node.driverMemoryBytesMin);
        lock = DirectoryLock.take(settings.dir);
        EngineNote.write(settings.dir, settings.engine);
        final MarkFiles marks = new MarkFiles(SystemEpochClock.INSTANCE);
        marks.retireArchive(settings.archiveDir());
        marks.retireCluster(settings.clusterDir());
        marks.removeDriver(settings.aeronDir.toFile());
        UDP_PORTS.forEach((port) -> Preflight.udpPortFree(settings.member.host(), settings.member.port(port)));

        final MasterCounters masterCounters = new MasterCounters(counters);
        errors = new Errors(Drivers.onlyFatal(onFailure), masterCounters.errors);
        final QueryDesk desk = new QueryDesk(QUERY_PATIENCE_MS);
        replica = new Replica(settings, errors, onFailure);
        final Beginning beginning =
            new Beginning(settings, replica, masterCounters.snapshotsRefused, MasterNode::warn);
        masterCounters.hasLog.setRelease(beginning.hasHadLog() ? 1 : 0);
        final PurgeCounters purgeCounters = new PurgeCounters(counters);
        statusPage = new StatusPage(
            settings.member.host(), settings.statusPort(), counters, replica::isInService)
            .text("role", () -> masterCounters.isLeader.get() == 1 ? "leader" : "standby")
            .text("digestHex", () -> Long.toHexString(masterCounters.digest.get()))
            .queries(desk::ask)
            .start();
        replica.join(new MasterService(settings, masterCounters, beginning.begin(), desk, onFailure));
        startPurge(purgeCounters);
        return "master " + settings.member.memberId() + " ingress=" + settings.member.endpoint(Port.INGRESS) +
            " status=" + settings.member.host() + ":" + settings.statusPort();
    }

    private void startPurge(final PurgeCounters purgeCounters)
    {
        final Purge agent = new Purge(
            settings.clusterDir(),
            settings.archiveDir(),
            settings.disk.snapshotsKept(),
            settings.checksum(),
            replica::connectArchive,
            purgeCounters);
        purge = new AgentRunner(new SleepingMillisIdleStrategy(PURGE_INTERVAL_MS), errors, null, agent);
        AgentRunner.startOnThread(purge);
    }

    private static void warn(final String sentence)
    {
        System.err.println("muster: " + sentence);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(statusPage, purge, replica, lock);
        if (errors != null)
        {
            errors.printTo(System.err);
        }
    }
}
