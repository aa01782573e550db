package io.muster.master.engine.slab;

/**
 * A field of a record: where it lies in the block, and how wide it is.
 *
 * @param name   as in the schema, for plans and error messages.
 * @param offset in the block, in bytes; a multiple of the width (of 8 for text).
 * @param bytes  1, 2, 4 or 8 for a number; more for text, padded with zeros.
 */
public record Field(String name, int offset, int bytes)
{
    /**
     * Checks the alignment, which keeps each number within one word of the digest.
     *
     * @throws IllegalArgumentException for a field that lies across words.
     */
    public Field
    {
        final boolean number = bytes == 1 || bytes == 2 || bytes == 4 || bytes == 8;
        final int alignment = number ? bytes : Long.BYTES;
        if (offset % alignment != 0 || !number && bytes % Long.BYTES != 0)
        {
            throw new IllegalArgumentException(name + ": " + bytes + " bytes at " + offset + " are not aligned");
        }
    }

    /** Is it padded text, rather than a number? */
    public boolean isText()
    {
        return bytes > Long.BYTES;
    }
}
