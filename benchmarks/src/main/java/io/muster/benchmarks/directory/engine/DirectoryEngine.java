package io.muster.benchmarks.directory.engine;

/**
 * A directory of users, kept by one of the engines that are compared.
 * <p>
 * Questions are answered at once; changes may be on their way until {@link #flush}, or until the next question.
 */
public interface DirectoryEngine extends AutoCloseable
{
    /** What a look-up returns when there is no such user. */
    long NOBODY = -1;

    /** Users in a range. */
    int RANGE_LIMIT = 50;

    /** Which indexes it has, in a line. */
    String indexes();

    /** A user who is new. */
    void insert(UserRow row);

    /** Another rating for a user who is there. */
    void rate(long id, int rating, long seenMs);

    /** Another instance, or none, for a user who is there. */
    void seat(long id, long instance, long seenMs);

    /** Forget a user who is there. */
    void remove(long id);

    /** All changes have arrived. */
    void flush();

    /** The {@link #glance} of the user with this id, or {@link #NOBODY}. */
    long lookUp(long id);

    /** The {@link #glance} of the user with this name, or {@link #NOBODY}. */
    long lookUp(String name);

    /** All members of a guild, in any order. */
    void guild(long guild, Answer answer);

    /** The first {@link #RANGE_LIMIT} users with this rating or a higher one, by rating, then id. */
    void ratedFrom(int rating, Answer answer);

    /** The users that meet it, by rating, then id. */
    void find(Conjunction conjunction, Answer answer);

    /** Bytes in use now, of whatever kind it uses, as the process or the server sees them. */
    long bytesUsed();

    /** Bytes that it counts itself, or 0 if it does not: of few users, the heap's own comings and goings hide them. */
    default long bytesCounted()
    {
        return 0;
    }

    @Override
    void close();

    /** What a look-up shows of a user: proof that the record itself was read. */
    static long glance(final int rating, final long instance)
    {
        return instance << 12 | rating;
    }
}
