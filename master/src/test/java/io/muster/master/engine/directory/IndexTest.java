package io.muster.master.engine.directory;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class IndexTest
{
    @Test
    void shouldAlwaysKnowTheLowestFreeSlot()
    {
        for (final int slotsMax : new int[]{ 1, 63, 64, 65, 4096, 5000, 300_000 })
        {
            final FreeSlots free = new FreeSlots(slotsMax);
            final BitSet taken = new BitSet();
            final Random random = new Random(slotsMax);
            for (int step = 0; step < 20_000; step++)
            {
                final int lowest = free.lowest();
                assertEquals(taken.nextClearBit(0) < slotsMax ? taken.nextClearBit(0) : -1, lowest);
                final int slot = lowest < 0 || random.nextInt(3) == 0 ? random.nextInt(slotsMax) : lowest;
                assertEquals(!taken.get(slot), free.isFree(slot));
                if (taken.get(slot))
                {
                    free.release(slot);
                }
                else
                {
                    free.take(slot);
                }
                taken.flip(slot);
            }
        }
        assertFalse(new FreeSlots(64).has(64));
        assertFalse(new FreeSlots(64).has(-1));
    }

    @Test
    void shouldFindEverySlotOfAKeyAndNoOther()
    {
        final HashSlots index = new HashSlots();
        final Map<Long, Set<Integer>> expected = new HashMap<>();
        final Random random = new Random(5);
        for (int slot = 0; slot < 20_000; slot++)
        {
            final long key = random.nextInt(5_000);
            index.put(key, slot);
            expected.computeIfAbsent(key, (it) -> new HashSet<>()).add(slot);
            final long other = random.nextInt(5_000);
            final Set<Integer> slots = expected.getOrDefault(other, Set.of());
            if (random.nextInt(5) < 3 && !slots.isEmpty())
            {
                final int removed = slots.iterator().next();
                index.remove(other, removed);
                slots.remove(removed);
            }
            assertEquals(slots, slotsOf(index, other));
            assertEquals(expected.get(key), slotsOf(index, key));
        }
        assertEquals(expected.values().stream().mapToInt(Set::size).sum(), index.size());
        assertThrows(IllegalStateException.class, () -> index.remove(1, 1));
    }

    private static Set<Integer> slotsOf(final HashSlots index, final long key)
    {
        final Set<Integer> slots = new HashSet<>();
        for (int entry = index.find(key); entry >= 0; entry = index.findNext(entry, key))
        {
            assertTrue(slots.add(index.slotAt(entry)));
        }
        return slots;
    }

    @Test
    void shouldKeepEachChainInItsOrder()
    {
        final SlotChains chains = new SlotChains(3);
        final List<List<Integer>> expected = List.of(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        final Random random = new Random(6);
        for (int step = 0; step < 20_000; step++)
        {
            final int slot = random.nextInt(3_000);
            final int group = slot % 3;
            final List<Integer> chain = expected.get(group);
            if (chain.contains(slot))
            {
                chains.remove(group, slot);
                chain.remove((Integer)slot);
            }
            else
            {
                final int place = random.nextInt(chain.size() + 1);
                chains.insertBefore(group, place == chain.size() ? SlotChains.NONE : chain.get(place), slot);
                chain.add(place, slot);
            }
            assertEquals(chain.size(), chains.size(group));
        }
        for (int group = 0; group < 3; group++)
        {
            final List<Integer> slots = new ArrayList<>();
            for (int slot = chains.first(group); slot != SlotChains.NONE; slot = chains.next(slot))
            {
                slots.add(slot);
            }
            assertEquals(expected.get(group), slots);
        }
    }
}
