package io.muster.node;

/**
 * Why a process could not start, or had to end. Codes are stable: an operator may look for them, and none is ever given
 * a second meaning.
 */
public enum StartupError
{
    /** A command line that is not understood. */
    ARGUMENT_UNKNOWN(100, StartupError.SETTINGS),
    /** The settings file is not there or cannot be read. */
    CONFIG_MISSING(101, StartupError.SETTINGS),
    /** The settings file is not HOCON. */
    CONFIG_MALFORMED(102, StartupError.SETTINGS),
    /** A setting that nothing reads: most often a misspelt one. */
    SETTING_UNKNOWN(103, StartupError.SETTINGS),
    /** A setting below its least or above its most. */
    SETTING_OUT_OF_RANGE(104, StartupError.SETTINGS),
    /** A setting of the wrong form, such as a duration without a unit that is known. */
    SETTING_MALFORMED(105, StartupError.SETTINGS),
    /** A setting without a default was not given. */
    SETTING_MISSING(106, StartupError.SETTINGS),
    /** Two settings that do not go together. */
    SETTINGS_CONTRADICT(107, StartupError.SETTINGS),
    /** Another process has the port. */
    PORT_IN_USE(110, StartupError.WORLD),
    /** The disk has less room than is asked for. */
    DISK_FULL(111, StartupError.WORLD),
    /** Another living process uses the directory. */
    DIRECTORY_IN_USE(112, StartupError.WORLD),
    /** The machine has less memory than is asked for. */
    MEMORY_SHORT(113, StartupError.WORLD),
    /** The directory cannot be made or written. */
    DIRECTORY_UNWRITABLE(114, StartupError.WORLD),
    /** The host is not an address of this machine. */
    HOST_UNKNOWN(115, StartupError.WORLD),
    /** The port is kept for the superuser. */
    PORT_FORBIDDEN(116, StartupError.WORLD),
    /** The media driver under the process is gone or stalled. */
    DRIVER_LOST(120, StartupError.WORLD),
    /** A snapshot is damaged. The replica goes on with an earlier one, or with its log from the beginning. */
    SNAPSHOT_DAMAGED(130, StartupError.WORLD),
    /** A later build wrote the snapshot. It stays as it is, for that build. */
    SNAPSHOT_LATER(131, StartupError.WORLD),
    /** The snapshot is whole, but these settings cannot read it. */
    SNAPSHOT_MISFIT(132, StartupError.SETTINGS),
    /** Neither a snapshot nor the whole log is left. */
    STATE_LOST(133, StartupError.WORLD),
    /** A kill ended a write. What got to the file was never counted, and is cut off; the replica goes on. */
    FRAME_TORN(134, StartupError.WORLD),
    /** The disk of a leader stalls, and those of the others do not. It ends, so that one of them leads. */
    DISK_STALLED(135, StartupError.WORLD),
    /** The disk refused to write or sync the log. What was written may be gone, so the replica begins anew. */
    DISK_FAILED(136, StartupError.WORLD),
    /** Nothing is on the disk that the others could continue. The replica begins with a copy of the leader's log. */
    SEEDED(137, StartupError.WORLD),
    /** The others have purged what the log of this replica needs next. It is moved aside, and the others' copied. */
    LOG_BEHIND(138, StartupError.WORLD),
    /** The disk is empty and nobody leads who could be copied from. The replica waits. */
    SEED_AWAITED(139, StartupError.WORLD),
    /** The copy of another replica's log does not come on. */
    SEED_FAILED(140, StartupError.WORLD),
    /** Files that the archive or the cluster needs cannot be used. They are moved aside, and the others' copied. */
    FILES_DAMAGED(141, StartupError.WORLD),
    /** An error that the program did not foresee. */
    BUG(199, StartupError.PROGRAM);

    private static final int PROGRAM = 1;
    private static final int SETTINGS = 2;
    private static final int WORLD = 3;

    private final int code;
    private final int exitStatus;

    StartupError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    /** As printed and looked up: {@code M0110}. */
    public String code()
    {
        return String.format("M%04d", code);
    }

    /** Exit status of the process: 1 for a bug, 2 for settings, 3 for the world around it. */
    public int exitStatus()
    {
        return exitStatus;
    }
}
