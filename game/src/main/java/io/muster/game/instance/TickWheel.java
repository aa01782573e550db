package io.muster.game.instance;

import io.muster.codecs.GameTypes;
import io.muster.game.GameType;
import io.muster.game.Vocabulary;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * When the instances of one game type tick: each once a round, at a fixed place of the round, spread so that few are
 * due at the same moment.
 * <pre>
 *   round 7:  │slot 0│slot 1│slot 2│ ... │slot 255│  one tick interval
 *                        ▲ due now: its instances tick, then the next slot waits for its moment
 * </pre>
 * A worker that falls a whole interval behind skips rounds, and counts the ticks lost, rather than spiral.
 */
public final class TickWheel
{
    private static final int SLOTS = 256;
    private static final int SLOT_BITS = 8;
    private static final int SLOT_ROOM = 8;

    private final GameType type;
    private final Vocabulary vocabulary;
    private final long nameHead;
    private final long nameTail;
    private final long slotNs;
    private final Instance[][] slots = new Instance[SLOTS][SLOT_ROOM];
    private final int[] counts = new int[SLOTS];
    private final InstanceCounters counters;
    private int count;
    private long position;
    private long nextDueNs;
    private long lateNs;

    public TickWheel(final GameType type, final InstanceCounters counters, final long nowNs)
    {
        this.type = type;
        vocabulary = new Vocabulary(type);
        this.counters = counters;
        final UnsafeBuffer name = new UnsafeBuffer(GameTypes.bytesOf(type.name()));
        nameHead = GameTypes.head(name, 0);
        nameTail = GameTypes.tail(name, 0);
        slotNs = 1_000_000_000L / type.ticksPerSecond() / SLOTS;
        nextDueNs = nowNs + slotNs;
    }

    public GameType type()
    {
        return type;
    }

    /** What its instances can be found by. */
    public Vocabulary vocabulary()
    {
        return vocabulary;
    }

    /** Whether a game type, as two longs, is this wheel's. */
    public boolean isOf(final long head, final long tail)
    {
        return nameHead == head && nameTail == tail;
    }

    /** Put an instance into the emptiest slot. It first ticks, with number 1, within one interval. */
    public void add(final Instance instance)
    {
        int slot = 0;
        for (int i = 1; i < SLOTS; i++)
        {
            // In the order 128, 64, 192, 32 ... so that a few instances stand far apart.
            final int candidate = Integer.reverse(i) >>> Integer.SIZE - SLOT_BITS;
            slot = counts[candidate] < counts[slot] ? candidate : slot;
        }

        if (counts[slot] == slots[slot].length)
        {
            slots[slot] = Arrays.copyOf(slots[slot], counts[slot] * 2);
        }
        instance.wheel = this;
        instance.wheelSlot = slot;
        instance.wheelIndex = counts[slot];
        instance.wheelRound = roundOf(position) + (slot >= slotOf(position) ? 0 : 1);
        slots[slot][counts[slot]++] = instance;
        count++;
    }

    public void remove(final Instance instance)
    {
        final Instance[] slot = slots[instance.wheelSlot];
        final int last = --counts[instance.wheelSlot];
        slot[instance.wheelIndex] = slot[last];
        slot[instance.wheelIndex].wheelIndex = instance.wheelIndex;
        slot[last] = null;
        count--;
    }

    /**
     * Tick the instances of the next slot that is due and not empty; at most one such slot in a call, so that the
     * worker hears its players in between.
     *
     * @return how many ticked; {@link #lateNs} says how late.
     */
    public int turn(final long nowNs, final InstanceDirectory directory)
    {
        skipRounds(nowNs);
        int ticked = 0;
        while (ticked == 0 && nowNs - nextDueNs >= 0)
        {
            lateNs = nowNs - nextDueNs;
            ticked = tickSlot(slotOf(position), nowNs, directory);
            position++;
            nextDueNs += slotNs;
        }
        return ticked;
    }

    /** How long after its moment the last slot ticked. */
    public long lateNs()
    {
        return lateNs;
    }

    private void skipRounds(final long nowNs)
    {
        final long rounds = (nowNs - nextDueNs) / (slotNs * SLOTS);
        if (rounds > 0)
        {
            counters.ticksSkipped.getAndAdd(rounds * count);
            position += rounds * SLOTS;
            nextDueNs += rounds * SLOTS * slotNs;
        }
    }

    /** From the last to the first: an instance that is gone is replaced by one that has ticked already. */
    private int tickSlot(final int slot, final long nowNs, final InstanceDirectory directory)
    {
        final Instance[] due = slots[slot];
        final int ticked = counts[slot];
        for (int i = ticked - 1; i >= 0; i--)
        {
            final Instance instance = due[i];
            instance.tick(roundOf(position) - instance.wheelRound + 1, nowNs);
            if (instance.isGone())
            {
                directory.remove(instance);
            }
        }
        counters.ticks.getAndAdd(ticked);
        return ticked;
    }

    private static int slotOf(final long position)
    {
        return (int)position & SLOTS - 1;
    }

    private static long roundOf(final long position)
    {
        return position >>> SLOT_BITS;
    }
}
