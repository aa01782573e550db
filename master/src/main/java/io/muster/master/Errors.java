package io.muster.master;

import org.agrona.ErrorHandler;
import org.agrona.concurrent.status.AtomicCounter;

import java.io.PrintStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Counts the errors of Aeron's agents by kind, to be printed when the process ends, and passes them on. Any thread may
 * tell one. Errors of more than so many kinds are only counted together.
 */
final class Errors implements ErrorHandler
{
    private static final int KINDS_MAX = 256;

    private final Map<String, Integer> timesByKind = new LinkedHashMap<>();
    private final ErrorHandler next;
    private final AtomicCounter errors;

    Errors(final ErrorHandler next, final AtomicCounter errors)
    {
        this.next = next;
        this.errors = errors;
    }

    @Override
    public void onError(final Throwable error)
    {
        errors.increment();
        count(error.toString());
        next.onError(error);
    }

    private synchronized void count(final String kind)
    {
        if (timesByKind.containsKey(kind) || timesByKind.size() < KINDS_MAX)
        {
            timesByKind.merge(kind, 1, Integer::sum);
        }
    }

    /** What was seen, a line each. */
    synchronized void printTo(final PrintStream out)
    {
        timesByKind.forEach((kind, times) -> out.println("muster: " + times + " x " + kind));
    }
}
