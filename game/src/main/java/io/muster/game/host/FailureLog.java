package io.muster.game.host;

import org.agrona.ErrorHandler;

import java.io.PrintStream;
import java.util.HashSet;
import java.util.Set;

/**
 * Prints the failures of games: a line for each, and the stack the first time that a game failed at this place. Any
 * worker may call it; it locks, because it is called when an instance has ended anyway.
 */
public final class FailureLog implements ErrorHandler
{
    /** Places that are remembered; beyond that only lines are printed. */
    private static final int PLACES_MAX = 256;

    private final PrintStream out;
    private final Set<String> places = new HashSet<>();

    public FailureLog(final PrintStream out)
    {
        this.out = out;
    }

    @Override
    public synchronized void onError(final Throwable failure)
    {
        out.println(failure.getMessage());
        final Throwable thrown = failure.getCause() == null ? failure : failure.getCause();
        final StackTraceElement[] stack = thrown.getStackTrace();
        final String place = thrown.getClass().getName() + (stack.length == 0 ? "" : stack[0].toString());
        if (places.size() < PLACES_MAX && places.add(place))
        {
            thrown.printStackTrace(out);
        }
    }
}
