package io.muster.failover.simulation.log;

import org.agrona.DirectBuffer;

/** An entry of the log, on whatever branch: it knows the one before it, so a log is known by its last entry. */
public final class Entry
{
    /** What an entry is. */
    public enum Kind
    {
        /** The beginning of the log. */
        BEGIN,
        /** A new leader's first. */
        TERM,
        /** A command batch. */
        BATCH,
        /** Time passes. */
        TICK,
        /** Every replica takes a snapshot. */
        SNAPSHOT
    }

    private static final int HEADER_BYTES = 64;
    private static final int ALIGNMENT = 32;

    private final Entry previous;
    private final long index;
    private final long position;
    private final long term;
    private final long timestampMs;
    private final Kind kind;
    private final DirectBuffer payload;
    private final long[] digests = new long[Cluster.MEMBERS];
    private int knownBy;
    private int doubtedBy;
    private boolean isSpoilt;

    private Entry(
        final Entry previous, final long term, final long timestampMs, final Kind kind, final DirectBuffer payload)
    {
        this.previous = previous;
        this.term = term;
        this.timestampMs = timestampMs;
        this.kind = kind;
        this.payload = payload;
        index = previous == null ? 0 : previous.index + 1;
        final int bytes = HEADER_BYTES + (payload == null ? 0 : payload.capacity());
        position = previous == null ? 0 : previous.position + (bytes + ALIGNMENT - 1 & -ALIGNMENT);
    }

    static Entry begin()
    {
        return new Entry(null, 0, 0, Kind.BEGIN, null);
    }

    Entry next(final long itsTerm, final long itsTimestampMs, final Kind itsKind, final DirectBuffer itsPayload)
    {
        return new Entry(this, itsTerm, itsTimestampMs, itsKind, itsPayload);
    }

    /** The entry with an index, of the log that ends with this one; or null when the log is shorter. */
    public Entry at(final long wantedIndex)
    {
        Entry entry = this;
        while (entry != null && entry.index > wantedIndex)
        {
            entry = entry.previous;
        }
        return entry != null && entry.index == wantedIndex ? entry : null;
    }

    /** Whether another entry is in the log that ends with this one. */
    public boolean follows(final Entry other)
    {
        return at(other.index) == other;
    }

    /** The last entry that is in both logs. */
    Entry commonWith(final Entry other)
    {
        Entry one = at(Math.min(index, other.index));
        Entry two = other.at(one.index);
        while (one != two)
        {
            one = one.previous;
            two = two.previous;
        }
        return one;
    }

    boolean isOlderThan(final Entry other)
    {
        return term < other.term || term == other.term && index < other.index;
    }

    /** One member may be given it wrong: a second one would be likely to be wrong alike. @return whether it may. */
    boolean spoil()
    {
        final boolean isFirst = !isSpoilt;
        isSpoilt = true;
        return isFirst;
    }

    /** A member has applied it, and this was the result. */
    void appliedBy(final int memberId, final long digest, final boolean isDoubted)
    {
        digests[memberId] = digest;
        knownBy |= 1 << memberId;
        doubtedBy = isDoubted ? doubtedBy | 1 << memberId : doubtedBy & ~(1 << memberId);
    }

    /** Whether another member has the same result as this one when it applied it last. */
    public boolean isAgreed(final int memberId)
    {
        return isAgreed(memberId, digests[memberId]);
    }

    /** Whether another member than this one has a result. */
    boolean isAgreed(final int memberId, final long digest)
    {
        for (int other = 0; other < digests.length; other++)
        {
            if (other != memberId && (knownBy & 1 << other) != 0 && digests[other] == digest)
            {
                return true;
            }
        }
        return false;
    }

    /** Another member that has another result, and neither of them is doubted; or -1. */
    public int contradictedBy(final int memberId)
    {
        for (int other = 0; other < digests.length; other++)
        {
            final boolean isSound = (knownBy & 1 << other) != 0 && !isDoubted(other) && !isDoubted(memberId);
            if (other != memberId && isSound && digests[other] != digests[memberId])
            {
                return other;
            }
        }
        return Cluster.NOBODY;
    }

    /** Whether a member's result is doubted: it was made to be wrong, or its log was cut. */
    boolean isDoubted(final int memberId)
    {
        return (doubtedBy & 1 << memberId) != 0;
    }

    /** What a member had after this entry. */
    public long digest(final int memberId)
    {
        return digests[memberId];
    }

    public Entry previous()
    {
        return previous;
    }

    public long index()
    {
        return index;
    }

    public long position()
    {
        return position;
    }

    long term()
    {
        return term;
    }

    public long timestampMs()
    {
        return timestampMs;
    }

    public Kind kind()
    {
        return kind;
    }

    /** Of a batch. */
    public DirectBuffer payload()
    {
        return payload;
    }

    @Override
    public String toString()
    {
        return kind + " at " + position + " of term " + term;
    }
}
