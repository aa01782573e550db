package io.muster.master;

import io.aeron.ExclusivePublication;
import io.aeron.Image;
import io.aeron.cluster.codecs.CloseReason;
import io.aeron.cluster.service.ClientSession;
import io.aeron.cluster.service.Cluster;
import io.aeron.cluster.service.ClusteredService;
import io.aeron.logbuffer.Header;
import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.master.disk.DiskWatch;
import io.muster.master.engine.Engine;
import io.muster.master.engine.command.Outcome;
import io.muster.master.recovery.Distrust;
import io.muster.master.recovery.Restored;
import io.muster.master.release.EventSender;
import io.muster.master.release.NodeChannels;
import io.muster.master.release.QueryDesk;
import io.muster.master.release.QueryServer;
import io.muster.master.release.TermNews;
import io.muster.master.witness.DivergenceException;
import io.muster.master.witness.Witness;
import io.muster.master.witness.WitnessChannel;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentTerminationException;

import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/**
 * Puts the log into the engine, and what the engine says onto the wire. All of it on one thread, the service's.
 * <p>
 * An exception that nobody foresaw ends the process (decision 0001): Aeron would go on with the next entry, and this
 * replica would be one that half applied an entry.
 */
final class MasterService implements ClusteredService
{
    /** How often leases and the like are judged, in the log's time. */
    static final long TICK_MS = 100;

    private final MasterSettings settings;
    private final MasterCounters counters;
    private final QueryDesk desk;
    private final ErrorHandler onFailure;
    private final Engine engine;
    private final long restoredPosition;
    private final Witness witness;
    private final LinkRefusals refusals = new LinkRefusals();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();

    private Cluster cluster;
    private DiskWatch disk;
    private WitnessChannel witnessChannel;
    private NodeChannels channels;
    private TermNews termNews;
    private EventSender sender;
    private QueryServer queries;
    private StatusReport status;
    private SnapshotSchedule snapshots;
    private long appliedPosition;
    private boolean isWaiting;

    /**
     * @param restored  the engine, and the position from which on the log is applied to it.
     * @param desk      where an operator asks.
     * @param onFailure ends the process.
     */
    MasterService(
        final MasterSettings settings,
        final MasterCounters counters,
        final Restored restored,
        final QueryDesk desk,
        final ErrorHandler onFailure)
    {
        this.settings = settings;
        this.counters = counters;
        this.desk = desk;
        this.onFailure = onFailure;
        engine = restored.engine();
        restoredPosition = restored.position();
        witness = new Witness(settings.peerIds(), settings.isWitnessRequired);
    }

    /** Aeron's replay of the snapshot is left alone: the engine was restored before the replica joined. */
    @Override
    public void onStart(final Cluster startedCluster, final Image ignored)
    {
        cluster = startedCluster;
        try
        {
            if (cluster.logPosition() != restoredPosition)
            {
                throw new IllegalStateException("the log goes on at position " + cluster.logPosition() +
                    ", and the engine was restored at " + restoredPosition);
            }
            disk = new DiskWatch(cluster.aeron().countersReader(), settings.peerIds(), settings.disk.stallNs());
            witnessChannel = new WitnessChannel(
                cluster.aeron(),
                settings.members,
                settings.member.memberId(),
                settings.release.gatherNs(),
                witness,
                disk,
                counters.claimsMalformed);
            channels = new NodeChannels(cluster.aeron(), engine.nodes(), counters.release);
            termNews = new TermNews(engine.nodes(), channels);
            sender = new EventSender(engine.nodes(), channels, settings.release, counters.release);
            queries = new QueryServer(
                cluster.aeron(), settings.release, engine, channels, desk, counters.release);
            status = new StatusReport(cluster, engine, witness, counters);
            snapshots = new SnapshotSchedule(cluster, settings.snapshotIntervalNs);
        }
        catch (final Throwable bug)
        {
            throw failed(bug);
        }
    }

    @Override
    public void onNewLeadershipTermEvent(
        final long leadershipTermId,
        final long logPosition,
        final long timestamp,
        final long termBaseLogPosition,
        final int leaderMemberId,
        final int logSessionId,
        final TimeUnit timeUnit,
        final int appVersion)
    {
        status.onTerm(leadershipTermId, leaderMemberId);
        witnessChannel.leader(leaderMemberId);
        disk.onTerm(leadershipTermId, logSessionId);
        termNews.onTerm(leadershipTermId);
        scheduleTick(timestamp);
    }

    @Override
    public void onSessionMessage(
        final ClientSession session,
        final long timestamp,
        final DirectBuffer buffer,
        final int offset,
        final int length,
        final Header ignored)
    {
        try
        {
            final Outcome outcome = engine.apply(timestamp, cluster.logPosition(), buffer, offset, length);
            applied();
            switch (outcome)
            {
                case APPLIED -> counters.batchesApplied.increment();
                case GAP -> counters.batchesOutOfOrder.increment();
                case DUPLICATE -> onDuplicate(buffer, offset);
                default -> onRefused(session, outcome, buffer, offset, length);
            }
        }
        catch (final Throwable bug)
        {
            throw failed(bug);
        }
    }

