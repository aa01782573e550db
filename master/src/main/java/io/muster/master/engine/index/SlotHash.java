package io.muster.master.engine.index;

import io.muster.master.engine.slab.Pages;
import io.muster.master.engine.slab.Slab;
import org.agrona.UnsafeApi;

import java.util.Arrays;

/**
 * Finds slots by a hash of what their records hold; the keys themselves stay in the records.
 * <p>
 * Extendible hashing (Fagin and others, 1979): the first bits of the hash choose one of many small tables, and a
 * table that is full is split in two. So growing never moves more than one small table, at any size; only the numbers
 * of the tables' pages are copied when they double, which is 64 KiB at ten million slots. Inside a table, open
 * addressing with linear probing; deletion shifts back, so there are no tombstones. An entry is a slot and five bits
 * of the hash, which spare 31 of 32 looks at records that are not meant.
 * <p>
 * Whoever makes up keys with equal hashes makes them slow to find, and nothing worse: a table whose hashes share more
 * bits than chance explains is not split, but gets another one behind it.
 */
final class SlotHash
{
    private static final int TABLE_LENGTH = 1024;
    private static final int TABLE_MASK = TABLE_LENGTH - 1;
    private static final int TABLE_COUNT_MAX = TABLE_LENGTH * 13 / 16;
    private static final int TABLE_COUNT_GOOD = TABLE_LENGTH * 11 / 16;
    private static final int DEPTH_MAX = 22;
    /** Bits that the hashes of a table may share beyond those that tell apart as many tables as there are. */
    private static final int DEPTH_SPARE = 4;
    private static final int SLOT_BITS = 27;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final Keys keys;
    private final Pages pages = new Pages(TABLE_LENGTH * Integer.BYTES);
    private final int[] splitSlots = new int[TABLE_COUNT_MAX];
    private final long[] splitHashes = new long[TABLE_COUNT_MAX];
    /** The page of the table for each beginning of a hash that is as long as the depth. */
    private int[] tables = new int[1];
    /** By page: entries, and bits that all of them begin with. */
    private short[] counts = new short[1];
    private byte[] depths = new byte[1];
    /** By page: the page of the table behind it, and 0 for none, for the first page is behind no other. */
    private int[] overflows = new int[1];
    private int depth;

    SlotHash(final Keys keys)
    {
        this.keys = keys;
        tables[0] = newTable(0);
    }

    /** The slot that {@link Keys#isSought}, or {@link Slab#NONE}. */
    int find(final long hash)
    {
        int table = table(hash);
        int slot = findIn(table, hash);
        while (slot == Slab.NONE && overflows[table] != 0)
        {
            table = overflows[table];
            slot = findIn(table, hash);
        }
        return slot;
    }

    /**
     * The slot that is probably {@link Keys#isSought}, to be looked at before {@link #find}; or {@link Slab#NONE}.
     * <p>
     * It is the first of four entries that has the bits of the hash. Which of the four that is can't be foreseen, and a
     * processor that guesses wrong stops reading ahead: so all are looked at, and one is picked without a branch.
     */
    int likely(final long hash)
    {
        final long entries = pages.address(table(hash));
        final int tag = tag(hash);
        final int home = home(hash);
        final int first = UnsafeApi.getInt(entries + (long)home * Integer.BYTES);
        final int second = UnsafeApi.getInt(entries + (long)(home + 1 & TABLE_MASK) * Integer.BYTES);
        final int third = UnsafeApi.getInt(entries + (long)(home + 2 & TABLE_MASK) * Integer.BYTES);
        final int fourth = UnsafeApi.getInt(entries + (long)(home + 3 & TABLE_MASK) * Integer.BYTES);
        return slotOf(pick(first, tag, pick(second, tag, pick(third, tag, fourth))));
    }

    /** The entry if it has these bits of its hash, else another one. */
    private static int pick(final int entry, final int tag, final int other)
    {
        final int isIt = (entry >>> SLOT_BITS ^ tag) - 1 >> Integer.SIZE - 1;
        return entry & isIt | other & ~isIt;
    }

    /** Put a slot in that is not in. */
    void add(final long hash, final int slot)
    {
        int table = table(hash);
        while (counts[table] == TABLE_COUNT_MAX && overflows[table] == 0 && depths[table] < depthMax())
        {
            split(table, hash);
            table = table(hash);
        }
        addTo(withRoom(table), hash, slot);
    }

    /** Take a slot out that is in. */
    void remove(final long hash, final int slot)
    {
        final int table = tableWith(hash, slot);
        final int at = indexOf(table, hash, slot);
        counts[table]--;
        shiftBack(table, at);
    }

    /** Replace a slot by another whose record has the same key. */
    void replace(final long hash, final int slot, final int bySlot)
    {
        final int table = tableWith(hash, slot);
        entry(table, indexOf(table, hash, slot), entryOf(hash, bySlot));
    }

    /** Nothing is in: make tables for so many slots at once. */
    void reserve(final int count)
    {
        while ((long)TABLE_COUNT_GOOD << depth < count && depth < DEPTH_MAX)
        {
            depth++;
        }
        final int lowest = tables[0];
        tables = new int[1 << depth];
        depths[lowest] = (byte)depth;
        tables[0] = lowest;
        for (int i = 1; i < tables.length; i++)
        {
            tables[i] = newTable(depth);
        }
    }

    long bytes()
    {
        return pages.bytes() + (long)tables.length * Integer.BYTES + counts.length * 7L +
            TABLE_COUNT_MAX * (Integer.BYTES + Long.BYTES);
    }

    private int table(final long hash)
    {
        return tables[depth == 0 ? 0 : (int)(hash >>> Long.SIZE - depth)];
    }

