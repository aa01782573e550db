package io.muster.master.engine.slab;

import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PagesTest
{
    private static final int PAGE_BYTES = 768;
    private static final int COUNT = 5_000;

    private final Pages pages = new Pages(PAGE_BYTES);

    @Test
    void shouldGiveEachPageItsOwnBytes()
    {
        final Set<Integer> taken = new HashSet<>();
        for (int i = 0; i < COUNT; i++)
        {
            final int page = pages.allocate();
            assertTrue(taken.add(page));
            fill(page);
        }
        for (final int page : taken)
        {
            for (int at = 0; at < PAGE_BYTES; at++)
            {
                assertEquals((byte)(page + 1), pages.buffer(page).getByte(pages.offset(page) + at));
            }
        }
    }

    @Test
    void shouldTakeAFreedPageAgainAllZeros()
    {
        for (int i = 0; i < 10; i++)
        {
            fill(pages.allocate());
        }
        final long bytes = pages.bytes();

        pages.free(3);
        pages.free(7);
        final Set<Integer> taken = Set.of(pages.allocate(), pages.allocate());

        assertEquals(Set.of(3, 7), taken);
        for (final int page : taken)
        {
            for (int at = 0; at < PAGE_BYTES; at++)
            {
                assertEquals(0, pages.buffer(page).getByte(pages.offset(page) + at));
            }
        }
        assertEquals(10, pages.limit());
        assertEquals(bytes, pages.bytes());
    }

    @Test
    void shouldStartSmall()
    {
        assertEquals(0, pages.bytes());
        pages.allocate();
        assertTrue(pages.bytes() <= 1_024);
    }

    private void fill(final int page)
    {
        pages.buffer(page).setMemory(pages.offset(page), PAGE_BYTES, (byte)(page + 1));
    }
}
