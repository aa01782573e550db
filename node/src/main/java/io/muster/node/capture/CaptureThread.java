package io.muster.node.capture;

import io.muster.codecs.NodeKind;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.AgentRunner;
import org.agrona.concurrent.SleepingMillisIdleStrategy;
import org.agrona.concurrent.SystemEpochClock;

/** A process's capture with the thread that writes it, if the settings want one. To be closed after whom it hears. */
public final class CaptureThread implements AutoCloseable
{
    /** What comes meanwhile makes one batch, and is lost if the process is killed; rings have room for much more. */
    private static final long PAUSE_MS = 20;

    private final Capture capture;
    private final AgentRunner writer;

    /**
     * @param onFailure ends the process; a disk that fails is none.
     * @throws io.muster.node.StartupException DIRECTORY_UNWRITABLE, DIRECTORY_IN_USE.
     */
    public CaptureThread(
        final CaptureSettings settings,
        final NodeKind kind,
        final int nodeId,
        final Counters counters,
        final ErrorHandler onFailure)
    {
        capture = Capture.of(settings, counters);
        writer = capture == Capture.OFF ? null : new AgentRunner(
            new SleepingMillisIdleStrategy(PAUSE_MS), onFailure, null,
            new CaptureWriter(capture, settings, kind, nodeId, SystemEpochClock.INSTANCE, System.err));
        if (writer != null)
        {
            AgentRunner.startOnThread(writer);
        }
    }

    public Capture capture()
    {
        return capture;
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(writer);
    }
}
