package io.muster.game.journal;

/** A journal cannot be run further. */
public final class JournalException extends RuntimeException
{
    /** Why. */
    public enum Reason
    {
        /** Steps are missing. */
        GAP,
        /** Its game is not here. */
        GAME_UNKNOWN,
        /** A message is none of a journal. */
        FOREIGN
    }

    private static final long serialVersionUID = 1;

    private final Reason reason;

    JournalException(final Reason reason, final String sentence)
    {
        super(sentence);
        this.reason = reason;
    }

    public Reason reason()
    {
        return reason;
    }
}
