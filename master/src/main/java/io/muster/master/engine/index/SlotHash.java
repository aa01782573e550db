package io.muster.master.engine.index;

import io.muster.master.engine.slab.Slab;

/**
 * Finds slots by a hash of what their records hold; the keys themselves stay in the records.
 * <p>
 * Extendible hashing (Fagin and others, 1979): the first bits of the hash choose one of many small tables, and a
 * table that is full is split in two. So growing never moves more than one small table, at any size. Inside, open
 * addressing with linear probing; deletion shifts back, so there are no tombstones. An entry is a slot and five bits
 * of the hash, which spare 31 of 32 looks at records that are not meant.
 */
final class SlotHash
{
    private static final int TABLE_LENGTH = 1024;
    private static final int TABLE_MASK = TABLE_LENGTH - 1;
    private static final int TABLE_COUNT_MAX = TABLE_LENGTH * 13 / 16;
    private static final int DEPTH_MAX = 22;
    private static final int SLOT_BITS = 27;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;

    private final Keys keys;
    private Table[] tables = {new Table(0)};
    private int depth;
    private int tableCount = 1;

    SlotHash(final Keys keys)
    {
        this.keys = keys;
    }

    /** The slot that {@link Keys#isSought}, or {@link Slab#NONE}. */
    int find(final long hash)
    {
        final int[] entries = table(hash).entries;
        final int tag = tag(hash);
        int at = home(hash);
        int entry = entries[at];
        while (entry != 0)
        {
            if (entry >>> SLOT_BITS == tag && keys.isSought(slotOf(entry)))
            {
                return slotOf(entry);
            }
            at = at + 1 & TABLE_MASK;
            entry = entries[at];
        }
        return Slab.NONE;
    }

    /** Put a slot in that is not in. */
    void add(final long hash, final int slot)
    {
        Table table = table(hash);
        while (table.count >= TABLE_COUNT_MAX)
        {
            split(table, hash);
            table = table(hash);
        }
        table.add(hash, slot);
    }

    /** Take a slot out that is in. */
    void remove(final long hash, final int slot)
    {
        final Table table = table(hash);
        final int at = table.indexOf(hash, slot);
        table.count--;
        table.shiftBack(at, keys);
    }

    /** Replace a slot by another whose record has the same key. */
    void replace(final long hash, final int slot, final int bySlot)
    {
        final Table table = table(hash);
        table.entries[table.indexOf(hash, slot)] = entry(hash, bySlot);
    }

    long bytes()
    {
        return (long)tableCount * (TABLE_LENGTH * Integer.BYTES + 40) + (long)tables.length * Integer.BYTES;
    }

    private Table table(final long hash)
    {
        return tables[depth == 0 ? 0 : (int)(hash >>> Long.SIZE - depth)];
    }

    private void split(final Table full, final long hash)
    {
        if (full.depth == DEPTH_MAX)
        {
            throw new IllegalStateException("hashes collide");
        }
        if (full.depth == depth)
        {
            doubleTables();
        }

        final Table low = new Table(full.depth + 1);
        final Table high = new Table(full.depth + 1);
        for (final int entry : full.entries)
        {
            if (entry != 0)
            {
                final long entryHash = keys.hashOf(slotOf(entry));
                final boolean isHigh = (entryHash >>> Long.SIZE - 1 - full.depth & 1) != 0;
                (isHigh ? high : low).add(entryHash, slotOf(entry));
            }
        }
        tableCount++;
        point(full, hash, low, high);
    }

    private void point(final Table full, final long hash, final Table low, final Table high)
    {
        final int share = 1 << depth - full.depth;
        final int first = (int)(hash >>> Long.SIZE - depth) & -share;
        for (int i = 0; i < share; i++)
        {
            tables[first + i] = i < share / 2 ? low : high;
        }
    }

    private void doubleTables()
    {
        final Table[] doubled = new Table[tables.length * 2];
        for (int i = 0; i < doubled.length; i++)
        {
            doubled[i] = tables[i / 2];
        }
        tables = doubled;
        depth++;
    }

    private static int home(final long hash)
    {
        return (int)hash & TABLE_MASK;
    }

    private static int tag(final long hash)
    {
        return (int)(hash >>> 10) & 31;
    }

    private static int entry(final long hash, final int slot)
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
    }

    private static final class Table
    {
        private final int[] entries = new int[TABLE_LENGTH];
        private final int depth;
        private int count;

        private Table(final int depth)
        {
            this.depth = depth;
        }

        private void add(final long hash, final int slot)
        {
            int at = home(hash);
            while (entries[at] != 0)
            {
                at = at + 1 & TABLE_MASK;
            }
            entries[at] = entry(hash, slot);
            count++;
        }

        private int indexOf(final long hash, final int slot)
        {
            final int wanted = entry(hash, slot);
            int at = home(hash);
            while (entries[at] != wanted)
            {
                if (entries[at] == 0)
                {
                    throw new IllegalStateException("slot " + slot + " is not in the index");
                }
                at = at + 1 & TABLE_MASK;
            }
            return at;
        }

        /** Close the hole, so that no probe stops short of what lies behind it. */
        private void shiftBack(final int from, final Keys keys)
        {
            int hole = from;
            int at = hole + 1 & TABLE_MASK;
            while (entries[at] != 0)
            {
                final int home = home(keys.hashOf(slotOf(entries[at])));
                if ((at - home & TABLE_MASK) >= (at - hole & TABLE_MASK))
                {
                    entries[hole] = entries[at];
                    hole = at;
                }
                at = at + 1 & TABLE_MASK;
            }
            entries[hole] = 0;
        }
    }
}
