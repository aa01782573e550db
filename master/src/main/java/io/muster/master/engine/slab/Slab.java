package io.muster.master.engine.slab;

import org.agrona.DirectBuffer;
import org.agrona.UnsafeApi;

import java.nio.ByteOrder;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Records of one size, each at a slot for as long as it lives, in chunks outside the heap.
 * <p>
 * A record is an SBE block followed by the links of its groups. Growing adds a chunk and copies nothing (see
 * {@link Chunks}). The lowest free slot is taken first, so a slab that was restored acts like the one that was saved,
 * whatever its past.
 * <p>
 * The digest covers each byte of each record, links included. It does not depend on the order of changes, costs one
 * product a change (see {@code PlaceSum}, which says what it can't miss), and can be computed again from the bytes.
 */
public final class Slab
{
    /** No slot: the slab is full, or nothing was found. */
    public static final int NONE = -1;

    /** Slots are kept in 27 bits by the indexes, which need one value for none. */
    public static final int RECORDS_MAX = (1 << 27) - 1;

    private static final boolean IS_LITTLE_ENDIAN = ByteOrder.nativeOrder() == LITTLE_ENDIAN;
    private static final int LINK_PLACE = 0x8000;

    private final int blockBytes;
    private final int recordBytes;
    private final int recordsMax;
    private final Chunks chunks;
    private final SlotSet live = new SlotSet();
    private final PlaceSum sum = new PlaceSum();
    private final PlaceSum sumAgain = new PlaceSum();

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
        chunks = new Chunks(recordBytes);
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

    /** Take a slot that a snapshot names, all zeros. */
    public void take(final int slot)
    {
        if (slot < 0 || slot >= recordsMax || live.contains(slot))
        {
            throw new IllegalStateException("slot " + slot + " is taken, or beyond " + recordsMax);
        }
        live.add(slot);
        chunks.ensure(slot);
    }

    /**
     * Take a slot that a snapshot names, with what its record was.
     *
     * @param itsBlockBytes a multiple of 8: shorter than a block of this slab, and the rest is zero; or longer, and
     *                      the rest is left out.
     * @param itsLinkBytes  that follow, a multiple of 8; likewise.
     */
    public void restore(
        final int slot, final DirectBuffer source, final int offset, final int itsBlockBytes, final int itsLinkBytes)
    {
        if (((itsBlockBytes | itsLinkBytes) & 7) != 0)
        {
            throw new IllegalArgumentException(itsBlockBytes + " and " + itsLinkBytes + " bytes are not words");
        }
        take(slot);
        for (int at = 0; at < Math.min(blockBytes, itsBlockBytes); at += Long.BYTES)
        {
            putLong(slot, at, source.getLong(offset + at, LITTLE_ENDIAN));
        }
        for (int at = 0; at < Math.min(linkBytes(), itsLinkBytes); at += Long.BYTES)
        {
            putLong(slot, blockBytes + at, source.getLong(offset + itsBlockBytes + at, LITTLE_ENDIAN));
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

    /** Bytes of a record's block: as declared, and up to the next word. */
    public int blockBytes()
    {
        return blockBytes;
    }

    /** Bytes of a record's links, which follow its block. */
    public int linkBytes()
    {
        return recordBytes - blockBytes;
    }

    /** Where the link with this number lies. */
    public int linkOffset(final int link)
    {
        return blockBytes + link * Integer.BYTES;
    }

    /** Where the bytes of a record are, from {@link #offset}: to be read, not written; valid as the slab grows. */
    public DirectBuffer buffer(final int slot)
    {
        return chunks.buffer(slot);
    }

    /** Where a record begins in its {@link #buffer}. */
    public int offset(final int slot)
    {
        return chunks.offset(slot);
    }

    /** The number in a field, widened. */
    public long get(final int slot, final Field field)
    {
        final int at = field.offset();
        return switch (field.bytes())
        {
            case 1 -> UnsafeApi.getByte(chunks.address(slot) + at);
            case 2 -> (short)(getLong(slot, at & ~7) >>> ((at & 7) << 3));
            case 4 -> getInt(slot, at);
            default -> getLong(slot, at);
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
        final int bits = UnsafeApi.getInt(chunks.address(slot) + at);
        return IS_LITTLE_ENDIAN ? bits : Integer.reverseBytes(bits);
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
        final long bits = UnsafeApi.getLong(chunks.address(slot) + at);
        return IS_LITTLE_ENDIAN ? bits : Long.reverseBytes(bits);
    }

    /** Change a word; every change of a record comes through here. */
    public void putLong(final int slot, final int at, final long value)
    {
        final long before = getLong(slot, at);
        if (before != value)
        {
            sum.change(place(slot, at), before, value);
            UnsafeApi.putLong(chunks.address(slot) + at, IS_LITTLE_ENDIAN ? value : Long.reverseBytes(value));
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

    /** Of all records: equal slabs have equal digests, and a slab without records has 0. */
    public long digest()
    {
        return sum.value();
    }

    /** Of all records, computed from their bytes. */
    public long digestAgain()
    {
        sumAgain.reset();
        for (int slot = next(0); slot != NONE; slot = next(slot + 1))
        {
            addAgain(slot);
        }
        return sumAgain.value();
    }

    /** Of one record at its slot, computed from its bytes. The digest of all is not the sum of these. */
    public long digestOf(final int slot)
    {
        sumAgain.reset();
        addAgain(slot);
        return sumAgain.value();
    }

    /** Bytes that the records and the set of their slots take. */
    public long bytes()
    {
        return chunks.bytes() + live.bytes();
    }

    private void addAgain(final int slot)
    {
        for (int at = 0; at < recordBytes; at += Long.BYTES)
        {
            sumAgain.change(place(slot, at), 0, getLong(slot, at));
        }
    }

    /** A link's place does not depend on the length of the block, so that a longer one keeps the digest. */
    private long place(final int slot, final int at)
    {
        return (long)slot << 16 | (at < blockBytes ? at : LINK_PLACE + at - blockBytes);
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
