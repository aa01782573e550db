package io.muster.benchmarks.directory.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/** Objects in a hash map, and secondary maps by hand: what one writes when there is no engine. */
final class HashMapsEngine implements DirectoryEngine
{
    private static final Comparator<User> BY_RATING = (one, other) ->
    {
        final int byRating = Integer.compare(one.rating, other.rating);
        return byRating != 0 ? byRating : Long.compare(one.id, other.id);
    };

    private final Map<Long, User> byId = new HashMap<>();
    private final Map<String, User> byName = new HashMap<>();
    private final Map<Integer, TreeSet<User>> byNode = new HashMap<>();
    private final Map<Long, Set<User>> byParty = new HashMap<>();
    private final Map<Long, Set<User>> byGuild = new HashMap<>();
    private final Map<Long, Set<User>> byInstance = new HashMap<>();
    private final TreeSet<User> byRating = new TreeSet<>(BY_RATING);

    @Override
    public String indexes()
    {
        return "hash maps id, name; hash sets party, guild, instance; tree sets (rating, id) of all and per node";
    }

    @Override
    public void insert(final UserRow row)
    {
        final User user = new User(row);
        byId.put(user.id, user);
        byName.put(user.name, user);
        join(byNode, user.node, user, () -> new TreeSet<>(BY_RATING));
        join(byParty, user.party, user, HashSet::new);
        join(byGuild, user.guild, user, HashSet::new);
        join(byInstance, user.instance, user, HashSet::new);
        byRating.add(user);
    }

    @Override
    public void rate(final long id, final int rating, final long seenMs)
    {
        final User user = byId.get(id);
        final TreeSet<User> ofNode = byNode.get(user.node);
        byRating.remove(user);
        ofNode.remove(user);
        user.rating = rating;
        user.seenMs = seenMs;
        byRating.add(user);
        ofNode.add(user);
    }

    @Override
    public void seat(final long id, final long instance, final long seenMs)
    {
        final User user = byId.get(id);
        leave(byInstance, user.instance, user);
        user.instance = instance;
        user.seenMs = seenMs;
        join(byInstance, instance, user, HashSet::new);
    }

    @Override
    public void remove(final long id)
    {
        final User user = byId.remove(id);
        byName.remove(user.name);
        leave(byNode, user.node, user);
        leave(byParty, user.party, user);
        leave(byGuild, user.guild, user);
        leave(byInstance, user.instance, user);
        byRating.remove(user);
    }

    @Override
    public void flush()
    {
        // A change is done when its call returns.
    }

    @Override
    public long lookUp(final long id)
    {
        return glanceAt(byId.get(id));
    }

    @Override
    public long lookUp(final String name)
    {
        return glanceAt(byName.get(name));
    }

    @Override
    public void guild(final long guild, final Answer answer)
    {
        for (final User user : byGuild.getOrDefault(guild, Set.of()))
        {
            answer.add(user.id);
        }
    }

    @Override
    public void ratedFrom(final int rating, final Answer answer)
    {
        final Iterator<User> users = byRating.tailSet(User.before(rating)).iterator();
        for (int i = 0; i < RANGE_LIMIT && users.hasNext(); i++)
        {
            answer.add(users.next().id);
        }
    }

    @Override
    public void find(final Conjunction conjunction, final Answer answer)
    {
        final TreeSet<User> ofNode = byNode.get(conjunction.node());
        for (final User user : ofNode == null ? List.<User>of() : ofNode.tailSet(User.before(conjunction.low())))
        {
            if (user.rating > conjunction.high() || answer.count() == Conjunction.LIMIT)
            {
                return;
            }
            if (user.state == conjunction.state())
            {
                answer.add(user.id);
            }
        }
    }

    @Override
    public long bytesUsed()
    {
        return Memory.heapBytes();
    }

    @Override
    public void close()
    {
        // The memory goes with the process.
    }

    private static long glanceAt(final User user)
    {
        return user == null ? NOBODY : DirectoryEngine.glance(user.rating, user.instance);
    }

    private static <K extends Number, S extends Collection<User>> void join(
        final Map<K, S> groups, final K group, final User user, final Supplier<S> maker)
    {
        if (group.longValue() != 0)
        {
            groups.computeIfAbsent(group, (absent) -> maker.get()).add(user);
        }
    }

    private static <K extends Number, S extends Collection<User>> void leave(
        final Map<K, S> groups, final K group, final User user)
    {
        if (group.longValue() != 0)
        {
            final S members = groups.get(group);
            members.remove(user);
            if (members.isEmpty())
            {
                groups.remove(group);
            }
        }
    }

    private static final class User
    {
        private final long id;
        private final String name;
        private final int node;
        private final byte state;
        private final long party;
        private final long guild;
        private final long createdMs;
        private long instance;
        private long seenMs;
        private int rating;

        private User(final UserRow row)
        {
            id = row.id();
            name = row.name();
            node = row.node();
            state = row.state();
            party = row.party();
            guild = row.guild();
            instance = row.instance();
            rating = row.rating();
            createdMs = row.createdMs();
            seenMs = row.seenMs();
        }

        /** Nobody, whose place is before all users with this rating. */
        private static User before(final int rating)
        {
            return new User(new UserRow(0, "", 0, (byte)0, 0, 0, 0, rating, 0, 0));
        }
    }
}
