package io.muster.failover.rule;

import java.util.Arrays;

/**
 * Three members and what was acknowledged, small enough for one long. An entry is known by its term and its place,
 * since a term has one leader.
 */
final class World
{
    static final int MEMBERS = 3;
    static final int ENTRIES_MAX = 2;
    static final int TERMS_MAX = 3;

    static final int CANVASSING = 0;
    static final int FOLLOWING = 1;
    static final int LEADING = 2;

    private static final int BITS = 2;

    /** Terms of the entries in a member's log; 0 is none. */
    final int[][] log = new int[MEMBERS][ENTRIES_MAX];
    /** Terms of the entries that a member has executed. They stay executed when the log is cut. */
    final int[][] executed = new int[MEMBERS][ENTRIES_MAX];
    /** The last term in which a member followed or led. */
    final int[] logTerm = new int[MEMBERS];
    /** The last term in which a member voted, which outlives it. */
    final int[] votedTerm = new int[MEMBERS];
    final int[] role = new int[MEMBERS];
    /** Positions of the others as a leader has them, by leader and by how far behind it in the circle. */
    final int[][] counted = new int[MEMBERS][MEMBERS - 1];
    /** Terms of the entries that clients were told are done. */
    final int[] acknowledged = new int[ENTRIES_MAX];
    /** Terms of the leaders that said so. */
    final int[] acknowledgedIn = new int[ENTRIES_MAX];

    /** Everybody in term 1, which member 0 leads, and nothing said. */
    static World first()
    {
        final World world = new World();
        Arrays.fill(world.logTerm, 1);
        Arrays.fill(world.votedTerm, 1);
        Arrays.fill(world.role, FOLLOWING);
        world.role[0] = LEADING;
        return world;
    }

    static World of(final long packed)
    {
        final World world = new World();
        world.walk(packed, false);
        return world;
    }

    World copy()
    {
        return of(packed());
    }

    long packed()
    {
        return walk(0, true);
    }

    private long walk(final long packed, final boolean isPacking)
    {
        final Walk walk = new Walk(packed, isPacking);
        for (int i = 0; i < MEMBERS; i++)
        {
            walk.on(log[i]);
            walk.on(executed[i]);
            walk.on(counted[i]);
        }
        walk.on(logTerm);
        walk.on(votedTerm);
        walk.on(role);
        walk.on(acknowledged);
        walk.on(acknowledgedIn);
        return walk.bits;
    }

    /** What a leader takes for the position of another. */
    int counted(final int leader, final int member)
    {
        return counted[leader][(member - leader + MEMBERS) % MEMBERS - 1];
    }

    void count(final int leader, final int member, final int position)
    {
        counted[leader][(member - leader + MEMBERS) % MEMBERS - 1] = position;
    }

    /** Entries of a member's log: its position. */
    int position(final int member)
    {
        return length(log[member]);
    }

    static int length(final int[] entries)
    {
        int length = 0;
        while (length < entries.length && entries[length] != 0)
        {
            length++;
        }
        return length;
    }

    /** Reads or writes all fields, two bits each. */
    private static final class Walk
    {
        private final boolean isPacking;
        private long bits;
        private int shift;

        private Walk(final long bits, final boolean isPacking)
        {
            this.bits = bits;
            this.isPacking = isPacking;
        }

        private void on(final int[] values)
        {
            for (int i = 0; i < values.length; i++)
            {
                if (isPacking)
                {
                    bits |= (long)values[i] << shift;
                }
                else
                {
                    values[i] = (int)(bits >>> shift) & (1 << BITS) - 1;
                }
                shift += BITS;
            }
        }
    }
}