    private int findIn(final int table, final long hash)
    {
        final long entries = pages.address(table);
        final int tag = tag(hash);
        int at = home(hash);
        int entry = UnsafeApi.getInt(entries + (long)at * Integer.BYTES);
        while (entry != 0)
        {
            if (entry >>> SLOT_BITS == tag && keys.isSought(slotOf(entry)))
            {
                return slotOf(entry);
            }
            at = at + 1 & TABLE_MASK;
            entry = UnsafeApi.getInt(entries + (long)at * Integer.BYTES);
        }
        return Slab.NONE;
    }

    private int tableWith(final long hash, final int slot)
    {
        int table = table(hash);
        while (indexOf(table, hash, slot) == Slab.NONE)
        {
            table = overflows[table];
            if (table == 0)
            {
                throw new IllegalStateException("slot " + slot + " is not in the index");
            }
        }
        return table;
    }

    private int depthMax()
    {
        return Math.min(DEPTH_MAX, Integer.SIZE - Integer.numberOfLeadingZeros(pages.limit()) + DEPTH_SPARE);
    }

    /** The table, or one behind it. */
    private int withRoom(final int first)
    {
        int table = first;
        while (counts[table] == TABLE_COUNT_MAX)
        {
            if (overflows[table] == 0)
            {
                final int added = newTable(depths[table]);
                overflows[table] = added;
            }
            table = overflows[table];
        }
        return table;
    }

    private int entry(final int table, final int at)
    {
        return UnsafeApi.getInt(pages.address(table) + (long)at * Integer.BYTES);
    }

    private void entry(final int table, final int at, final int entry)
    {
        UnsafeApi.putInt(pages.address(table) + (long)at * Integer.BYTES, entry);
    }

    private void addTo(final int table, final long hash, final int slot)
    {
        int at = home(hash);
        while (entry(table, at) != 0)
        {
            at = at + 1 & TABLE_MASK;
        }
        entry(table, at, entryOf(hash, slot));
        counts[table]++;
    }

    private int indexOf(final int table, final long hash, final int slot)
    {
        final int wanted = entryOf(hash, slot);
        int at = home(hash);
        int entry = entry(table, at);
        while (entry != wanted)
        {
            if (entry == 0)
            {
                return Slab.NONE;
            }
            at = at + 1 & TABLE_MASK;
            entry = entry(table, at);
        }
        return at;
    }

    /** Close the hole, so that no probe stops short of what lies behind it. */
    private void shiftBack(final int table, final int from)
    {
        int hole = from;
        int at = hole + 1 & TABLE_MASK;
        int entry = entry(table, at);
        while (entry != 0)
        {
            final int home = home(keys.hashOf(slotOf(entry)));
            if ((at - home & TABLE_MASK) >= (at - hole & TABLE_MASK))
            {
                entry(table, hole, entry);
                hole = at;
            }
            at = at + 1 & TABLE_MASK;
            entry = entry(table, at);
        }
        entry(table, hole, 0);
    }

    /** The upper half of a full table's hashes goes to a new one. */
    private void split(final int full, final long hash)
    {
        final int fullDepth = depths[full];
        if (fullDepth == depth)
        {
            doubleTables();
        }

        takeOut(full);
        depths[full]++;
        final int high = newTable(fullDepth + 1);
        for (int i = 0; i < TABLE_COUNT_MAX; i++)
        {
            final boolean isHigh = (splitHashes[i] >>> Long.SIZE - 1 - fullDepth & 1) != 0;
            addTo(isHigh ? high : full, splitHashes[i], splitSlots[i]);
        }
        final int share = 1 << depth - fullDepth;
        final int first = (int)(hash >>> Long.SIZE - depth) & -share;
        Arrays.fill(tables, first + share / 2, first + share, high);
    }

    /** The records are looked at in a loop of its own, so that the processor waits for many of them at once. */
    private void takeOut(final int full)
    {
        int length = 0;
        for (int at = 0; at < TABLE_LENGTH; at++)
        {
            final int entry = entry(full, at);
            if (entry != 0)
            {
                splitSlots[length++] = slotOf(entry);
            }
        }
        for (int i = 0; i < length; i++)
        {
            splitHashes[i] = keys.hashOf(splitSlots[i]);
        }
        pages.clear(full);
        counts[full] = 0;
    }

    private void doubleTables()
    {
        final int[] doubled = new int[tables.length * 2];
        for (int i = 0; i < doubled.length; i++)
        {
            doubled[i] = tables[i / 2];
        }
        tables = doubled;
        depth++;
    }

    private int newTable(final int tableDepth)
    {
        final int table = pages.allocate();
        if (table >= counts.length)
        {
            counts = Arrays.copyOf(counts, counts.length * 2);
            depths = Arrays.copyOf(depths, depths.length * 2);
            overflows = Arrays.copyOf(overflows, overflows.length * 2);
        }
        depths[table] = (byte)tableDepth;
        return table;
    }

    private static int home(final long hash)
    {
        return (int)hash & TABLE_MASK;
    }

    private static int tag(final long hash)
    {
        return (int)(hash >>> 10) & 31;
    }

    private static int entryOf(final long hash, final int slot)
    {
        return tag(hash) << SLOT_BITS | slot + 1;
    }

    private static int slotOf(final int entry)
    {
        return (entry & SLOT_MASK) - 1;
    }

    /** What the hash does not know: the keys in the records, and the one that is sought. */
    interface Keys
    {
        /** The hash of the key in the record at a slot. */
        long hashOf(int slot);

        /** Does the record at this slot have the key that is sought? */
        boolean isSought(int slot);

        /** Is the record at this slot one that the hash holds, by what the record says? */
        boolean isKept(int slot);
    }
}
