package io.muster.failover.simulation.log;

import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Fault;
import io.muster.failover.simulation.world.Process;
import io.muster.master.witness.DivergenceException;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * A member of the cluster: its log, which outlives it, and while it is up a replica. What is on its disk is synced
 * before it is told of.
 */
public final class Member extends Process
{
    private static final long MS = 1_000_000L;
    private static final long TICK_NS = 100 * MS;
    private static final long HEARTBEAT_NS = 50 * MS;
    private static final long QUORUM_NS = 1_000 * MS;
    private static final int SNAPSHOTS_MAX = 2;

    private final Cluster cluster;
    private final Chance chance;
    private final Entry begin;
    private final List<Snapshot> snapshots = new ArrayList<>();
    private final long[] matches = new long[Cluster.MEMBERS];
    private final long[] heardFromNs = new long[Cluster.MEMBERS];

    private Entry head;
    private Entry committed;
    private Replica replica;
    private long term;
    private int leaderId;
    private boolean leads;
    private long heardNs;
    private long timeoutNs;
    private long tickedNs;
    private long toldNs;
    private Entry toldHead;
    private Entry toldCommitted;

    Member(final int id, final Cluster cluster, final Chance chance, final Entry begin)
    {
        super(id);
        this.cluster = cluster;
        this.chance = chance;
        this.begin = begin;
        head = begin;
    }

    /** The process starts: from its newest snapshot, or from the log's beginning. */
    void start(final long nowNs)
    {
        up(true);
        final Snapshot snapshot = snapshots.isEmpty() ? null : snapshots.get(snapshots.size() - 1);
        replica = new Replica(cluster, address(), snapshot, begin);
        if (snapshot != null)
        {
            if (snapshot.isDoubted())
            {
                replica.doubt();
            }
            cluster.observer().onRestored(replica, snapshot);
        }
        committed = replica.applied();
        leads = false;
        leaderId = Cluster.NOBODY;
        await(nowNs);
    }

    /** The process dies; the disk stays. */
    public void kill()
    {
        up(false);
        leads = false;
        replica = null;
    }

    /** Its newest snapshot cannot be read any more. */
    public void loseSnapshot()
    {
        if (!snapshots.isEmpty())
        {
            snapshots.remove(snapshots.size() - 1);
        }
    }

    void keep(final Snapshot snapshot)
    {
        snapshots.add(snapshot);
        if (snapshots.size() > SNAPSHOTS_MAX)
        {
            snapshots.remove(0);
        }
    }

    @Override
    protected int work(final long nowNs)
    {
        try
        {
            final int led = leads ? lead(nowNs) : follow(nowNs);
            return led + replica.applyUpTo(committed, this) + replica.background(leads, nowNs);
        }
        catch (final DivergenceException contradicted)
        {
            stop(contradicted);
            return 1;
        }
    }

    /** It does not come back from what it may have written while it was wrong. */
    private void stop(final DivergenceException reason)
    {
        cluster.observer().onContradicted(replica, reason.getMessage());
        kill();
        snapshots.removeIf((snapshot) -> snapshot.entry().position() > reason.agreedPosition());
        cluster.restartLater(this);
    }

    private int lead(final long nowNs)
    {
        int work = 0;
        if (nowNs - tickedNs >= TICK_NS)
        {
            tickedNs = nowNs;
            append(nowNs, Entry.Kind.TICK, null);
            work++;
        }
        if (nowNs - latestOfOthers(heardFromNs) > QUORUM_NS)
        {
            leads = false;
            leaderId = Cluster.NOBODY;
            await(nowNs);
            return work;
        }
        if (head != toldHead || committed != toldCommitted || nowNs - toldNs >= HEARTBEAT_NS)
        {
            tell(nowNs);
            work++;
        }
        return work;
    }

    /** With this member's own that makes two of three. */
    private long latestOfOthers(final long[] values)
    {
        long latest = Long.MIN_VALUE;
        for (int id = 0; id < values.length; id++)
        {
            latest = id == address() ? latest : Math.max(latest, values[id]);
        }
        return latest;
    }

    private void tell(final long nowNs)
    {
        toldNs = nowNs;
        toldHead = head;
        toldCommitted = committed;
        final Entry itsHead = head;
        final long itsTerm = term;
        final long commitIndex = committed.index();
        for (final Member other : cluster.members())
        {
            if (other != this)
            {
                cluster.wire().stream(
                    address(), other, () -> other.onAppend(this, itsTerm, itsHead, commitIndex));
            }
        }
    }

    private int follow(final long nowNs)
    {
        if (leaderId == Cluster.NOBODY && nowNs - toldNs >= HEARTBEAT_NS)
        {
            canvass(nowNs);
        }
        if (nowNs - heardNs > timeoutNs)
        {
            await(nowNs);
            leaderId = Cluster.NOBODY;
            cluster.elect(this, nowNs);
            return 1;
        }
        return 0;
    }

    private void await(final long nowNs)
    {
        heardNs = nowNs;
        timeoutNs = chance.between(600 * MS, 1_200 * MS);
    }

