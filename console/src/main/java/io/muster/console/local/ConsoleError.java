package io.muster.console.local;

/**
 * Why the console refused or gave up. Codes are stable and never given a second meaning; those below 200 are the nodes'
 * ({@code io.muster.node.StartupError}), 211 and 212 the launch script's, 231 to 250 the replay tools', 251 to 260 the
 * benchmarks', 261 and on the simulation's. The other programs use the console's where they mean the same.
 */
public enum ConsoleError
{
    /** An option is unknown, malformed or out of its range; nothing was started. */
    OPTION_REFUSED(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** There is a cluster in this folder already. */
    ALREADY_UP(203, 3),
    /** There is no cluster in this folder. */
    NOT_UP(204, 3),
    /** A node ended before it was ready, or while it was needed. */
    NODE_FAILED(205, 3),
    /** A node was not ready in time. */
    NODE_LATE(206, 3),
    /** No master led in time. */
    LEADER_MISSING(207, 3),
    /** No block of free ports was found. */
    PORTS_TAKEN(208, 3),
    /** A master refused a query: it asks for what there is not, or for too much. */
    QUERY_REFUSED(221, 2),
    /** No master answered a query. */
    REPLICAS_SILENT(222, 3),
    /** The console itself is wrong: please report it. */
    DEFECT(299, 1);

    private final int code;
    private final int exitStatus;

    ConsoleError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    /** As it is printed, such as {@code M0203}. */
    public String code()
    {
        return String.format("M%04d", code);
    }

    /** 2: asked wrongly, 3: the world is not as it must be, 1: a defect. */
    public int exitStatus()
    {
        return exitStatus;
    }
}
