package io.muster.console.local;

/** The console refused or gave up; the message is one sentence for the person at the keyboard. */
public final class ConsoleException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    private final ConsoleError error;

    public ConsoleException(final ConsoleError error, final String sentence)
    {
        super(sentence);
        this.error = error;
    }

    public ConsoleError error()
    {
        return error;
    }
}