    @Override
    public void onTimerEvent(final long correlationId, final long timestamp)
    {
        if (correlationId != Engine.TICK_TIMER_ID)
        {
            return;
        }
        try
        {
            engine.tick(timestamp, cluster.logPosition());
            applied();
            status.onTick(timestamp, appliedPosition);
            // Told at every tick, and not only once a cycle, so that three replicas can be compared at equal positions.
            witnessChannel.publish(appliedPosition, engine.digest());
            scheduleTick(timestamp);
        }
        catch (final Throwable bug)
        {
            throw failed(bug);
        }
    }

    /** The engine rests meanwhile, so what it has said and knows may go out while the snapshot is written. */
    @Override
    public void onTakeSnapshot(final ExclusivePublication publication)
    {
        try
        {
            new SnapshotWriter(publication, cluster.idleStrategy()).write(engine);
            counters.snapshots.increment();
        }
        catch (final Throwable bug)
        {
            throw failed(bug);
        }
    }

    /** Hear the other replicas first: what they have witnessed decides what may be said after it in the same cycle. */
    @Override
    public int doBackgroundWork(final long nowNs)
    {
        if (isWaiting || witnessChannel == null)
        {
            return 0;
        }
        try
        {
            final boolean isLeader = cluster.role() == Cluster.Role.LEADER;
            channels.poll(nowNs);
            return witnessChannel.publish(appliedPosition, engine.digest(), nowNs) +
                witnessChannel.poll(nowNs) +
                watchDisk(isLeader, nowNs) +
                termNews.tell(isLeader) +
                sender.send(isLeader, witness.witnessed(), nowNs) +
                queries.poll(appliedPosition, witness.witnessed(), nowNs) +
                snapshots.poll(isLeader, nowNs) +
                status.poll(appliedPosition, nowNs);
        }
        catch (final Throwable bug)
        {
            throw failed(bug);
        }
    }

    @Override
    public void onSessionOpen(final ClientSession session, final long timestamp)
    {
        // A node is known by its registration, not by its cluster session.
    }

    @Override
    public void onSessionClose(final ClientSession session, final long timestamp, final CloseReason closeReason)
    {
        // A node that lost its session keeps its lease, and comes back with a new session.
    }

    @Override
    public void onRoleChange(final Cluster.Role newRole)
    {
        status.onRole(newRole);
    }

    @Override
    public void onTerminate(final Cluster terminatedCluster)
    {
        CloseHelper.quietCloseAll(queries, channels, witnessChannel);
    }

    private int watchDisk(final boolean isLeader, final long nowNs)
    {
        if (!disk.poll(isLeader, nowNs))
        {
            return 0;
        }
        counters.recorded.setRelease(disk.position());
        witnessChannel.publishRecorded(disk.leadershipTermId(), disk.position());
        return 1;
    }

    private void applied()
    {
        appliedPosition = cluster.logPosition();
        witness.applied(appliedPosition, engine.digest());
    }

    private void onDuplicate(final DirectBuffer buffer, final int offset)
    {
        counters.batchesDuplicate.increment();
        sender.onDuplicate(batch.wrapAndApplyHeader(buffer, offset, header).nodeId());
    }

    private void onRefused(
        final ClientSession session,
        final Outcome outcome,
        final DirectBuffer buffer,
        final int offset,
        final int length)
    {
        counters.batchesRefused.increment();
        if (session != null)
        {
            refusals.refuse(session, buffer, offset, length, outcome.code());
        }
    }

    private void scheduleTick(final long timestamp)
    {
        while (!cluster.scheduleTimer(Engine.TICK_TIMER_ID, timestamp + TICK_MS))
        {
            idle();
        }
    }

    /** Wait for Aeron, which does background work meanwhile: ours must not read an engine amid a change. */
    private void idle()
    {
        isWaiting = true;
        cluster.idleStrategy().idle();
        isWaiting = false;
    }

    private AgentTerminationException failed(final Throwable reason)
    {
        if (reason instanceof final AgentTerminationException termination)
        {
            return termination;
        }
        if (reason instanceof final DivergenceException divergence)
        {
            leaveNote(divergence);
        }
        onFailure.onError(reason);
        return new AgentTerminationException(reason);
    }

    /** A disk that takes no note keeps nothing from ending. */
    private void leaveNote(final DivergenceException divergence)
    {
        try
        {
            new Distrust(settings.dir).note(divergence.agreedPosition());
        }
        catch (final UncheckedIOException ex)
        {
            divergence.addSuppressed(ex);
        }
    }
}
