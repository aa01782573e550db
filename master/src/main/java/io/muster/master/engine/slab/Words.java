package io.muster.master.engine.slab;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/** Words outside the heap, by number; those that were never written are zero, and take no memory behind the last. */
final class Words
{
    private final Chunks chunks = new Chunks(Long.BYTES);

    long get(final int word)
    {
        return word < chunks.capacity() ? chunks.buffer(word).getLong(chunks.offset(word), LITTLE_ENDIAN) : 0;
    }

    void put(final int word, final long value)
    {
        chunks.ensure(word);
        chunks.buffer(word).putLong(chunks.offset(word), value, LITTLE_ENDIAN);
    }

    long bytes()
    {
        return chunks.bytes();
    }
}
