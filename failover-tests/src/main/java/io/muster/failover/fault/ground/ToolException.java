package io.muster.failover.fault.ground;

/** A tool of the system failed, or is not there; the message says which, and what it said. */
public final class ToolException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    ToolException(final String sentence)
    {
        super(sentence);
    }
}
