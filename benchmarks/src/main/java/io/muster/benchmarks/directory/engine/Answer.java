package io.muster.benchmarks.directory.engine;

/** What a question found, in two numbers that equal answers share: one heeds the order, the other does not. */
public final class Answer
{
    private static final long FACTOR = 0x9E37_79B9_7F4A_7C15L;

    private int count;
    private long sum;
    private long inOrder;

    /** Nothing was found yet. */
    public void reset()
    {
        count = 0;
        sum = 0;
        inOrder = 0;
    }

    /** One more user. */
    public void add(final long id)
    {
        count++;
        sum += id * FACTOR;
        inOrder = inOrder * 31 + id;
    }

    /** Users found. */
    public int count()
    {
        return count;
    }

    /** Whatever their order. */
    public long sum()
    {
        return sum;
    }

    /** In the order in which they came. */
    public long inOrder()
    {
        return inOrder;
    }
}
