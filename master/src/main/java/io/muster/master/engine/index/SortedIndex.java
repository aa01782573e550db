package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;

/**
 * All records in the order of a number, and of their id where the number is the same.
 * <p>
 * A B+ tree whose branches count what is below them, so that the size of any range is known in a few steps. A full
 * node is split on the way down, a leaf only if no neighbour has room for some of its entries; a leaf that shrinks
 * below a half joins its neighbour if both fit well into one. Nodes are pages outside the heap, and those that are no
 * longer used are kept for later.
 */
public final class SortedIndex implements Index
{
    private static final int LEVELS_MAX = 12;
    private static final int LEAF_LOW = SortedLeaves.ENTRIES_MAX / 2;
    private static final int LEAF_SHARED = SortedLeaves.ENTRIES_MAX * 7 / 8;
    private static final int LEAF_GOOD = SortedLeaves.ENTRIES_MAX * 3 / 4;
    private static final int BRANCH_GOOD = SortedBranches.CHILDREN_MAX * 3 / 4;

    private final Slab slab;
    private final Field field;
    private final Field idField;
    /** What makes of a field the number that is ordered by: nothing, but for pairs. */
    private final long sign;
    private final boolean isOfSome;
    private final SortedLeaves leaves = new SortedLeaves();
    private final SortedBranches branches = new SortedBranches();
    private final int[] path = new int[LEVELS_MAX];
    private final int[] pathIndexes = new int[LEVELS_MAX];
    /** Levels of branches; with none the root is a leaf. */
    private int height;
    private int root = leaves.allocate();
    private int count;

    /**
     * An index over a slab without records.
     *
     * @param field   to be ordered by.
     * @param idField unique among the records, to order what is equal.
     */
    public SortedIndex(final Slab slab, final Field field, final Field idField)
    {
        this(slab, field, idField, 0, false);
    }

    /** @param isOfSome leaves out the records where the field is 0. */
    SortedIndex(
        final Slab slab, final Field field, final Field idField, final long sign, final boolean isOfSome)
    {
        this.slab = slab;
        this.field = field;
        this.idField = idField;
        this.sign = sign;
        this.isOfSome = isOfSome;
    }

    /** Ordered by the word that begins with this field: by its upper half, then by its lower one, as {@link Pair}s. */
    static SortedIndex ofPairs(final Slab slab, final Field lower, final Field idField)
    {
        final Field word = new Field(lower.name(), lower.offset(), Long.BYTES);
        return new SortedIndex(slab, word, idField, Pair.SIGN, false);
    }

    /** Are all records with a number from low to high in here? */
    public boolean covers(final long low, final long high)
    {
        return !isOfSome || low > 0 || high < 0;
    }

    boolean isLeftOut(final int slot)
    {
        return isOfSome && slab.get(slot, field) == 0;
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
        return slab.get(slot, field) ^ sign;
    }

    @Override
    public void link(final int slot)
    {
        if (isLeftOut(slot))
        {
            return;
        }
        final long value = valueOf(slot);
        final long id = slab.get(slot, idField);
        if (isFull(root, height))
        {
            raiseRoot();
        }

        int node = root;
        for (int level = height; level > 0; level--)
        {
            int at = branches.childFor(node, value, id);
            final int child = branches.child(node, at);
            if (isFull(child, level - 1))
            {
                if (level == 1)
                {
                    makeRoom(node, at, isBehindAll(child, value, id));
                }
                else
                {
                    splitBranch(node, at);
                }
                at = branches.childFor(node, value, id);
            }
            branches.count(node, at, branches.count(node, at) + 1);
            node = branches.child(node, at);
        }
        leaves.insert(node, leaves.indexOf(node, value, id), value, id, slot);
        count++;
    }

    @Override
    public void unlink(final int slot)
    {
        if (isLeftOut(slot))
        {
            return;
        }
        final long value = valueOf(slot);
        final long id = slab.get(slot, idField);
        int node = root;
        for (int depth = 0; depth < height; depth++)
        {
            final int at = branches.childFor(node, value, id);
            branches.count(node, at, branches.count(node, at) - 1);
            path[depth] = node;
            pathIndexes[depth] = at;
            node = branches.child(node, at);
        }
        final int at = leaves.indexOf(node, value, id);
        if (at == leaves.size(node) || leaves.slot(node, at) != slot)
        {
            throw new IllegalStateException("slot " + slot + " is not in the index");
        }
        leaves.remove(node, at);
        count--;
        if (leaves.size(node) < LEAF_LOW && height > 0)
        {
            shrink(node, height - 1);
        }
    }

    /** Sorts all records, and makes the tree from below. */
    @Override
    public void rebuild()
    {
        final SortedFill fill = new SortedFill(this, slab, idField);
        build(fill.values(), fill.ids(), fill.slots());
    }

    @Override
    public long bytes()
    {
        return leaves.bytes() + branches.bytes();
    }

    SortedLeaves leaves()
    {
        return leaves;
    }

    /** The leaf that a key lies in, or would. */
    int leafFor(final long value, final long id)
    {
        int node = root;
        for (int level = height; level > 0; level--)
        {
            node = branches.child(node, branches.childFor(node, value, id));
        }
        return node;
    }

    private void build(final long[] values, final long[] ids, final int[] slots)
    {
        int last = root;
        final int[] nodes = new int[slots.length / LEAF_GOOD + 2];
        int length = 0;
        nodes[length++] = last;
        for (int i = 0; i < slots.length; i++)
        {
            if (leaves.size(last) == LEAF_GOOD)
            {
                final int leaf = leaves.allocate();
                leaves.insertAfter(last, leaf);
                last = leaf;
                nodes[length++] = leaf;
            }
            leaves.insert(last, leaves.size(last), values[i], ids[i], slots[i]);
        }
        count = slots.length;
        while (length > 1)
        {
            length = buildBranches(nodes, length);
            height++;
        }
        root = nodes[0];
    }

