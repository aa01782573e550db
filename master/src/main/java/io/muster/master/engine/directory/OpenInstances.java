package io.muster.master.engine.directory;

/**
 * Running instances with a free seat, ordered by game type and age.
 * <p>
 * A search tree on (type, id) that is also a heap on a hash of the id. Its shape depends on what is in it and not on
 * how that came about, it is about as deep as the logarithm of its size, and its links are in the instances.
 */
final class OpenInstances
{
    private Instance root;

    /** Halves of the tree that was split last. */
    private Instance below;
    private Instance above;

    void add(final Instance instance)
    {
        root = add(root, instance);
    }

    private Instance add(final Instance tree, final Instance instance)
    {
        if (tree == null || rank(instance) > rank(tree))
        {
            split(tree, instance);
            instance.left = below;
            instance.right = above;
            return instance;
        }
        if (compare(instance, tree) < 0)
        {
            tree.left = add(tree.left, instance);
        }
        else
        {
            tree.right = add(tree.right, instance);
        }
        return tree;
    }

    /** Into what comes before the key and what comes after it. */
    private void split(final Instance tree, final Instance key)
    {
        if (tree == null)
        {
            below = null;
            above = null;
        }
        else if (compare(tree, key) < 0)
        {
            split(tree.right, key);
            tree.right = below;
            below = tree;
        }
        else
        {
            split(tree.left, key);
            tree.left = above;
            above = tree;
        }
    }

    void remove(final Instance instance)
    {
        root = remove(root, instance);
        instance.left = null;
        instance.right = null;
    }

    private static Instance remove(final Instance tree, final Instance instance)
    {
        if (tree == null)
        {
            throw new IllegalStateException("instance " + instance.id + " is not open");
        }
        if (tree == instance)
        {
            return merge(tree.left, tree.right);
        }
        if (compare(instance, tree) < 0)
        {
            tree.left = remove(tree.left, instance);
        }
        else
        {
            tree.right = remove(tree.right, instance);
        }
        return tree;
    }

    private static Instance merge(final Instance lower, final Instance upper)
    {
        if (lower == null || upper == null)
        {
            return lower == null ? upper : lower;
        }
        if (rank(lower) > rank(upper))
        {
            lower.right = merge(lower.right, upper);
            return lower;
        }
        upper.left = merge(lower, upper.left);
        return upper;
    }

    /** The oldest instance of a type that is younger than one with this id, or null. */
    Instance firstAfter(final long typeHead, final long typeTail, final long instanceId)
    {
        Instance found = null;
        Instance tree = root;
        while (tree != null)
        {
            if (compare(tree, typeHead, typeTail, instanceId) > 0)
            {
                found = tree;
                tree = tree.left;
            }
            else
            {
                tree = tree.right;
            }
        }
        return found != null && found.typeHead == typeHead && found.typeTail == typeTail ? found : null;
    }

    private static int compare(final Instance one, final Instance other)
    {
        return compare(one, other.typeHead, other.typeTail, other.id);
    }

    private static int compare(final Instance one, final long typeHead, final long typeTail, final long instanceId)
    {
        final int byHead = Long.compare(one.typeHead, typeHead);
        final int byTail = byHead != 0 ? byHead : Long.compare(one.typeTail, typeTail);
        return byTail != 0 ? byTail : Long.compare(one.id, instanceId);
    }

    /** Different for different ids: each step can be undone. */
    private static long rank(final Instance instance)
    {
        final long mixed = (instance.id ^ instance.id >>> 31) * 0xBF58_476D_1CE4_E5B9L;
        return (mixed ^ mixed >>> 29) * 0x94D0_49BB_1331_11EBL;
    }
}
