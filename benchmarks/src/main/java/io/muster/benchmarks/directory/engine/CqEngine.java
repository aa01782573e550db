package io.muster.benchmarks.directory.engine;

import com.googlecode.cqengine.ConcurrentIndexedCollection;
import com.googlecode.cqengine.IndexedCollection;
import com.googlecode.cqengine.attribute.SimpleAttribute;
import com.googlecode.cqengine.index.compound.CompoundIndex;
import com.googlecode.cqengine.index.hash.HashIndex;
import com.googlecode.cqengine.index.navigable.NavigableIndex;
import com.googlecode.cqengine.index.unique.UniqueIndex;
import com.googlecode.cqengine.query.Query;
import com.googlecode.cqengine.query.option.EngineThresholds;
import com.googlecode.cqengine.query.option.QueryOptions;
import com.googlecode.cqengine.resultset.ResultSet;

import java.util.Iterator;
import java.util.List;
import java.util.function.Function;

import static com.googlecode.cqengine.query.QueryFactory.and;
import static com.googlecode.cqengine.query.QueryFactory.applyThresholds;
import static com.googlecode.cqengine.query.QueryFactory.ascending;
import static com.googlecode.cqengine.query.QueryFactory.between;
import static com.googlecode.cqengine.query.QueryFactory.equal;
import static com.googlecode.cqengine.query.QueryFactory.greaterThanOrEqualTo;
import static com.googlecode.cqengine.query.QueryFactory.orderBy;
import static com.googlecode.cqengine.query.QueryFactory.queryOptions;
import static com.googlecode.cqengine.query.QueryFactory.threshold;

/**
 * CQEngine: an indexed collection of immutable objects. An update replaces one by another.
 * <p>
 * Ordered queries: the range walks the index in order, as its manual advises when the limit is small. The conjunction
 * takes the compound index on both equalities, which is several times faster for it than the walk in order.
 */
final class CqEngine implements DirectoryEngine
{
    private static final SimpleAttribute<UserRow, Long> ID = attribute("id", Long.class, UserRow::id);
    private static final SimpleAttribute<UserRow, String> NAME = attribute("name", String.class, UserRow::name);
    private static final SimpleAttribute<UserRow, Integer> NODE = attribute("node", Integer.class, UserRow::node);
    private static final SimpleAttribute<UserRow, Byte> STATE = attribute("state", Byte.class, UserRow::state);
    private static final SimpleAttribute<UserRow, Long> PARTY = attribute("party", Long.class, UserRow::party);
    private static final SimpleAttribute<UserRow, Long> GUILD = attribute("guild", Long.class, UserRow::guild);
    private static final SimpleAttribute<UserRow, Long> INSTANCE =
        attribute("instance", Long.class, UserRow::instance);
    private static final SimpleAttribute<UserRow, Integer> RATING =
        attribute("rating", Integer.class, UserRow::rating);

    private final IndexedCollection<UserRow> users = new ConcurrentIndexedCollection<>();
    private final QueryOptions walkInOrder = queryOptions(orderBy(ascending(RATING), ascending(ID)),
        applyThresholds(threshold(EngineThresholds.INDEX_ORDERING_SELECTIVITY, 1.0)));
    private final QueryOptions sortAfterwards = queryOptions(orderBy(ascending(RATING), ascending(ID)),
        applyThresholds(threshold(EngineThresholds.INDEX_ORDERING_SELECTIVITY, 0.0)));

    CqEngine()
    {
        users.addIndex(UniqueIndex.onAttribute(ID));
        users.addIndex(UniqueIndex.onAttribute(NAME));
        users.addIndex(nodeAndState());
        users.addIndex(HashIndex.onAttribute(NODE));
        users.addIndex(small(PARTY));
        users.addIndex(HashIndex.onAttribute(GUILD));
        users.addIndex(small(INSTANCE));
        users.addIndex(NavigableIndex.onAttribute(RATING));
    }

    @Override
    public String indexes()
    {
        return "unique id, name; hash node, party, guild, instance; compound (node, state); navigable rating";
    }

    @Override
    public void insert(final UserRow row)
    {
        users.add(row);
    }

    @Override
    public void rate(final long id, final int rating, final long seenMs)
    {
        final UserRow row = only(equal(ID, id));
        users.update(List.of(row), List.of(row.rated(rating, seenMs)));
    }

    @Override
    public void seat(final long id, final long instance, final long seenMs)
    {
        final UserRow row = only(equal(ID, id));
        users.update(List.of(row), List.of(row.seated(instance, seenMs)));
    }

    @Override
    public void remove(final long id)
    {
        users.remove(only(equal(ID, id)));
    }

    @Override
    public void flush()
    {
        // A change is done when its call returns.
    }

    @Override
    public long lookUp(final long id)
    {
        return glanceAt(only(equal(ID, id)));
    }

    @Override
    public long lookUp(final String name)
    {
        return glanceAt(only(equal(NAME, name)));
    }

    @Override
    public void guild(final long guild, final Answer answer)
    {
        try (ResultSet<UserRow> found = users.retrieve(equal(GUILD, guild)))
        {
            for (final UserRow row : found)
            {
                answer.add(row.id());
            }
        }
    }

    @Override
    public void ratedFrom(final int rating, final Answer answer)
    {
        ask(greaterThanOrEqualTo(RATING, rating), walkInOrder, RANGE_LIMIT, answer);
    }

    @Override
    public void find(final Conjunction conjunction, final Answer answer)
    {
        // The inner conjunction, of equalities alone, is what a compound index can answer.
        ask(and(and(equal(NODE, conjunction.node()), equal(STATE, conjunction.state())),
            between(RATING, conjunction.low(), conjunction.high())), sortAfterwards, Conjunction.LIMIT, answer);
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

    private UserRow only(final Query<UserRow> query)
    {
        try (ResultSet<UserRow> found = users.retrieve(query))
        {
            final Iterator<UserRow> rows = found.iterator();
            return rows.hasNext() ? rows.next() : null;
        }
    }

    private void ask(final Query<UserRow> query, final QueryOptions options, final int limit, final Answer answer)
    {
        try (ResultSet<UserRow> found = users.retrieve(query, options))
        {
            final Iterator<UserRow> rows = found.iterator();
            for (int i = 0; i < limit && rows.hasNext(); i++)
            {
                answer.add(rows.next().id());
            }
        }
    }

    private static long glanceAt(final UserRow row)
    {
        return row == null ? NOBODY : DirectoryEngine.glance(row.rating(), row.instance());
    }

    @SuppressWarnings("unchecked") // The array is made for the call and seen by nobody else.
    private static CompoundIndex<UserRow> nodeAndState()
    {
        return CompoundIndex.onAttributes(NODE, STATE);
    }

    /** Many groups of few members: CQEngine has a set for that which takes less memory. */
    private static HashIndex<Long, UserRow> small(final SimpleAttribute<UserRow, Long> attribute)
    {
        return HashIndex.onAttribute(
            new HashIndex.DefaultIndexMapFactory<>(), new HashIndex.CompactValueSetFactory<>(), attribute);
    }

    private static <T> SimpleAttribute<UserRow, T> attribute(
        final String name, final Class<T> type, final Function<UserRow, T> getter)
    {
        return new SimpleAttribute<>(UserRow.class, type, name)
        {
            @Override
            public T getValue(final UserRow row, final QueryOptions options)
            {
                return getter.apply(row);
            }
        };
    }
}