    /** Tell everyone how long the log is, in whatever term it ends. */
    private void canvass(final long nowNs)
    {
        toldNs = nowNs;
        final long index = head.index();
        for (final Member other : cluster.members())
        {
            if (other != this)
            {
                cluster.wire().stream(address(), other, () -> other.onCanvass(address(), index));
            }
        }
    }

    private void onCanvass(final int from, final long index)
    {
        if (leads && cluster.settings().isTermBlind())
        {
            matches[from] = Math.max(matches[from], index);
            commitWhatAQuorumHas();
        }
    }

    private void onAppend(final Member from, final long itsTerm, final Entry itsHead, final long commitIndex)
    {
        if (itsTerm < term)
        {
            final long newer = term;
            cluster.wire().stream(address(), from, () -> from.onNewerTerm(newer));
            return;
        }
        if (itsTerm > term || leaderId != from.address())
        {
            adopt(itsHead);
        }
        term = itsTerm;
        leads = false;
        leaderId = from.address();
        heardNs = cluster.nowNs();
        head = itsHead;
        final Entry known = head.at(Math.min(commitIndex, head.index()));
        committed = known.index() > committed.index() ? known : committed;
        final long index = head.index();
        cluster.wire().stream(address(), from, () -> from.onAppended(address(), itsTerm, index));
    }

    /** The log becomes another's. What was committed here and is not there is lost, and whoever applied it is wrong. */
    private void adopt(final Entry itsHead)
    {
        snapshots.removeIf((snapshot) -> !itsHead.follows(snapshot.entry()));
        if (itsHead.follows(committed))
        {
            return;
        }
        cluster.tally().count(Fault.COMMIT_LOST);
        committed = itsHead.commonWith(committed);
        if (!itsHead.follows(replica.applied()))
        {
            replica.doubt();
        }
    }

    private void onNewerTerm(final long newer)
    {
        if (newer > term)
        {
            term = newer;
            leads = false;
            leaderId = Cluster.NOBODY;
        }
    }

    private void onAppended(final int from, final long itsTerm, final long index)
    {
        if (leads && itsTerm == term)
        {
            heardFromNs[from] = cluster.nowNs();
            matches[from] = index;
            commitWhatAQuorumHas();
        }
    }

    private void commitWhatAQuorumHas()
    {
        final long lowest = Math.min(head.index(), latestOfOthers(matches));
        if (lowest > committed.index())
        {
            final Entry entry = head.at(lowest);
            committed = entry.term() == term ? entry : committed;
        }
    }

    boolean mayVoteFor(final Member candidate, final long nowNs)
    {
        final boolean hasNoLeader = leaderId == Cluster.NOBODY || nowNs - heardNs > 500 * MS;
        return isUp() && !isPaused(nowNs) && !leads && hasNoLeader && !candidate.head.isOlderThan(head);
    }

    void vote(final long newTerm, final long nowNs)
    {
        term = newTerm;
        leads = false;
        await(nowNs);
    }

    void becomeLeader(final long newTerm, final long nowNs)
    {
        vote(newTerm, nowNs);
        leads = true;
        leaderId = address();
        tickedNs = nowNs;
        for (int id = 0; id < matches.length; id++)
        {
            matches[id] = 0;
            heardFromNs[id] = nowNs;
        }
        append(nowNs, Entry.Kind.TERM, null);
        cluster.observer().onLeader(address(), head);
    }

    private void append(final long nowNs, final Entry.Kind kind, final DirectBuffer payload)
    {
        head = head.next(term, cluster.timeMs(address(), nowNs), kind, payload);
    }

    /** A batch has come in; whoever does not lead drops it. */
    public void onIngress(final DirectBuffer batch)
    {
        if (leads)
        {
            append(cluster.nowNs(), Entry.Kind.BATCH, batch);
        }
    }

    /** A query has come in. */
    public void onQuery(final DirectBuffer query, final int length)
    {
        replica.ask(query, length, cluster.nowNs());
    }

    void onClaim(final int from, final long position, final long digest)
    {
        try
        {
            replica.heard(from, position, digest);
        }
        catch (final DivergenceException contradicted)
        {
            stop(contradicted);
        }
    }

    /** Have all replicas take a snapshot, if this member leads. */
    public void wantSnapshot()
    {
        if (leads)
        {
            append(cluster.nowNs(), Entry.Kind.SNAPSHOT, null);
        }
    }

    /** Have the replica be wrong from the next batch on. */
    public void flip()
    {
        if (isUp())
        {
            replica.flip();
        }
    }

    public boolean leads()
    {
        return leads;
    }

    public long term()
    {
        return term;
    }

    /** While it is up. */
    public Replica replica()
    {
        return replica;
    }

    /** The last entry of its log. */
    public Entry head()
    {
        return head;
    }

    @Override
    public String toString()
    {
        return "member " + address() + (isUp() ? leads ? " leads" : " follows " + leaderId : " is down") + " in term " +
            term + ", log to " + head + ", committed " + committed + ", applied " +
            (replica == null ? null : replica.applied() + (replica.isDoubted() ? " in doubt" : "") +
            ", witnessed " + replica.witnessed());
    }
}
