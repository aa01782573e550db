package io.muster.master.engine.slab;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.Arrays;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Records of one size, each at a slot for as long as it lives, in chunks outside the heap.
 * <p>
 * A record is an SBE block followed by the links of its groups. Growing adds a chunk and copies nothing. The lowest
 * free slot is taken first, so a slab that was restored acts like the one that was saved, whatever its past.
 * <p>
 * The digest is the sum, over all words of all records that are not zero, of a mix of the word and its place: it does
 * not depend on the order of changes, costs two mixes a change, and can be computed again from the bytes.
 */
public final class Slab
{
    /** No slot: the slab is full, or nothing was found. */
    public static final int NONE = -1;

    /** Slots are kept in 27 bits by the indexes. */
    public static final int RECORDS_MAX = 1 << 27;

    private static final int CHUNK_BYTES = 1 << 20;

    private final int blockBytes;
    private final int recordBytes;
    private final int recordsMax;
    private final int chunkShift;
    private final int chunkMask;
    private final SlotSet live = new SlotSet();
    private UnsafeBuffer[] chunks = new UnsafeBuffer[0];
    private long digest;

    /**
     * A slab without records.
     *
     * @param blockBytes of the SBE block.
     * @param links      places for slots, after the block.
     * @param recordsMax beyond which {@link #allocate} returns {@link #NONE}.
     */
    public Slab(final int blockBytes, final int links, final int recordsMax)
    {
        if (blockBytes < 1 || recordsMax < 1 || recordsMax > RECORDS_MAX)
        {
            throw new IllegalArgumentException(blockBytes + " bytes, at most " + recordsMax + " records");
        }
        this.blockBytes = alignToWord(blockBytes);
        this.recordBytes = alignToWord(this.blockBytes + links * Integer.BYTES);
        this.recordsMax = recordsMax;
        chunkShift = 31 - Integer.numberOfLeadingZeros(Math.max(1, CHUNK_BYTES / recordBytes));
        chunkMask = (1 << chunkShift) - 1;
    }

    /** Take the lowest free slot, all zeros; or {@link #NONE} when the slab is full. */
    public int allocate()
    {
        final int slot = live.firstGap();
        if (slot >= recordsMax)
        {
            return NONE;
        }
        take(slot);
        return slot;
    }

    /** Take a slot that a snapshot names. */
    public void take(final int slot)
    {
        if (slot < 0 || slot >= recordsMax || live.contains(slot))
        {
            throw new IllegalStateException("slot " + slot + " is taken, or beyond " + recordsMax);
        }
        live.add(slot);
        while (slot >>> chunkShift >= chunks.length)
        {
            chunks = Arrays.copyOf(chunks, chunks.length + 1);
            chunks[chunks.length - 1] = new UnsafeBuffer(ByteBuffer.allocateDirect(recordBytes << chunkShift));
        }
    }

    /** Free a slot; its words become zero. */
    public void free(final int slot)
    {
        requireLive(slot);
        for (int word = 0; word < recordBytes; word += Long.BYTES)
        {
            putLong(slot, word, 0);
        }
        live.remove(slot);
    }

    /** Does a record live at this slot? */
    public boolean isLive(final int slot)
    {
        return slot >= 0 && live.contains(slot);
    }

    /** The first slot with a record that is not below this one, or {@link #NONE}. */
    public int next(final int fromSlot)
    {
        return live.next(fromSlot);
    }

    /** Records. */
    public int count()
    {
        return live.count();
    }

    /** Records that fit. */
    public int recordsMax()
    {
        return recordsMax;
    }

    /** Is there no free slot? */
    public boolean isFull()
    {
        return live.count() == recordsMax;
    }

    /** Bytes of a record, links included. */
    public int recordBytes()
    {
        return recordBytes;
    }

    /** Where the link with this number lies. */
    public int linkOffset(final int link)
    {
        return blockBytes + link * Integer.BYTES;
    }

