package io.muster.node;

import io.aeron.exceptions.AeronException;
import org.agrona.ErrorHandler;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Separates the errors after which a process cannot go on from those that Aeron's parts report and survive, such as a
 * peer whose name has no address. Called by any thread.
 * <p>
 * An Aeron client also reports, and survives, what our own handlers throw while it polls for us. That is a bug of ours,
 * and ends the process.
 */
final class FatalErrors implements ErrorHandler
{
    /** Different errors that are printed; later ones are in the driver's own error log. */
    private static final int KINDS_MAX = 64;

    private final ErrorHandler onFailure;
    private final PrintStream err;
    private final boolean runsOurHandlers;
    private final Set<String> printed = new HashSet<>();

    FatalErrors(final ErrorHandler onFailure, final PrintStream err, final boolean runsOurHandlers)
    {
        this.runsOurHandlers = runsOurHandlers;
        this.onFailure = onFailure;
        this.err = err;
    }

    @Override
    public void onError(final Throwable thrown)
    {
        final boolean isOurs = runsOurHandlers && !(thrown instanceof AeronException);
        if (isOurs || StartupException.isFatal(thrown))
        {
            onFailure.onError(thrown);
        }
        else if (isNew(thrown.toString()))
        {
            err.println("muster: survived " + thrown);
        }
    }

    private synchronized boolean isNew(final String kind)
    {
        return printed.size() < KINDS_MAX && printed.add(kind);
    }
}
