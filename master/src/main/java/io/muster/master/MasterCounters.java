package io.muster.master;

import io.muster.codecs.RefusalCode;
import io.muster.master.engine.Engine;
import io.muster.master.release.ReleaseCounters;
import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.Locale;

/** What an operator sees of one replica. Raised by the service's thread, read by the status page's. */
final class MasterCounters
{
    final AtomicCounter errors;
    final AtomicCounter isLeader;
    final AtomicCounter leaderId;
    final AtomicCounter term;
    final AtomicCounter commitPosition;
    final AtomicCounter hasLog;
    final AtomicCounter recorded;
    final AtomicCounter applied;
    final AtomicCounter witnessed;
    final AtomicCounter digest;
    final AtomicCounter digestPosition;
    final AtomicCounter disagreements;
    final AtomicCounter nodes;
    final AtomicCounter users;
    final AtomicCounter usersDetached;
    final AtomicCounter instances;
    final AtomicCounter commandsApplied;
    final AtomicCounter batchesApplied;
    final AtomicCounter batchesDuplicate;
    final AtomicCounter batchesOutOfOrder;
    final AtomicCounter batchesRefused;
    final AtomicCounter claimsMalformed;
    final AtomicCounter snapshots;
    final AtomicCounter snapshotsRefused;
    final AtomicCounter serviceBytesAllocated;
    final ReleaseCounters release;
    private final RefusalCode[] codes = RefusalCode.values();
    private final AtomicCounter[] refusals = new AtomicCounter[codes.length];

    MasterCounters(final Counters counters)
    {
        errors = counters.counter("errors_total", "errors of Aeron's agents");
        isLeader = counters.counter("is_leader", "1 while this replica leads");
        leaderId = counters.counter("leader_id", "which replica leads; -1 before there is one");
        term = counters.counter("leadership_term", "how often a leader was elected");
        commitPosition = counters.counter("commit_position", "of the log: what a quorum has synced, in bytes");
        hasLog = counters.counter("has_log", "1: there was a log on this replica's disk when it started");
        recorded = counters.counter("recorded_position", "of the log: what this replica has on its disk");
        applied = counters.counter("applied_position", "of the log: what this replica has executed");
        witnessed = counters.counter("witnessed_position", "of the log: what another replica has executed alike");
        digest = counters.counter("digest", "over everything applied and said up to digest_position");
        digestPosition = counters.counter("digest_position",
            "of the log, once a second: replicas that say the same one say the same digest");
        disagreements = counters.counter("disagreements_total", "results of other replicas that are not this one's");
        nodes = counters.counter("nodes", "session nodes and game nodes that are up");
        users = counters.counter("users", "users, attached or detached");
        usersDetached = counters.counter("users_detached", "users whose connection is gone, kept for a while");
        instances = counters.counter("instances", "instances, starting or running");
        commandsApplied = counters.counter("commands_applied_total", "commands that this replica has applied");
        batchesApplied = counters.counter("batches_applied_total", "command batches applied, heartbeats included");
        batchesDuplicate = counters.counter("batches_duplicate_total", "command batches that had been applied before");
        batchesOutOfOrder = counters.counter("batches_gap_total", "command batches that began too late");
        batchesRefused = counters.counter("batches_refused_total", "command batches refused with a code");
        claimsMalformed = counters.counter("claims_malformed_total", "frames of other replicas that are none, dropped");
        snapshots = counters.counter("snapshots_total", "snapshots that this replica has taken");
        snapshotsRefused = counters.counter("snapshots_refused_total", "damaged snapshots that this start passed over");
        serviceBytesAllocated = counters.counter("service_bytes_allocated_total", "by the service's thread, ever");
        release = new ReleaseCounters(counters);
        for (int i = 0; i < codes.length; i++)
        {
            refusals[i] = isRefusal(codes[i]) ? counters.counter(
                "refused_" + codes[i].name().toLowerCase(Locale.ROOT) + "_total", "refused with " + codes[i]) : null;
        }
    }

    /** Show how often the engine has refused with each code. */
    void showRefusals(final Engine engine)
    {
        for (int i = 0; i < codes.length; i++)
        {
            if (refusals[i] != null)
            {
                refusals[i].setRelease(engine.refusals(codes[i]));
            }
        }
    }

    private static boolean isRefusal(final RefusalCode code)
    {
        return code != RefusalCode.NONE && code != RefusalCode.NULL_VAL;
    }
}
