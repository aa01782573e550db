package io.muster.replay.log;

/** Why a replay tool refused or gave up. Codes are stable, never given a second meaning, and no other program's. */
public enum ReplayError
{
    /** An option or a prompt's command is unknown, malformed or out of its range. */
    ASKED_WRONGLY(201, 2),
    /** A file that was to be written cannot be. */
    FILE_UNWRITABLE(202, 3),
    /** There is no log of a replica there, or a file that tells where it is, is gone or altered. */
    NO_LOG(231, 3),
    /** The log is not what was recorded: a file is gone, cut off or altered. What is before it can be read. */
    LOG_DAMAGED(232, 3),
    /** What is asked for is before the log's beginning or the first snapshot that is left, or behind its end. */
    NOT_IN_LOG(233, 3),
    /** A snapshot cannot be restored: it is altered, of a later build, or does not fit the settings. */
    SNAPSHOT_UNUSABLE(234, 3),
    /** The directories are not of replicas of one cluster. */
    MEMBERS_FOREIGN(235, 3),
    /** Replicas, positions or builds that should be alike are not. */
    DIFFERENT(236, 1),
    /** A file is no incident, or was altered. */
    INCIDENT_DAMAGED(237, 3),
    /** The log was written by a later build, whose messages this one does not know. */
    SCHEMA_LATER(238, 3),
    /** The page cannot be served at this port. */
    PORT_TAKEN(239, 3),
    /** Another build's engine is not there, or too different to be called. */
    BUILD_UNUSABLE(240, 3),
    /** An instance that is run again does not do what it did. */
    INSTANCE_DIFFERS(241, 1),
    /** There is no such instance in the capture. */
    NO_INSTANCE(242, 3),
    /** Steps of an instance's journal are missing, and no state is left from which it could go on. */
    JOURNAL_GAPPED(243, 3),
    /** The game that an instance plays is not on the class path. */
    NO_GAME(244, 3);

    private final int code;
    private final int exitStatus;

    ReplayError(final int code, final int exitStatus)
    {
        this.code = code;
        this.exitStatus = exitStatus;
    }

    /** Of the process. */
    public int exitStatus()
    {
        return exitStatus;
    }

    /** To be thrown, with a sentence for the user. */
    public Refusal because(final String sentence)
    {
        return new Refusal(this, sentence, null);
    }

    /** To be thrown, with a sentence for the user and what it comes from. */
    public Refusal because(final Throwable cause)
    {
        return new Refusal(this, cause.getMessage(), cause);
    }

    /** Ends a tool with a code and a sentence. */
    public static final class Refusal extends RuntimeException
    {
        private static final long serialVersionUID = 1;

        private final ReplayError error;

        private Refusal(final ReplayError error, final String sentence, final Throwable cause)
        {
            super(String.format("M%04d %s", error.code, sentence), cause);
            this.error = error;
        }

        /** What it is about. */
        public ReplayError error()
        {
            return error;
        }

        /** Of the process. */
        public int exitStatus()
        {
            return error.exitStatus;
        }
    }
}
