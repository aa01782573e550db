package io.muster.master.engine.slab;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SlotSetTest
{
    private final SlotSet set = new SlotSet();
    private final TreeSet<Integer> plain = new TreeSet<>();

    @ParameterizedTest
    @ValueSource(ints = { 60, 4_096, 5_000, 300_000, Slab.RECORDS_MAX })
    void shouldAgreeWithAPlainSet(final int slots)
    {
        final SplittableRandom random = new SplittableRandom(slots);
        for (int i = 0; i < 20_000; i++)
        {
            final int slot = random.nextInt(slots);
            if (i / 5_000 % 2 == 0 ? random.nextInt(4) != 0 : random.nextInt(4) == 0)
            {
                set.add(slot);
                plain.add(slot);
            }
            else
            {
                set.remove(slot);
                plain.remove(slot);
            }
            final Integer next = plain.ceiling(slot);
            assertEquals(next == null ? Slab.NONE : next, set.next(slot));
            assertEquals(plain.size(), set.count());
        }
    }

    @Test
    void shouldFindTheLowestGapAcrossItsLevels()
    {
        for (int slot = 0; slot < 300_000; slot++)
        {
            assertEquals(slot, set.firstGap());
            set.add(slot);
        }
        for (final int slot : new int[]{ 299_999, 262_143, 4_096, 4_095, 63, 0 })
        {
            set.remove(slot);
            assertEquals(slot, set.firstGap());
        }
        set.add(0);
        assertEquals(63, set.firstGap());
    }

    @Test
    void shouldTakeLittleMoreThanABitForASlot()
    {
        for (int slot = 0; slot < 1_000_000; slot++)
        {
            set.add(slot);
        }

        assertTrue(set.bytes() < 2 * 1_000_000 / Byte.SIZE + 20_000, () -> set.bytes() + " bytes");
    }
}
