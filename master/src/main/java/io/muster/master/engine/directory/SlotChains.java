package io.muster.master.engine.directory;

import java.util.Arrays;

/**
 * Groups of slots: a chain a group, threaded through the slots. A slot is in at most one group of one SlotChains.
 * <p>
 * Links of slots grow by doubling, which allocates, and never shrink.
 */
final class SlotChains
{
    static final int NONE = -1;

    private static final int FIRST = 0;
    private static final int LAST = 1;
    private static final int SIZE = 2;
    private static final int GROUP_INTS = 3;
    private static final int SLOTS_MIN = 1024;

    private final int[] groups;
    private int[] links = new int[2 * SLOTS_MIN];

    SlotChains(final int groupsMax)
    {
        groups = new int[GROUP_INTS * groupsMax];
        for (int group = 0; group < groupsMax; group++)
        {
            groups[GROUP_INTS * group + FIRST] = NONE;
            groups[GROUP_INTS * group + LAST] = NONE;
        }
    }

    void append(final int group, final int slot)
    {
        insertBefore(group, NONE, slot);
    }

    /** Insert before a slot of the group; before {@link #NONE} is at the end. */
    void insertBefore(final int group, final int next, final int slot)
    {
        if (2 * slot >= links.length)
        {
            links = Arrays.copyOf(links, Math.max(2 * links.length, 2 * slot + 2));
        }
        final int previous = next == NONE ? last(group) : previous(next);
        links[2 * slot] = next;
        links[2 * slot + 1] = previous;
        setNext(group, previous, slot);
        setPrevious(group, next, slot);
        groups[GROUP_INTS * group + SIZE]++;
    }

    void remove(final int group, final int slot)
    {
        setNext(group, previous(slot), next(slot));
        setPrevious(group, next(slot), previous(slot));
        groups[GROUP_INTS * group + SIZE]--;
    }

    int first(final int group)
    {
        return groups[GROUP_INTS * group + FIRST];
    }

    int last(final int group)
    {
        return groups[GROUP_INTS * group + LAST];
    }

    int size(final int group)
    {
        return groups[GROUP_INTS * group + SIZE];
    }

    int next(final int slot)
    {
        return links[2 * slot];
    }

    private int previous(final int slot)
    {
        return links[2 * slot + 1];
    }

    private void setNext(final int group, final int slot, final int next)
    {
        if (slot == NONE)
        {
            groups[GROUP_INTS * group + FIRST] = next;
        }
        else
        {
            links[2 * slot] = next;
        }
    }

    private void setPrevious(final int group, final int slot, final int previous)
    {
        if (slot == NONE)
        {
            groups[GROUP_INTS * group + LAST] = previous;
        }
        else
        {
            links[2 * slot + 1] = previous;
        }
    }
}
