package io.muster.game.journal;

/** A journal cannot be run further: steps are missing, or it is none, or its game is not here. */
public final class JournalException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    public JournalException(final String sentence)
    {
        super(sentence);
    }
}
