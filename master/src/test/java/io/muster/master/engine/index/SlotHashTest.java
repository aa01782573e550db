package io.muster.master.engine.index;

import io.muster.master.engine.slab.Slab;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.util.function.IntToLongFunction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Hashes that someone made up. */
class SlotHashTest
{
    private static final int SLOTS = 5_000;

    /** How bad they are. */
    enum Hashes
    {
        ALL_EQUAL((slot) -> 42),
        SAME_FIRST_BITS((slot) -> slot),
        SAME_LAST_BITS((slot) -> (long)slot << 48),
        GOOD((slot) -> slot * 0x9E37_79B9_7F4A_7C15L);

        private final IntToLongFunction ofSlot;

        Hashes(final IntToLongFunction ofSlot)
        {
            this.ofSlot = ofSlot;
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindEverySlotHoweverBadTheHashes(final Hashes hashes)
    {
        final Keys keys = new Keys(hashes.ofSlot);
        final SlotHash hash = new SlotHash(keys);
        for (int slot = 0; slot < SLOTS; slot++)
        {
            hash.add(keys.hashOf(slot), slot);
        }
        for (int slot = 0; slot < SLOTS; slot++)
        {
            assertEquals(slot, keys.find(hash, slot));
        }
        for (int slot = 0; slot < SLOTS; slot += 2)
        {
            hash.remove(keys.hashOf(slot), slot);
        }
        for (int slot = 0; slot < SLOTS; slot++)
        {
            assertEquals(slot % 2 == 0 ? Slab.NONE : slot, keys.find(hash, slot));
        }
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeNoMoreMemoryThanTheSlotsNeed(final Hashes hashes)
    {
        final Keys keys = new Keys(hashes.ofSlot);
        final SlotHash hash = new SlotHash(keys);
        for (int slot = 0; slot < SLOTS; slot++)
        {
            hash.add(keys.hashOf(slot), slot);
        }

        assertTrue(hash.bytes() < 150_000, () -> hash.bytes() + " bytes");
    }

    private static final class Keys implements SlotHash.Keys
    {
        private final IntToLongFunction ofSlot;
        private int sought;

        private Keys(final IntToLongFunction ofSlot)
        {
            this.ofSlot = ofSlot;
        }

        private int find(final SlotHash hash, final int slot)
        {
            sought = slot;
            return hash.find(hashOf(slot));
        }

        @Override
        public long hashOf(final int slot)
        {
            return ofSlot.applyAsLong(slot);
        }

        @Override
        public boolean isSought(final int slot)
        {
            return slot == sought;
        }

        @Override
        public boolean isKept(final int slot)
        {
            return true;
        }
    }
}
