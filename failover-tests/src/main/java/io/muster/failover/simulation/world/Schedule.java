package io.muster.failover.simulation.world;

import java.util.Arrays;

/** What happens next: steps in the order of virtual time, and of their making where times are equal. */
public final class Schedule
{
    private static final int FIRST_CAPACITY = 1024;

    private long[] times = new long[FIRST_CAPACITY];
    private long[] numbers = new long[FIRST_CAPACITY];
    private Runnable[] steps = new Runnable[FIRST_CAPACITY];
    private int size;
    private long made;
    private long nowNs;

    /** Virtual time, in nanoseconds since the world began. */
    public long nowNs()
    {
        return nowNs;
    }

    /** Let something happen after a while. */
    public void after(final long delayNs, final Runnable step)
    {
        if (size == times.length)
        {
            grow();
        }
        siftUp(nowNs + Math.max(0, delayNs), made++, step);
    }

    private void grow()
    {
        times = Arrays.copyOf(times, 2 * size);
        numbers = Arrays.copyOf(numbers, 2 * size);
        steps = Arrays.copyOf(steps, 2 * size);
    }

    private void siftUp(final long time, final long number, final Runnable step)
    {
        int index = size++;
        while (index > 0)
        {
            final int parent = index - 1 >>> 1;
            if (!isBefore(time, number, parent))
            {
                break;
            }
            move(parent, index);
            index = parent;
        }
        put(index, time, number, step);
    }

    /** Let the next thing happen, and time pass until then. */
    public void step()
    {
        final Runnable next = steps[0];
        nowNs = times[0];
        size--;
        final long time = times[size];
        final long number = numbers[size];
        final Runnable last = steps[size];
        steps[size] = null;
        if (size > 0)
        {
            siftDown(time, number, last);
        }
        next.run();
    }

    private void siftDown(final long time, final long number, final Runnable step)
    {
        int index = 0;
        int child = 1;
        while (child < size)
        {
            if (child + 1 < size && isBefore(times[child + 1], numbers[child + 1], child))
            {
                child++;
            }
            if (isBefore(time, number, child))
            {
                break;
            }
            move(child, index);
            index = child;
            child = 2 * index + 1;
        }
        put(index, time, number, step);
    }

    private boolean isBefore(final long time, final long number, final int index)
    {
        return time < times[index] || time == times[index] && number < numbers[index];
    }

    private void move(final int from, final int to)
    {
        put(to, times[from], numbers[from], steps[from]);
    }

    private void put(final int index, final long time, final long number, final Runnable step)
    {
        times[index] = time;
        numbers[index] = number;
        steps[index] = step;
    }
}
