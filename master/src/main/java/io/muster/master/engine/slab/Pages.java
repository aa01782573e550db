package io.muster.master.engine.slab;

import org.agrona.concurrent.UnsafeBuffer;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Pages of one size outside the heap, taken and freed by number.
 * <p>
 * A page that was freed is the first to be taken again; the memory itself is kept (see {@link Chunks}, whose limit is
 * this one's). Which number a page gets must not show in any answer: it depends on the past.
 */
public final class Pages
{
    /** No page. */
    public static final int NONE = -1;

    private final int pageBytes;
    private final Chunks chunks;
    private int fresh;
    private int freed = NONE;

    /** No pages yet. */
    public Pages(final int pageBytes)
    {
        this.pageBytes = pageBytes;
        chunks = new Chunks(pageBytes);
    }

    /** Take a page, all zeros. */
    public int allocate()
    {
        if (freed == NONE)
        {
            chunks.ensure(fresh);
            return fresh++;
        }
        final int page = freed;
        freed = buffer(page).getInt(offset(page), LITTLE_ENDIAN);
        clear(page);
        return page;
    }

    /** Give a page back that was taken. */
    public void free(final int page)
    {
        buffer(page).putInt(offset(page), freed, LITTLE_ENDIAN);
        freed = page;
    }

    /** Make all bytes of a page zero. */
    public void clear(final int page)
    {
        buffer(page).setMemory(offset(page), pageBytes, (byte)0);
    }

    /** Where the bytes of a page are, from {@link #offset}. */
    public UnsafeBuffer buffer(final int page)
    {
        return chunks.buffer(page);
    }

    /** Where a page begins in its {@link #buffer}. */
    public int offset(final int page)
    {
        return chunks.offset(page);
    }

    /**
     * Where a page begins in memory, for those who read and write it without a buffer's checks, in the machine's byte
     * order. Not valid any more once another page is allocated.
     */
    public long address(final int page)
    {
        return chunks.address(page);
    }

    /** Pages that were ever taken at the same time: their numbers are below this one. */
    public int limit()
    {
        return fresh;
    }

    /** Bytes that the pages take, free ones included. */
    public long bytes()
    {
        return chunks.bytes();
    }
}