    /** Where the bytes of a record are, from {@link #offset}. To be read, not written. */
    public DirectBuffer buffer(final int slot)
    {
        return chunks[slot >>> chunkShift];
    }

    /** Where a record begins in its {@link #buffer}. */
    public int offset(final int slot)
    {
        return (slot & chunkMask) * recordBytes;
    }

    /** The number in a field, widened. */
    public long get(final int slot, final Field field)
    {
        return switch (field.bytes())
        {
            case 1 -> chunks[slot >>> chunkShift].getByte(offset(slot) + field.offset());
            case 2 -> chunks[slot >>> chunkShift].getShort(offset(slot) + field.offset(), LITTLE_ENDIAN);
            case 4 -> getInt(slot, field.offset());
            default -> getLong(slot, field.offset());
        };
    }

    /** Change the number in a field, and the digest with it. */
    public void put(final int slot, final Field field, final long value)
    {
        final int at = field.offset();
        final int word = at & ~7;
        if (field.bytes() == Long.BYTES)
        {
            putLong(slot, at, value);
        }
        else
        {
            final int shift = (at & 7) << 3;
            final long mask = (1L << (field.bytes() << 3)) - 1 << shift;
            putLong(slot, word, getLong(slot, word) & ~mask | value << shift & mask);
        }
    }

    /** A 32-bit number. */
    public int getInt(final int slot, final int at)
    {
        return chunks[slot >>> chunkShift].getInt(offset(slot) + at, LITTLE_ENDIAN);
    }

    /** Change a 32-bit number at a multiple of 4. */
    public void putInt(final int slot, final int at, final int value)
    {
        final int word = at & ~7;
        final int shift = (at & 4) << 3;
        putLong(slot, word, getLong(slot, word) & ~(0xFFFF_FFFFL << shift) | (value & 0xFFFF_FFFFL) << shift);
    }

    /** A 64-bit number. */
    public long getLong(final int slot, final int at)
    {
        return chunks[slot >>> chunkShift].getLong(offset(slot) + at, LITTLE_ENDIAN);
    }

    /** Change a word; every change of a record comes through here. */
    public void putLong(final int slot, final int at, final long value)
    {
        final UnsafeBuffer chunk = chunks[slot >>> chunkShift];
        final int index = offset(slot) + at;
        final long before = chunk.getLong(index, LITTLE_ENDIAN);
        if (before != value)
        {
            final long place = (long)slot << 16 | at;
            digest += digestOf(place, value) - digestOf(place, before);
            chunk.putLong(index, value, LITTLE_ENDIAN);
        }
    }

    /** Change text: copied, and padded with zeros to the width of the field. */
    public void putText(
        final int slot, final Field field, final DirectBuffer source, final int sourceOffset, final int length)
    {
        for (int at = 0; at < field.bytes(); at += Long.BYTES)
        {
            putLong(slot, field.offset() + at, TextKey.word(source, sourceOffset + at, length - at));
        }
    }

    /** Of all records: equal slabs have equal digests. */
    public long digest()
    {
        return digest;
    }

    /** Of one record. */
    public long digestOf(final int slot)
    {
        long sum = 0;
        for (int at = 0; at < recordBytes; at += Long.BYTES)
        {
            sum += digestOf((long)slot << 16 | at, getLong(slot, at));
        }
        return sum;
    }

    /** Bytes outside and inside the heap. */
    public long bytes()
    {
        return (long)chunks.length * (recordBytes << chunkShift) + live.bytes();
    }

    private static long digestOf(final long place, final long word)
    {
        return word == 0 ? 0 : Mix.of(place, word);
    }

    private static int alignToWord(final int bytes)
    {
        return bytes + Long.BYTES - 1 & -Long.BYTES;
    }

    private void requireLive(final int slot)
    {
        if (!isLive(slot))
        {
            throw new IllegalStateException("no record at slot " + slot);
        }
    }
}
