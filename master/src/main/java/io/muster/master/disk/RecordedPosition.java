package io.muster.master.disk;

import io.aeron.Aeron;
import io.aeron.archive.status.RecordingPos;
import org.agrona.concurrent.status.CountersReader;

/** How far the archive of this replica has the log of a term on its disk. Owned by the service's thread. */
final class RecordedPosition
{
    private final CountersReader counters;
    private int logSessionId;
    private int counterId = Aeron.NULL_VALUE;
    private long recordingId;

    /** @param counters of a media driver that has one archive. */
    RecordedPosition(final CountersReader counters)
    {
        this.counters = counters;
    }

    /** Another log is recorded from now on. */
    void follow(final int sessionId)
    {
        logSessionId = sessionId;
        counterId = Aeron.NULL_VALUE;
    }

    /** @return the position, or -1 while the log is not being recorded. */
    long read()
    {
        if (counterId == Aeron.NULL_VALUE || !RecordingPos.isActive(counters, counterId, recordingId))
        {
            counterId = RecordingPos.findCounterIdBySession(counters, logSessionId, Aeron.NULL_VALUE);
            if (counterId == Aeron.NULL_VALUE)
            {
                return -1;
            }
            recordingId = RecordingPos.getRecordingId(counters, counterId);
        }
        return counters.getCounterValue(counterId);
    }
}
