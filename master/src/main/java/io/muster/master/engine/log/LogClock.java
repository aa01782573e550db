package io.muster.master.engine.log;

/**
 * The only time that the engine knows: that of the log's entries, less the log's silences.
 * <p>
 * While nobody leads, nothing can be heard and nobody can come back. If that time counted, the first tick after an
 * outage of the master would find every lease and every grace over. So each step counts for at most silenceMaxMs.
 */
public final class LogClock
{
    private final long silenceMaxMs;
    private long timestampMs;
    private long nowMs;

    /** @param silenceMaxMs the most that one step counts for. */
    public LogClock(final long silenceMaxMs)
    {
        this.silenceMaxMs = silenceMaxMs;
    }

    /**
     * An entry of the log. Its time may be before the last one's when the leader has changed; then no time has
     * passed.
     */
    public void advance(final long entryTimestampMs)
    {
        if (entryTimestampMs > timestampMs)
        {
            nowMs += Math.min(entryTimestampMs - timestampMs, silenceMaxMs);
            timestampMs = entryTimestampMs;
        }
    }

    /** Milliseconds that have counted since the log began. */
    public long nowMs()
    {
        return nowMs;
    }

    /** The latest timestamp of the log. */
    public long timestampMs()
    {
        return timestampMs;
    }

    /** As a snapshot has it. */
    public void restore(final long snapshotTimestampMs, final long snapshotNowMs)
    {
        timestampMs = snapshotTimestampMs;
        nowMs = snapshotNowMs;
    }
}
