package io.muster.failover.fault;

/** The fault did not bite, so that the run shows nothing: the message says what was missing. */
public final class VoidException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    public VoidException(final String sentence)
    {
        super(sentence);
    }

    /** @throws VoidException with the sentence, unless it bit. */
    public static void unless(final boolean bit, final String otherwise)
    {
        if (!bit)
        {
            throw new VoidException(otherwise);
        }
    }
}
