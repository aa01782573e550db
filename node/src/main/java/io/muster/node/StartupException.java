package io.muster.node;

import io.aeron.exceptions.DriverTimeoutException;
import io.aeron.exceptions.StorageSpaceException;
import org.agrona.concurrent.AgentTerminationException;

import java.net.BindException;

/** The process cannot start or go on; the message is the code and one sentence for the operator. */
public final class StartupException extends RuntimeException
{
    private static final long serialVersionUID = 1;

    private final StartupError error;

    public StartupException(final StartupError error, final String sentence)
    {
        this(error, sentence, null);
    }

    public StartupException(final StartupError error, final String sentence, final Throwable cause)
    {
        super(error.code() + " " + sentence, cause);
        this.error = error;
    }

    /** What has gone wrong, whoever noticed it first. */
    public static StartupException of(final Throwable thrown)
    {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause())
        {
            if (cause instanceof StartupException known)
            {
                return known;
            }
            if (isDiskFull(cause))
            {
                return new StartupException(StartupError.DISK_FULL, "there is no room left: " + cause, thrown);
            }
            if (cause instanceof BindException || contains(cause, "Address already in use"))
            {
                return new StartupException(StartupError.PORT_IN_USE, "a port is in use: " + cause, thrown);
            }
            if (cause instanceof DriverTimeoutException)
            {
                return new StartupException(StartupError.DRIVER_LOST, "the media driver is gone: " + cause, thrown);
            }
        }
        return new StartupException(StartupError.BUG, String.valueOf(thrown), thrown);
    }

    /** The process cannot go on after this, whoever it was told to. */
    static boolean isFatal(final Throwable thrown)
    {
        return thrown instanceof Error || thrown instanceof AgentTerminationException ||
            of(thrown).error.exitStatus() != StartupError.BUG.exitStatus();
    }

    static boolean isDiskFull(final Throwable thrown)
    {
        return thrown instanceof StorageSpaceException || contains(thrown, "No space left on device");
    }

    public StartupError error()
    {
        return error;
    }

    private static boolean contains(final Throwable thrown, final String text)
    {
        return thrown.getMessage() != null && thrown.getMessage().contains(text);
    }
}
