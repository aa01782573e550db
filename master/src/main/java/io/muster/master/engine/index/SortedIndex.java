package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;

import java.util.ArrayDeque;

/**
 * All records in the order of a number, and of their id where the number is the same.
 * <p>
 * A B+ tree whose branches count what is below them, so that the size of any range is known in a few steps. A full
 * node is split on the way down; a leaf that shrinks below a quarter joins its neighbour if both fit well into one.
 * Nodes that are no longer used are kept for later, so a tree that has grown allocates no more.
 */
public final class SortedIndex implements Index
{
    private static final int LEVELS_MAX = 12;
    private static final long LEAF_BYTES = SortedLeaf.ENTRIES_MAX * (Long.BYTES + Integer.BYTES) + 64;
    private static final long BRANCH_BYTES = SortedBranch.CHILDREN_MAX * (2 * Long.BYTES + 2 * Integer.BYTES) + 96;
    private static final int LEAF_LOW = SortedLeaf.ENTRIES_MAX / 4;
    private static final int LEAF_GOOD = SortedLeaf.ENTRIES_MAX * 3 / 4;

    private final Slab slab;
    private final Field field;
    private final Field idField;
    private final ArrayDeque<SortedLeaf> spareLeaves = new ArrayDeque<>();
    private final ArrayDeque<SortedBranch> spareBranches = new ArrayDeque<>();
    private final SortedBranch[] path = new SortedBranch[LEVELS_MAX];
    private final int[] pathIndexes = new int[LEVELS_MAX];
    private Object root = new SortedLeaf();
    private int count;
    private long nodeBytes = LEAF_BYTES;

    /**
     * An index over a slab without records.
     *
     * @param field   to be ordered by.
     * @param idField unique among the records, to order what is equal.
     */
    public SortedIndex(final Slab slab, final Field field, final Field idField)
    {
        this.slab = slab;
        this.field = field;
        this.idField = idField;
    }

    /** Records. */
    public int count()
    {
        return count;
    }

    /** Records whose number is from low to high, both included. */
    public int count(final long low, final long high)
    {
        return low > high ? 0 : rank(high, Long.MAX_VALUE) - rank(low, Long.MIN_VALUE);
    }

    /** The number that this index orders by, of a record. */
    public long valueOf(final int slot)
    {
        return slab.get(slot, field);
    }

    @Override
    public void link(final int slot)
    {
        final long value = slab.get(slot, field);
        final long id = slab.get(slot, idField);
        if (isFull(root))
        {
            raiseRoot();
        }

        Object node = root;
        while (node instanceof SortedBranch branch)
        {
            int at = branch.childFor(value, id);
            if (isFull(branch.children[at]))
            {
                splitChild(branch, at);
                at = branch.childFor(value, id);
            }
            branch.counts[at]++;
            node = branch.children[at];
        }
        final SortedLeaf leaf = (SortedLeaf)node;
        leaf.insert(indexIn(leaf, value, id), value, slot);
        count++;
    }

    @Override
    public void unlink(final int slot)
    {
        final long value = slab.get(slot, field);
        final long id = slab.get(slot, idField);
        Object node = root;
        int depth = 0;
        while (node instanceof SortedBranch branch)
        {
            final int at = branch.childFor(value, id);
            branch.counts[at]--;
            path[depth] = branch;
            pathIndexes[depth++] = at;
            node = branch.children[at];
        }
        final SortedLeaf leaf = (SortedLeaf)node;
        final int at = indexIn(leaf, value, id);
        if (at == leaf.size || leaf.slots[at] != slot)
        {
            throw new IllegalStateException("slot " + slot + " is not in the index");
        }
        leaf.remove(at);
        count--;
        if (leaf.size < LEAF_LOW && depth > 0)
        {
            shrink(leaf, depth - 1);
        }
    }

    @Override
    public long bytes()
    {
        return nodeBytes;
    }

    /** The leaf that a key lies in, or would. */
    SortedLeaf leafFor(final long value, final long id)
    {
        Object node = root;
        while (node instanceof SortedBranch branch)
        {
            node = branch.children[branch.childFor(value, id)];
        }
        return (SortedLeaf)node;
    }

    /** Where a key lies in a leaf, or would: the number of entries below it. */
    int indexIn(final SortedLeaf leaf, final long value, final long id)
    {
        int low = 0;
        int high = leaf.size;
        while (low < high)
        {
            final int middle = low + high >>> 1;
            final long other = leaf.values[middle];
            if (other < value || other == value && slab.get(leaf.slots[middle], idField) < id)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }
        return low;
    }

