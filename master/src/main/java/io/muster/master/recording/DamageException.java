package io.muster.master.recording;

/** A file is not what was written: a part of it is altered, or gone. */
public final class DamageException extends RuntimeException
{
    private static final long serialVersionUID = 1L;

    /** @param sentence that says what is wrong and where, for the operator. */
    public DamageException(final String sentence)
    {
        super(sentence);
    }

    public DamageException(final String sentence, final Throwable cause)
    {
        super(sentence, cause);
    }
}
