package io.muster.master.engine.slab;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.HashMap;
import java.util.Map;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SlotArrayTest
{
    private final Map<Long, Integer> elsewhere = new HashMap<>();
    private final Map<Long, Integer> plain = new HashMap<>();
    private SlotArray array = new SlotArray(elsewhere::put);

    @ParameterizedTest
    @ValueSource(ints = { 0, 3, 30 })
    void shouldAgreeWithAPlainMapHoweverManyStay(final int staysOf100)
    {
        final SplittableRandom random = new SplittableRandom(staysOf100);
        for (long number = 1; number <= 50_000; number++)
        {
            put(number, (int)number % 7_000);
            final long leaving = number - 5_000;
            if (leaving > 0 && random.nextInt(100) >= staysOf100)
            {
                remove(leaving);
            }
        }

        assertAlike(50_000);
        assertTrue(staysOf100 == 0 || staysOf100 == 30 || !elsewhere.isEmpty(), "nothing has become sparse");
        restore(50_000);
    }

    @Test
    void shouldTakeFewBytesForWhatStaysOfMany()
    {
        for (long number = 1; number <= 4_000_000; number++)
        {
            put(number, 0);
            if (number % 1_000 != 0)
            {
                remove(number);
            }
        }

        assertAlike(4_000_000);
        assertTrue(array.bytes() < 32 * 4_000 + (1 << 19), () -> array.bytes() + " bytes");
    }

    @Test
    void shouldTakeFourBytesForEachWhenNoneIsGone()
    {
        for (long number = 1; number <= 1_000_000; number++)
        {
            put(number, 0);
        }

        assertTrue(elsewhere.isEmpty());
        assertTrue(array.bytes() < 4 * 1_000_000 + (1 << 19), () -> array.bytes() + " bytes");
    }

    @Test
    void shouldLeaveNumbersThatItHasNoRoomForToTheCaller()
    {
        for (final long number : new long[]{ 0, -1, 1L << 32, Long.MAX_VALUE, Long.MIN_VALUE })
        {
            assertFalse(array.put(number, 1));
            assertEquals(Slab.NONE, array.get(number));
            assertFalse(array.remove(number));
        }
        put((1L << 32) - 1, 5);
        assertFalse(array.put(7, 1), "older than the newest block, which was never here");
        assertAlike(10);
    }

    private void put(final long number, final int slot)
    {
        plain.put(number, slot);
        if (!array.put(number, slot))
        {
            elsewhere.put(number, slot);
        }
    }

    private void remove(final long number)
    {
        plain.remove(number);
        if (array.remove(number))
        {
            assertNull(elsewhere.get(number));
        }
        else
        {
            elsewhere.remove(number);
        }
    }

    /** Made again from what there is, in an order that is not that of the numbers. */
    private void restore(final long upTo)
    {
        array = new SlotArray(elsewhere::put);
        elsewhere.clear();
        plain.keySet().forEach(array::count);
        array.counted();
        Map.copyOf(plain).forEach(this::put);
        assertAlike(upTo);
    }

    private void assertAlike(final long upTo)
    {
        for (long number = -2; number <= upTo + 2_000; number++)
        {
            final int slot = array.get(number);
            assertEquals(plain.get(number), slot == Slab.NONE ? elsewhere.get(number) : Integer.valueOf(slot));
        }
    }
}
