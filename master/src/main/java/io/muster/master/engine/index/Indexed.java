package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;

/**
 * Which field of a table is indexed, and how.
 *
 * @param kind   what can be asked.
 * @param field  of the table's records.
 * @param within the field whose values each have an order of their own, or null.
 */
public record Indexed(Kind kind, Field field, Field within)
{
    /** @throws IllegalArgumentException for a pair of fields that is not one word. */
    public Indexed
    {
        if (kind == Kind.SORTED_WITHIN && !isWord(field, within))
        {
            throw new IllegalArgumentException("the second half of a word is sorted within its first, both of 4 bytes");
        }
    }

    /** An index over one field. */
    public Indexed(final Kind kind, final Field field)
    {
        this(kind, field, null);
    }

    private static boolean isWord(final Field field, final Field within)
    {
        return within != null && field.bytes() == Integer.BYTES && within.bytes() == Integer.BYTES &&
            field.offset() % Long.BYTES == 0 && within.offset() == field.offset() + Integer.BYTES;
    }

    /** Does a change of what lies here in the record change this index? */
    boolean isOver(final int offset)
    {
        return offset == field.offset() || within != null && offset == within.offset();
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
         * All records in the order of a number, for each value of another: of all users of a node the best. The two are
         * one word of the record, and the index one over that word (see {@link Pair}): the number comes first, and at
         * a multiple of 8.
         */
        SORTED_WITHIN,
        /** All records with a tag. */
        BITS
    }
}