    /** All records are in the slab, and none is in this index: sort them, and make the tree from below. */
    void rebuild()
    {
        final int length = slab.count();
        final int[] slots = new int[length];
        final long[] keys = new long[length];
        int at = 0;
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            slots[at++] = slot;
        }
        sortBy(idField, keys, slots);
        sortBy(field, keys, slots);
        build(slots, length);
    }

    private void sortBy(final Field by, final long[] keys, final int[] slots)
    {
        for (int i = 0; i < slots.length; i++)
        {
            keys[i] = slab.get(slots[i], by);
        }
        RadixSort.sort(keys, slots);
    }

    private void build(final int[] slots, final int length)
    {
        SortedLeaf last = (SortedLeaf)root;
        final Object[] nodes = new Object[length / LEAF_GOOD + 2];
        int nodesLength = 0;
        nodes[nodesLength++] = last;
        for (int i = 0; i < length; i++)
        {
            if (last.size == LEAF_GOOD)
            {
                final SortedLeaf leaf = newLeaf();
                last.insertAfter(leaf);
                last = leaf;
                nodes[nodesLength++] = leaf;
            }
            last.insert(last.size, slab.get(slots[i], field), slots[i]);
        }
        count = length;
        while (nodesLength > 1)
        {
            nodesLength = buildBranches(nodes, nodesLength);
        }
        root = nodes[0];
    }

    private int buildBranches(final Object[] nodes, final int length)
    {
        int branches = 0;
        SortedBranch branch = null;
        for (int i = 0; i < length; i++)
        {
            final Object child = nodes[i];
            if (branch == null || branch.size == SortedBranch.CHILDREN_MAX * 3 / 4)
            {
                branch = newBranch();
                nodes[branches++] = branch;
            }
            append(branch, child);
        }
        return branches;
    }

    private int rank(final long value, final long id)
    {
        int below = 0;
        Object node = root;
        while (node instanceof SortedBranch branch)
        {
            final int at = branch.childFor(value, id);
            for (int i = 0; i < at; i++)
            {
                below += branch.counts[i];
            }
            node = branch.children[at];
        }
        return below + indexIn((SortedLeaf)node, value, id);
    }

    private void raiseRoot()
    {
        final SortedBranch raised = newBranch();
        append(raised, root);
        root = raised;
    }

    private void splitChild(final SortedBranch parent, final int at)
    {
        if (parent.children[at] instanceof SortedLeaf leaf)
        {
            final SortedLeaf right = newLeaf();
            leaf.splitTo(right, leaf.size / 2);
            parent.counts[at] = leaf.size;
            parent.insert(at + 1, right, right.size);
            parent.key(at + 1, right.values[0], slab.get(right.slots[0], idField));
        }
        else
        {
            final SortedBranch branch = (SortedBranch)parent.children[at];
            final SortedBranch right = newBranch();
            branch.splitTo(right, branch.size / 2);
            parent.counts[at] = branch.count();
            parent.insert(at + 1, right, right.count());
            parent.key(at + 1, right.values[0], right.ids[0]);
        }
    }

    /** A leaf is small: join it with a neighbour under the same branch, or drop it once it is empty. */
    private void shrink(final SortedLeaf leaf, final int depth)
    {
        final SortedBranch parent = path[depth];
        final int at = pathIndexes[depth];
        if (leaf.size == 0)
        {
            leaf.leaveChain();
            spareLeaves.push(leaf);
            removeChild(depth, at);
        }
        else if (at + 1 < parent.size && joins(leaf, (SortedLeaf)parent.children[at + 1]))
        {
            join(depth, at);
        }
        else if (at > 0 && joins(leaf, (SortedLeaf)parent.children[at - 1]))
        {
            join(depth, at - 1);
        }
    }

    private static boolean joins(final SortedLeaf one, final SortedLeaf other)
    {
        return one.size + other.size <= LEAF_GOOD;
    }

    private void join(final int depth, final int at)
    {
        final SortedBranch parent = path[depth];
        final SortedLeaf right = (SortedLeaf)parent.children[at + 1];
        ((SortedLeaf)parent.children[at]).swallowNext();
        parent.counts[at] += parent.counts[at + 1];
        spareLeaves.push(right);
        removeChild(depth, at + 1);
    }

    private void removeChild(final int fromDepth, final int fromAt)
    {
        int depth = fromDepth;
        int at = fromAt;
        path[depth].remove(at);
        while (path[depth].size == 0 && depth > 0)
        {
            spareBranches.push(path[depth]);
            depth--;
            at = pathIndexes[depth];
            path[depth].remove(at);
        }
        lowerRoot();
    }

    private void lowerRoot()
    {
        while (root instanceof SortedBranch branch && branch.size <= 1)
        {
            root = branch.size == 1 ? branch.children[0] : newLeaf();
            branch.children[0] = null;
            branch.size = 0;
            spareBranches.push(branch);
        }
    }

    private void append(final SortedBranch parent, final Object child)
    {
        final int at = parent.size;
        if (child instanceof SortedLeaf leaf)
        {
            parent.insert(at, leaf, leaf.size);
            if (leaf.size > 0)
            {
                parent.key(at, leaf.values[0], slab.get(leaf.slots[0], idField));
            }
        }
        else
        {
            final SortedBranch branch = (SortedBranch)child;
            parent.insert(at, branch, branch.count());
            parent.key(at, branch.values[0], branch.ids[0]);
        }
    }

    private SortedLeaf newLeaf()
    {
        final SortedLeaf spare = spareLeaves.poll();
        if (spare == null)
        {
            nodeBytes += LEAF_BYTES;
            return new SortedLeaf();
        }
        return spare;
    }

    private SortedBranch newBranch()
    {
        final SortedBranch spare = spareBranches.poll();
        if (spare == null)
        {
            nodeBytes += BRANCH_BYTES;
            return new SortedBranch();
        }
        return spare;
    }

    private static boolean isFull(final Object node)
    {
        return node instanceof SortedLeaf leaf ? leaf.isFull() : ((SortedBranch)node).isFull();
    }
}
