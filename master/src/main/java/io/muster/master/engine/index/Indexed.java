package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;

/**
 * Which field of a table is indexed, and how.
 *
 * @param kind  what can be asked.
 * @param field of the table's records.
 */
public record Indexed(Kind kind, Field field)
{
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
        /** All records with a tag. */
        BITS
    }
}
