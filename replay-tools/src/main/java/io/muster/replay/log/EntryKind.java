package io.muster.replay.log;

/** What an entry of the log is. */
public enum EntryKind
{
    /** What a node sent: commands, or a heartbeat without any. */
    BATCH("batch"),
    /** Time passes: leases and the like are judged. */
    TICK("tick"),
    /** A leader begins its term. */
    TERM("term"),
    /** A node's cluster session opens. */
    SESSION_OPEN("session-open"),
    /** A node's cluster session closes. */
    SESSION_CLOSE("session-close"),
    /** All replicas take a snapshot, or the like. */
    ACTION("action"),
    /** Of no meaning to the engine. */
    OTHER("other");

    private final String word;

    EntryKind(final String word)
    {
        this.word = word;
    }

    /** As it is printed and asked for. */
    public String word()
    {
        return word;
    }
}
