package io.muster.master.disk;

import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.concurrent.status.CountersReader;

import java.util.concurrent.TimeUnit;

/**
 * Compares how far the replicas have recorded the log of one term. A leader whose archive waits for its disk goes on
 * saying that it leads, and nothing is committed meanwhile; so it ends itself when a whole quorum of others has been
 * ahead of it for too long. When all disks stall together nobody is ahead, and nobody ends.
 * <p>
 * Owned by the service's thread. Allocates only in the constructor.
 */
public final class DiskWatch
{
    private static final long INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** A replica that was last heard longer ago is not counted on: it may be gone. */
    private static final long FRESH_NS = TimeUnit.MILLISECONDS.toNanos(500);

    private final RecordedPosition recorded;
    private final Peer[] peers;
    private final int quorum;
    private final long stallNs;
    private long leadershipTermId = -1;
    private long position = -1;
    private long polledNs;

    /**
     * @param counters of a media driver that has one archive.
     * @param peerIds  member ids of the other replicas.
     * @param stallNs  how long a leader may be behind; more than a slow disk takes for one sync.
     */
    public DiskWatch(final CountersReader counters, final int[] peerIds, final long stallNs)
    {
        recorded = new RecordedPosition(counters);
        peers = new Peer[peerIds.length];
        for (int i = 0; i < peerIds.length; i++)
        {
            peers[i] = new Peer(peerIds[i]);
        }
        quorum = (peerIds.length + 1) / 2 + 1;
        this.stallNs = stallNs;
    }

    /** A term begins, and with it a log whose positions do not compare with those before. */
    public void onTerm(final long termId, final int logSessionId)
    {
        leadershipTermId = termId;
        position = -1;
        recorded.follow(logSessionId);
        for (final Peer peer : peers)
        {
            peer.position = -1;
            peer.goal = -1;
        }
    }

    public long leadershipTermId()
    {
        return leadershipTermId;
    }

    /** How far this replica has recorded the term's log, as of the last poll; -1: not at all. */
    public long position()
    {
        return position;
    }

    /** Another replica says how far it has recorded the log. Whoever follows another term is passed over. */
    public void heard(final int memberId, final long termId, final long recordedPosition, final long nowNs)
    {
        for (final Peer peer : peers)
        {
            if (peer.memberId == memberId && termId == leadershipTermId)
            {
                peer.position = recordedPosition;
                peer.heardNs = nowNs;
            }
        }
    }

    /**
     * Look again, if it is time.
     *
     * @return whether it was, so that the others can be told.
     * @throws StartupException DISK_STALLED, for a leader that a quorum of others has left behind.
     */
    public boolean poll(final boolean isLeader, final long nowNs)
    {
        if (nowNs - polledNs < INTERVAL_NS)
        {
            return false;
        }
        // Whoever was paused itself learns now what it has missed, and says nothing of its disk.
        final boolean wasPaused = nowNs - polledNs > FRESH_NS;
        polledNs = nowNs;
        position = Math.max(position, recorded.read());
        int ahead = 0;
        for (final Peer peer : peers)
        {
            ahead += peer.aheadNs(position, wasPaused, nowNs) >= stallNs ? 1 : 0;
        }
        if (isLeader && ahead >= quorum)
        {
            throw new StartupException(StartupError.DISK_STALLED, "the disk of this leader has stood at position " +
                position + " of the log for " + TimeUnit.NANOSECONDS.toMillis(stallNs) + " ms, and those of " + ahead +
                " others have not; it ends so that one of them leads");
        }
        return position >= 0;
    }

    /** Another replica: what it has recorded, and a position that it had before this replica. */
    private static final class Peer
    {
        private final int memberId;
        private long position = -1;
        private long heardNs;
        private long goal = -1;
        private long goalNs;

        private Peer(final int memberId)
        {
            this.memberId = memberId;
        }

        /** For how long it has been ahead by something that this replica still does not have. */
        private long aheadNs(final long own, final boolean beginsAnew, final long nowNs)
        {
            if (goal <= own || beginsAnew)
            {
                goal = position;
                goalNs = nowNs;
            }
            return goal > own && nowNs - heardNs < FRESH_NS ? nowNs - goalNs : 0;
        }
    }
}
