package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;

import java.util.List;

/**
 * Which field of a table is indexed, and how.
 *
 * @param kind   what can be asked.
 * @param field  of the table's records.
 * @param within the fields whose values together each have an order of their own; empty but for SORTED_WITHIN.
 */
public record Indexed(Kind kind, Field field, List<Field> within)
{
    /** @throws IllegalArgumentException for fields that are not one word. */
    public Indexed
    {
        if (kind == Kind.SORTED_WITHIN && !isWord(field, within))
        {
            throw new IllegalArgumentException(
                "the first half of a word is sorted within fields of the second, which begin where it does");
        }
    }

    /** An index over one field. */
    public Indexed(final Kind kind, final Field field)
    {
        this(kind, field, List.of());
    }

    private static boolean isWord(final Field field, final List<Field> within)
    {
        boolean isWord = field.bytes() == Integer.BYTES && field.offset() % Long.BYTES == 0 && !within.isEmpty();
        int end = field.offset() + Integer.BYTES;
        for (final Field part : within)
        {
            isWord &= part.offset() == end && part.bytes() <= Integer.BYTES;
            end += part.bytes();
        }
        return isWord && end <= field.offset() + Long.BYTES;
    }

    /** Does a change of what lies here in the record change this index? */
    boolean isOver(final int offset)
    {
        boolean isOver = offset == field.offset();
        for (final Field part : within)
        {
            isOver |= offset == part.offset();
        }
        return isOver;
    }

    /**
     * What a value of one of the fields adds to the number that an order lies within.
     *
     * @return the bits of all of them, in their places.
     */
    public int withinBits(final Field part, final long value)
    {
        final int shift = (part.offset() - field.offset() - Integer.BYTES) * Byte.SIZE;
        final long mask = (1L << part.bytes() * Byte.SIZE) - 1;
        return (int)((value & mask) << shift);
    }

    /** What an index answers. */
    public enum Kind
    {
        /** At most one record a number. */
        UNIQUE,
        /** At most one record a text. */
        UNIQUE_TEXT,
        /** All records with a number. */
        GROUP,
        /** All records in the order of a number. */
        SORTED,
        /** All records in the order of a number, but those where it is 0: for what few records have. */
        SORTED_SOME,
        /**
         * All records in the order of a number, for each value of others: of all users of a node in a state the best.
         * They are one word of the record, and the index one over that word (see {@link Pair}): the number comes first,
         * at a multiple of 8, and the others behind it, without a gap. What is left of the word belongs to no field.
         */
        SORTED_WITHIN,
        /** All records with a tag. */
        BITS
    }
}
