package io.muster.master.engine.slab;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.SplittableRandom;

import static java.nio.ByteOrder.LITTLE_ENDIAN;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

class SlabTest
{
    private static final int RECORDS_MAX = 100_000;

    private final Slab slab = new Slab(24, 2, RECORDS_MAX);

    @Test
    void shouldKeepWhatItHoldsAsItGrows()
    {
        final int first = slab.allocate();
        slab.putLong(first, 0, 42);
        final DirectBuffer buffer = slab.buffer(first);
        for (int slot = 1; slot < RECORDS_MAX; slot++)
        {
            slab.putLong(slab.allocate(), 0, slot);
        }

        assertEquals(42, buffer.getLong(slab.offset(first), LITTLE_ENDIAN), "a buffer of its first days");
        for (int slot = 1; slot < RECORDS_MAX; slot++)
        {
            assertEquals(slot, slab.getLong(slot, 0));
        }
    }

    @Test
    void shouldHandOutAFreedSlotAllZeros()
    {
        final int slot = slab.allocate();
        slab.putLong(slot, 0, 42);
        slab.putInt(slot, slab.linkOffset(1), 43);

        slab.free(slot);

        assertEquals(slot, slab.allocate());
        assertEquals(0, slab.getLong(slot, 0));
        assertEquals(0, slab.getInt(slot, slab.linkOffset(1)));
    }

    @Test
    void shouldTakeABlockOfAnotherLengthWithItsLinks()
    {
        for (final int blockBytes : new int[]{ 8, 24, 40 })
        {
            final UnsafeBuffer source = new UnsafeBuffer(new byte[1 + blockBytes + Long.BYTES]);
            source.setMemory(1, blockBytes, (byte)7);
            source.putLong(1 + blockBytes, 99, LITTLE_ENDIAN);

            final int slot = blockBytes;
            slab.restore(slot, source, 1, blockBytes, Long.BYTES);

            for (int at = 0; at < slab.blockBytes(); at++)
            {
                assertEquals(at < blockBytes ? 7 : 0, slab.buffer(slot).getByte(slab.offset(slot) + at));
            }
            assertEquals(99, slab.getLong(slot, slab.linkOffset(0)));
            assertEquals(slab.digestAgain(), slab.digest());
        }
    }

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3 })
    void shouldHaveTheDigestOfItsBytesWhateverItsPast(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final Slab other = new Slab(24, 2, RECORDS_MAX);
        for (int i = 0; i < 20_000; i++)
        {
            final int slot = random.nextInt(500);
            if (!slab.isLive(slot))
            {
                slab.take(slot);
            }
            else if (random.nextInt(4) == 0)
            {
                slab.free(slot);
            }
            else
            {
                slab.putLong(slot, 8 * random.nextInt(4), random.nextLong() >> random.nextInt(64));
            }
        }
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            other.restore(slot, slab.buffer(slot), slab.offset(slot), slab.blockBytes(), slab.linkBytes());
        }

        assertEquals(slab.digestAgain(), slab.digest(), "seed " + seed);
        assertEquals(slab.digest(), other.digest(), "seed " + seed);
    }

    @Test
    void shouldShowEachBitAndEachPairOfBitsInTheDigest()
    {
        slab.take(0);
        slab.take(1);
        final long before = slab.digest();
        for (int place = 0; place < 8; place++)
        {
            for (int other = 0; other < 8; other++)
            {
                for (int bit = 0; bit < Long.SIZE; bit++)
                {
                    flip(place, bit);
                    assertNotEquals(before, slab.digest());
                    flip(other, Long.SIZE - 1 - bit / 8);
                    assertEquals(place == other && bit == Long.SIZE - 1 - bit / 8, before == slab.digest());
                    flip(other, Long.SIZE - 1 - bit / 8);
                    flip(place, bit);
                    assertEquals(before, slab.digest());
                }
            }
        }
    }

    @Test
    void shouldShowWordsThatChangedPlacesInTheDigest()
    {
        slab.take(0);
        slab.take(1);
        slab.putLong(0, 0, 1);
        slab.putLong(1, 8, 1);
        final long before = slab.digest();

        slab.putLong(0, 0, 0);
        slab.putLong(1, 8, 0);
        slab.putLong(0, 8, 1);
        slab.putLong(1, 0, 1);

        assertNotEquals(before, slab.digest());
    }

    private void flip(final int place, final int bit)
    {
        final int slot = place / 4;
        final int at = place % 4 * Long.BYTES;
        slab.putLong(slot, at, slab.getLong(slot, at) ^ 1L << bit);
    }
}
