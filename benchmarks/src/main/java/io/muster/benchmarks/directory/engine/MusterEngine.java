package io.muster.benchmarks.directory.engine;

import io.muster.master.engine.index.GroupIndex;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.index.UniqueTextIndex;
import io.muster.master.engine.query.Page;
import io.muster.master.engine.query.Query;
import io.muster.master.engine.query.Search;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;

/** The master's own table. */
public final class MusterEngine implements DirectoryEngine
{
    private static final Field ID = new Field("id", 0, 8);
    private static final Field RATING = new Field("rating", 8, 4);
    /** Its slot: a master has at most 4,096 nodes. */
    private static final Field NODE = new Field("node", 12, 2);
    private static final Field STATE = new Field("state", 14, 1);
    private static final Field INSTANCE = new Field("instance", 16, 8);
    private static final Field PARTY = new Field("party", 24, 8);
    private static final Field GUILD = new Field("guild", 32, 8);
    private static final Field CREATED = new Field("created", 40, 8);
    private static final Field SEEN = new Field("seen", 48, 8);
    private static final Field NAME = new Field("name", 56, 32);
    private static final int BLOCK_BYTES = 88;

    private final Table table;
    private final Slab slab;
    private final Search search;
    private final Query query = new Query();
    private final UniqueTextIndex names;
    private final GroupIndex guilds;
    private final UnsafeBuffer text = new UnsafeBuffer(new byte[NAME.bytes()]);

    /** An empty table. */
    public MusterEngine()
    {
        table = newTable();
        slab = table.slab();
        search = new Search(table);
        names = (UniqueTextIndex)table.index(Indexed.Kind.UNIQUE_TEXT, NAME);
        guilds = (GroupIndex)table.index(Indexed.Kind.GROUP, GUILD);
    }

    /** A table like the one that is measured. */
    public static Table newTable()
    {
        return new Table("users", BLOCK_BYTES, Slab.RECORDS_MAX, ID, List.of(
            new Indexed(Indexed.Kind.UNIQUE_TEXT, NAME),
            new Indexed(Indexed.Kind.GROUP, NODE),
            new Indexed(Indexed.Kind.GROUP, PARTY),
            new Indexed(Indexed.Kind.GROUP, GUILD),
            new Indexed(Indexed.Kind.GROUP, INSTANCE),
            new Indexed(Indexed.Kind.SORTED, RATING),
            new Indexed(Indexed.Kind.SORTED_WITHIN, RATING, List.of(NODE, STATE))));
    }

    /** The table that is measured. */
    public Table table()
    {
        return table;
    }

    @Override
    public String indexes()
    {
        return "unique id, name; groups node, party, guild, instance; sorted rating, and rating within (node, state)";
    }

    @Override
    public void insert(final UserRow row)
    {
        final int slot = table.allocate();
        slab.put(slot, ID, row.id());
        slab.putText(slot, NAME, text, 0, text.putStringWithoutLengthAscii(0, row.name()));
        slab.put(slot, PARTY, row.party());
        slab.put(slot, GUILD, row.guild());
        slab.put(slot, INSTANCE, row.instance());
        slab.put(slot, CREATED, row.createdMs());
        slab.put(slot, SEEN, row.seenMs());
        slab.put(slot, RATING, row.rating());
        slab.put(slot, NODE, row.node());
        slab.put(slot, STATE, row.state());
        table.link(slot);
    }

    @Override
    public void rate(final long id, final int rating, final long seenMs)
    {
        final int slot = table.find(id);
        table.put(slot, RATING, rating);
        slab.put(slot, SEEN, seenMs);
    }

    @Override
    public void seat(final long id, final long instance, final long seenMs)
    {
        final int slot = table.find(id);
        table.put(slot, INSTANCE, instance);
        slab.put(slot, SEEN, seenMs);
    }

    @Override
    public void remove(final long id)
    {
        table.remove(table.find(id));
    }

    @Override
    public void flush()
    {
        // A change is done when its call returns.
    }

    @Override
    public long lookUp(final long id)
    {
        return glanceAt(table.find(id));
    }

    @Override
    public long lookUp(final String name)
    {
        return glanceAt(names.find(text, 0, text.putStringWithoutLengthAscii(0, name)));
    }

    @Override
    public void guild(final long guild, final Answer answer)
    {
        for (int slot = guilds.first(guild); slot != Slab.NONE; slot = guilds.next(slot))
        {
            answer.add(slab.get(slot, ID));
        }
    }

    @Override
    public void ratedFrom(final int rating, final Answer answer)
    {
        query.reset().between(RATING, rating, Long.MAX_VALUE).orderBy(RATING).limit(RANGE_LIMIT);
        take(search.run(query), answer);
    }

    @Override
    public void find(final Conjunction conjunction, final Answer answer)
    {
        query.reset()
            .equalTo(NODE, conjunction.node())
            .equalTo(STATE, conjunction.state())
            .between(RATING, conjunction.low(), conjunction.high())
            .orderBy(RATING)
            .limit(Conjunction.LIMIT);
        take(search.run(query), answer);
    }

    @Override
    public long bytesUsed()
    {
        return Memory.heapBytes() + Memory.directBytes();
    }

    @Override
    public long bytesCounted()
    {
        return table.bytes();
    }

    @Override
    public void close()
    {
        // The memory goes with the process.
    }

    private long glanceAt(final int slot)
    {
        return slot == Slab.NONE ? NOBODY :
            DirectoryEngine.glance((int)slab.get(slot, RATING), slab.get(slot, INSTANCE));
    }

    private void take(final Page page, final Answer answer)
    {
        for (int i = 0; i < page.size(); i++)
        {
            answer.add(slab.get(page.slot(i), ID));
        }
    }
}