    private int buildBranches(final int[] nodes, final int length)
    {
        int built = 0;
        int branch = SortedLeaves.NONE;
        for (int i = 0; i < length; i++)
        {
            final int child = nodes[i];
            if (i % BRANCH_GOOD == 0)
            {
                branch = branches.allocate();
                nodes[built++] = branch;
            }
            append(branch, child, height);
        }
        return built;
    }

    private int rank(final long value, final long id)
    {
        int below = 0;
        int node = root;
        for (int level = height; level > 0; level--)
        {
            final int at = branches.childFor(node, value, id);
            below += branches.countBefore(node, at);
            node = branches.child(node, at);
        }
        return below + leaves.indexOf(node, value, id);
    }

    private void raiseRoot()
    {
        final int raised = branches.allocate();
        append(raised, root, height);
        root = raised;
        height++;
    }

    /** A leaf is full. What only grows at its end, as times do, leaves full leaves behind. */
    private void makeRoom(final int parent, final int at, final boolean isAtEnd)
    {
        final int leaf = branches.child(parent, at);
        final int size = leaves.size(leaf);
        if (isAtEnd)
        {
            splitLeaf(parent, at, size - 1);
        }
        else if (at + 1 < branches.size(parent) && branches.count(parent, at + 1) <= LEAF_SHARED)
        {
            leaves.moveToNext(leaf, (size - branches.count(parent, at + 1)) / 2);
            border(parent, at);
        }
        else if (at > 0 && branches.count(parent, at - 1) <= LEAF_SHARED)
        {
            leaves.moveToPrevious(leaf, (size - branches.count(parent, at - 1)) / 2);
            border(parent, at - 1);
        }
        else
        {
            splitLeaf(parent, at, size / 2);
        }
    }

    private void splitLeaf(final int parent, final int at, final int size)
    {
        final int right = leaves.split(branches.child(parent, at), size);
        branches.insert(parent, at + 1, right, 0);
        border(parent, at);
    }

    /** The border between a leaf and the next one moved. The key of the first stays, or a full leaf might be meant. */
    private void border(final int parent, final int at)
    {
        final int right = branches.child(parent, at + 1);
        branches.count(parent, at, leaves.size(branches.child(parent, at)));
        branches.count(parent, at + 1, leaves.size(right));
        branches.key(parent, at + 1, leaves.value(right, 0), leaves.id(right, 0));
    }

    private boolean isBehindAll(final int leaf, final long value, final long id)
    {
        return leaves.next(leaf) == SortedLeaves.NONE && leaves.indexOf(leaf, value, id) == leaves.size(leaf);
    }

    private void splitBranch(final int parent, final int at)
    {
        final int branch = branches.child(parent, at);
        final int right = branches.split(branch, branches.size(branch) / 2);
        branches.count(parent, at, branches.countOf(branch));
        branches.insert(parent, at + 1, right, branches.countOf(right));
        branches.key(parent, at + 1, branches.value(right, 0), branches.id(right, 0));
    }

    /** A leaf is small: join it with a neighbour under the same branch, or drop it once it is empty. */
    private void shrink(final int leaf, final int depth)
    {
        final int parent = path[depth];
        final int at = pathIndexes[depth];
        if (leaves.size(leaf) == 0)
        {
            leaves.free(leaf);
            removeChild(depth, at);
        }
        else if (at + 1 < branches.size(parent) && joins(leaf, branches.child(parent, at + 1)))
        {
            join(depth, at);
        }
        else if (at > 0 && joins(leaf, branches.child(parent, at - 1)))
        {
            join(depth, at - 1);
        }
    }

    private boolean joins(final int leaf, final int other)
    {
        return leaves.size(leaf) + leaves.size(other) <= LEAF_GOOD;
    }

    private void join(final int depth, final int at)
    {
        final int parent = path[depth];
        final int left = branches.child(parent, at);
        leaves.swallowNext(left);
        branches.count(parent, at, leaves.size(left));
        removeChild(depth, at + 1);
    }

    private void removeChild(final int fromDepth, final int fromAt)
    {
        int depth = fromDepth;
        branches.remove(path[depth], fromAt);
        while (branches.size(path[depth]) == 0 && depth > 0)
        {
            branches.free(path[depth]);
            depth--;
            branches.remove(path[depth], pathIndexes[depth]);
        }
        lowerRoot();
    }

    private void lowerRoot()
    {
        while (height > 0 && branches.size(root) <= 1)
        {
            final int lowered = root;
            if (branches.size(lowered) == 1)
            {
                root = branches.child(lowered, 0);
                height--;
            }
            else
            {
                root = leaves.allocate();
                height = 0;
            }
            branches.free(lowered);
        }
    }

    private void append(final int parent, final int child, final int childLevel)
    {
        final int at = branches.size(parent);
        if (childLevel > 0)
        {
            branches.insert(parent, at, child, branches.countOf(child));
            branches.key(parent, at, branches.value(child, 0), branches.id(child, 0));
        }
        else
        {
            branches.insert(parent, at, child, leaves.size(child));
            branches.key(parent, at, leaves.value(child, 0), leaves.id(child, 0));
        }
    }

    private boolean isFull(final int node, final int level)
    {
        return level == 0 ?
            leaves.size(node) == SortedLeaves.ENTRIES_MAX : branches.size(node) == SortedBranches.CHILDREN_MAX;
    }
}
