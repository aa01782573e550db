package io.muster.master.witness;

import org.agrona.collections.Hashing;
import org.agrona.collections.Int2IntHashMap;

import java.util.Arrays;

/**
 * What the replicas say about each other: how far another one has applied the log with the same result as this one.
 * <p>
 * A replica records every position that it applied, and hears some of those of the others. Where both are known the
 * digests are compared. The digest covers everything before it, so agreement at a position is agreement up to there.
 * Owned by the service's thread. Allocates only in the constructor. No I/O, so that a simulation may run it.
 */
public final class Witness
{
    /** Own positions that are remembered. Claims about older ones are passed over; later ones take their place. */
    static final int OWN_MAX = 1 << 16;

    private final Trail own;
    private final Peer[] peers;
    private final Int2IntHashMap peerIndexById = new Int2IntHashMap(8, Hashing.DEFAULT_LOAD_FACTOR, -1);
    private final boolean required;
    private long witnessed;
    private long disagreements;

    /**
     * @param peerIds  member ids of the other replicas.
     * @param required false: everything that was applied counts as witnessed. For tests and benchmarks alone.
     */
    public Witness(final int[] peerIds, final boolean required)
    {
        this(peerIds, required, OWN_MAX);
    }

    /**
     * A witness that remembers less, for simulations.
     *
     * @param positionsMax own positions, and claims of each peer that are ahead; a power of two.
     */
    public Witness(final int[] peerIds, final boolean required, final int positionsMax)
    {
        this.required = required;
        own = new Trail(positionsMax);
        peers = new Peer[peerIds.length];
        for (int i = 0; i < peerIds.length; i++)
        {
            peers[i] = new Peer(peerIds[i], positionsMax);
            peerIndexById.put(peerIds[i], i);
        }
    }

    /**
     * This replica has applied the log up to a position. Positions rise.
     *
     * @throws DivergenceException when two others agree with each other and not with this replica.
     */
    public void applied(final long position, final long digest)
    {
        own.add(position, digest);
        for (final Peer peer : peers)
        {
            compare(peer);
        }
        if (!required)
        {
            witnessed = position;
        }
    }

    /**
     * Another replica says that it has applied the log up to a position. Members that are not known, and positions that
     * do not rise, are passed over: a replica that was restarted says again what it said before.
     *
     * @throws DivergenceException when two others agree with each other and not with this replica.
     */
    public void heard(final int memberId, final long position, final long digest)
    {
        final int index = peerIndexById.get(memberId);
        if (index >= 0 && position > peers[index].claims.lastPosition())
        {
            peers[index].claims.add(position, digest);
            compare(peers[index]);
        }
    }

    /** The highest position that this replica and another one have applied with the same result. */
    public long witnessed()
    {
        return witnessed;
    }

    /** How often another replica claimed a result that is not this one's. */
    public long disagreements()
    {
        return disagreements;
    }

    private void compare(final Peer peer)
    {
        peer.nextClaim = Math.max(peer.nextClaim, peer.claims.first());
        peer.nextOwn = Math.max(peer.nextOwn, own.first());
        while (peer.nextClaim < peer.claims.end() && peer.nextOwn < own.end())
        {
            final long claimed = peer.claims.position(peer.nextClaim);
            final long position = own.position(peer.nextOwn);
            if (position < claimed)
            {
                peer.nextOwn++;
            }
            else
            {
                judge(peer, claimed, peer.claims.digest(peer.nextClaim++), position);
            }
        }
    }

    private void judge(final Peer peer, final long claimed, final long digest, final long position)
    {
        if (claimed == position)
        {
            if (digest == own.digest(peer.nextOwn))
            {
                witnessed = Math.max(witnessed, position);
            }
            else
            {
                onDisagreement(peer, position, digest);
            }
        }
        // A position that is missing here although older ones are known is of another log than ours.
        else if (peer.nextOwn > own.first())
        {
            onDisagreement(peer, claimed, digest);
        }
    }

    private void onDisagreement(final Peer peer, final long position, final long digest)
    {
        disagreements++;
        peer.refuted.add(position, digest);
        for (final Peer other : peers)
        {
            if (other != peer && other.refuted.contains(position, digest))
            {
                throw new DivergenceException(position, peer.memberId, other.memberId, digest, witnessed);
            }
        }
    }

    /** Another replica, as far as it has been compared. */
    private static final class Peer
    {
        private static final int REFUTED_MAX = 1 << 8;

        private final int memberId;
        /** Those that are ahead of this replica are remembered. Beyond: the oldest is forgotten. */
        private final Trail claims;
        private final Trail refuted = new Trail(REFUTED_MAX);
        private long nextClaim;
        private long nextOwn;

        private Peer(final int memberId, final int claimsMax)
        {
            this.memberId = memberId;
            claims = new Trail(claimsMax);
        }
    }

    /** The last so many positions, rising, and the digest at each. A new one takes the place of the oldest. */
    private static final class Trail
    {
        private final long[] positions;
        private final long[] digests;
        private final int mask;
        private long end;

        private Trail(final int max)
        {
            positions = new long[max];
            digests = new long[max];
            mask = max - 1;
            Arrays.fill(positions, -1);
        }

        private void add(final long position, final long digest)
        {
            final int index = (int)end & mask;
            positions[index] = position;
            digests[index] = digest;
            end++;
        }

        private long first()
        {
            return Math.max(0, end - positions.length);
        }

        private long end()
        {
            return end;
        }

        private long position(final long number)
        {
            return positions[(int)number & mask];
        }

        private long digest(final long number)
        {
            return digests[(int)number & mask];
        }

        private long lastPosition()
        {
            return end == 0 ? -1 : position(end - 1);
        }

        private boolean contains(final long position, final long digest)
        {
            for (long number = end - 1; number >= first() && position(number) >= position; number--)
            {
                if (position(number) == position)
                {
                    return digest(number) == digest;
                }
            }
            return false;
        }
    }
}
