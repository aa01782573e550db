package io.muster.benchmarks.directory.workload;

import io.muster.benchmarks.directory.engine.UserRow;
import io.muster.master.engine.slab.Mix;

/**
 * The users of a benchmark, made from a seed: each can be made again at any time, so none has to be kept.
 * <p>
 * 10,000 users a session node; a quarter of them in parties of about 4, 60 % in guilds of about 100, 30 % in instances
 * of about 10; ratings in a bell from 0 to 3,000; four states, of 40, 30, 20 and 10 %.
 */
public final class Population
{
    private static final long SEED = 20_261_121;
    private static final int USERS_PER_NODE = 10_000;
    private static final int NODES_MIN = 4;
    private static final int PARTY_SIZE = 4;
    private static final int GUILD_SIZE = 100;
    private static final int INSTANCE_SIZE = 10;
    private static final int RATING_PART = 750;
    private static final long EPOCH_MS = 1_700_000_000_000L;
    private static final String[] SYLLABLES = {
        "ar", "bel", "cor", "dun", "el", "fen", "gor", "hal", "is", "jor", "kel", "lun", "mar", "nor", "os", "pel",
        "quin", "ros", "sil", "tor", "um", "vel", "wyn", "xan", "yor", "zel", "bran", "crow", "drake", "ember", "frost",
        "thorn"};

    private final int users;
    private final int nodes;

    /** So many users. */
    public Population(final int users)
    {
        this.users = users;
        nodes = Math.max(NODES_MIN, users / USERS_PER_NODE);
    }

    /** How many. */
    public int users()
    {
        return users;
    }

    /** The user with a number from 0. */
    public UserRow row(final int number)
    {
        final long hash = hash(number, 0);
        return new UserRow(
            id(number),
            name(number),
            1 + share(hash(number, 1), nodes),
            state(share(hash, 10)),
            share(hash(number, 2), 4) == 0 ? 1 + share(hash(number, 3), users / 4 / PARTY_SIZE + 1) : 0,
            share(hash(number, 4), 10) < 6 ? 1 + share(hash(number, 5), users / 10 * 6 / GUILD_SIZE + 1) : 0,
            share(hash(number, 6), 10) < 3 ? instance(hash(number, 7)) : 0,
            rating(hash(number, 8)),
            EPOCH_MS + share(hash(number, 9), 1 << 30),
            EPOCH_MS + (1L << 30) + share(hash(number, 10), 1 << 30));
    }

    /** Ids count up, as the master's do. */
    public long id(final int number)
    {
        return number + 1L;
    }

    /** From 7 to 20 letters and digits. */
    public String name(final int number)
    {
        final long hash = hash(number, 11);
        return SYLLABLES[(int)(hash & 31)] + SYLLABLES[(int)(hash >>> 5 & 31)] +
            ((hash >>> 10 & 1) == 0 ? "" : SYLLABLES[(int)(hash >>> 11 & 31)]) +
            Integer.toString(number + 46_656, Character.MAX_RADIX);
    }

    /** An instance, picked by a hash. */
    long instance(final long hash)
    {
        return 1 + share(hash, users / 10 * 3 / INSTANCE_SIZE + 1);
    }

    /** A rating, picked by a hash. */
    static int rating(final long hash)
    {
        int sum = 0;
        for (int part = 0; part < 4; part++)
        {
            sum += share(Mix.of(hash, part), RATING_PART + 1);
        }
        return sum;
    }

    /** The same for the same two numbers, in every run. */
    static long hash(final long number, final long question)
    {
        return Mix.of(SEED + question, number);
    }

    /** From 0 to below a bound. */
    static int share(final long hash, final int bound)
    {
        return (int)((hash >>> 33) * bound >>> 31);
    }

    private static byte state(final int tenth)
    {
        return (byte)(tenth < 4 ? 1 : tenth < 7 ? 2 : tenth < 9 ? 3 : 4);
    }
}
