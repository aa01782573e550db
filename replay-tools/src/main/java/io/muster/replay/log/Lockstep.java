package io.muster.replay.log;

import io.muster.master.recording.ReplicaFiles;

/** Two logs, entry by entry, until one is not the other's. What is damaged ends a log. */
public final class Lockstep
{
    private final LogReader one;
    private final LogReader other;
    private final boolean hasCommon;
    private long end;
    private boolean isDifferent;

    /** Where both logs are that began later. */
    public Lockstep(final ReplicaFiles files, final ReplicaFiles otherFiles)
    {
        one = new LogReader(files).salvage();
        other = new LogReader(otherFiles).salvage();
        end = Math.max(files.log().startPosition(), otherFiles.log().startPosition());
        hasCommon = end <= Math.min(files.log().stopPosition(), otherFiles.log().stopPosition());
        if (hasCommon)
        {
            one.seek(end);
            other.seek(end);
        }
    }

    /** Go to the first entry that differs, or to where one of them ends. */
    public Lockstep toFirstDifference()
    {
        while (hasCommon && !isDifferent && one.next() && other.next())
        {
            isDifferent = !isEqual(one.entry(), other.entry());
            end = isDifferent ? end : one.entry().position();
        }
        return this;
    }

    /** What is on the wire may differ in its frames, and be the same. */
    private static boolean isEqual(final Entry one, final Entry other)
    {
        if (one.kind() != other.kind() || one.position() != other.position() || one.termId() != other.termId() ||
            one.timestampMs() != other.timestampMs() || one.sessionId() != other.sessionId() ||
            one.length() != other.length())
        {
            return false;
        }
        for (int i = 0; i < one.length(); i++)
        {
            if (one.buffer().getByte(one.offset() + i) != other.buffer().getByte(other.offset() + i))
            {
                return false;
            }
        }
        return true;
    }

    /** Whether they differ, and do not just end. */
    public boolean isDifferent()
    {
        return isDifferent;
    }

    /** Of the last entry that both have. */
    public long end()
    {
        return end;
    }

    /** The entry of the first log that is not the other's. */
    public Entry one()
    {
        return one.entry();
    }

    /** The entry of the other log. */
    public Entry other()
    {
        return other.entry();
    }
}
