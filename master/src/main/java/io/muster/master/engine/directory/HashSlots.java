package io.muster.master.engine.directory;

/**
 * Finds slots by a key, or nearly: open addressing, eight bytes an entry, no holes after a removal. An entry is a slot
 * and half of its key's hash, so a slot that is found is looked at by the asker, who knows the whole key. There is no
 * way to iterate it.
 * <p>
 * Grows by doubling, which allocates, and never shrinks.
 */
final class HashSlots
{
    private static final int ENTRIES_MIN = 1024;
    private static final long MIX = 0x9E37_79B9_7F4A_7C15L;

    /** High half: of the hash. Low half: one more than the slot, so that 0 is a hole. */
    private long[] table = new long[ENTRIES_MIN];
    private int mask = ENTRIES_MIN - 1;
    private int size;

    /** First entry that a key may have, or -1. */
    int find(final long key)
    {
        final int hash = hash(key);
        return findFrom(hash & mask, hash);
    }

    /** Next entry that the same key may have, or -1. */
    int findNext(final int entry, final long key)
    {
        return findFrom((entry + 1) & mask, hash(key));
    }

    private int findFrom(final int first, final int hash)
    {
        int entry = first;
        while (table[entry] != 0)
        {
            if (hashAt(entry) == hash)
            {
                return entry;
            }
            entry = (entry + 1) & mask;
        }
        return -1;
    }

    int slotAt(final int entry)
    {
        return (int)table[entry] - 1;
    }

    void put(final long key, final int slot)
    {
        if (2 * (size + 1) > mask)
        {
            grow();
        }
        size++;
        place((long)hash(key) << Integer.SIZE | slot + 1);
    }

    private void place(final long entry)
    {
        int index = (int)(entry >>> Integer.SIZE) & mask;
        while (table[index] != 0)
        {
            index = (index + 1) & mask;
        }
        table[index] = entry;
    }

    private void grow()
    {
        final long[] old = table;
        table = new long[2 * old.length];
        mask = table.length - 1;
        for (final long entry : old)
        {
            if (entry != 0)
            {
                place(entry);
            }
        }
    }

    void remove(final long key, final int slot)
    {
        int entry = find(key);
        while (entry >= 0 && slotAt(entry) != slot)
        {
            entry = findNext(entry, key);
        }
        if (entry < 0)
        {
            throw new IllegalStateException("slot " + slot + " is not linked by key " + key);
        }
        size--;
        closeHole(entry);
    }

    /** Move back what could not be put nearer to its home, so that a search may end at the first hole. */
    private void closeHole(final int removed)
    {
        int hole = removed;
        int entry = (hole + 1) & mask;
        while (table[entry] != 0)
        {
            final int home = hashAt(entry) & mask;
            if ((entry - home & mask) >= (entry - hole & mask))
            {
                table[hole] = table[entry];
                hole = entry;
            }
            entry = (entry + 1) & mask;
        }
        table[hole] = 0;
    }

    int size()
    {
        return size;
    }

    private int hashAt(final int entry)
    {
        return (int)(table[entry] >>> Integer.SIZE);
    }

    private static int hash(final long key)
    {
        return (int)(key * MIX >>> Integer.SIZE);
    }
}
