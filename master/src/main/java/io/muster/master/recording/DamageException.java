package io.muster.master.recovery;

/** A snapshot is not what was written: a part of it is altered, or gone. */
final class DamageException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** @param sentence that says what is wrong and where, for the operator. */
    DamageException(final String sentence)
    {
        super(sentence);
    }

    DamageException(final String sentence, final Throwable cause)
    {
        super(sentence, cause);
    }
}
