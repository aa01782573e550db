package io.muster.benchmarks.directory.report;

import java.util.List;

/** The names of what an operation costs at a size. */
public final class Growth
{
    /** The operations, in the order of the legend. */
    public static final List<String> OPERATIONS = List.of("insert", "update", "lookup", "range", "conjunction");

    private Growth()
    {
    }

    /** Nanoseconds per operation with so many users, as {@link Numbers} have it. */
    public static String key(final String operation, final int users)
    {
        return operation + "NsAt" + users;
    }
}
