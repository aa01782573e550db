package io.muster.benchmarks.directory.engine;

/**
 * A user as it is put in.
 *
 * @param id        above 0.
 * @param name      unique, ASCII, at most 32 bytes.
 * @param node      the session node, above 0.
 * @param state     from 1 to 4.
 * @param party     or 0.
 * @param guild     or 0.
 * @param instance  or 0.
 * @param rating    from 0 to 3,000.
 * @param createdMs when the account was made.
 * @param seenMs    when the user was last heard of.
 */
public record UserRow(
    long id,
    String name,
    int node,
    byte state,
    long party,
    long guild,
    long instance,
    int rating,
    long createdMs,
    long seenMs)
{
    /** The same user with another rating. */
    UserRow rated(final int byRating, final long atMs)
    {
        return new UserRow(id, name, node, state, party, guild, instance, byRating, createdMs, atMs);
    }

    /** The same user in another instance. */
    UserRow seated(final long inInstance, final long atMs)
    {
        return new UserRow(id, name, node, state, party, guild, inInstance, rating, createdMs, atMs);
    }

    /** Users are one if their ids are: what a collection of objects needs to be quick. */
    @Override
    public boolean equals(final Object other)
    {
        return other instanceof UserRow row && row.id == id;
    }

    @Override
    public int hashCode()
    {
        return Long.hashCode(id);
    }
}
