package io.muster.node.capture;

import io.muster.node.status.Counters;
import org.agrona.collections.ArrayUtil;
import org.agrona.concurrent.OffsetEpochNanoClock;

/** A process's capture: each thread that has something to capture has a {@link CaptureRing} of it. */
public final class Capture
{
    /** Captures nothing. */
    public static final Capture OFF = new Capture(0, null);

    private final OffsetEpochNanoClock clock = new OffsetEpochNanoClock();
    private final int ringBytes;
    private final CaptureCounters counters;
    private volatile CaptureRing[] rings = {};
    private volatile boolean isOn;
    private volatile long position;

    private Capture(final int ringBytes, final CaptureCounters counters)
    {
        this.ringBytes = ringBytes;
        this.counters = counters;
        isOn = counters != null;
    }

    /** A process's capture: on, if the settings say where; its writer is to be run then. */
    public static Capture of(final CaptureSettings settings, final Counters counters)
    {
        return settings.dir == null ? OFF : new Capture(settings.ringBytes, new CaptureCounters(counters));
    }

    /** A ring for one thread, which may be another than this one, for as long as the process captures. */
    public synchronized CaptureRing ring()
    {
        final CaptureRing ring = new CaptureRing(this, ringBytes);
        if (counters != null)
        {
            rings = ArrayUtil.add(rings, ring);
        }
        return ring;
    }

    /**
     * Stop, or go on; the writer keeps running. Nothing happens to a capture that was never on.
     *
     * @param on false: what is said from now on is not captured, and not counted as dropped.
     */
    public void turn(final boolean on)
    {
        isOn = on && counters != null;
    }

    boolean isOn()
    {
        return isOn;
    }

    long timeNs()
    {
        return isOn ? clock.nanoTime() : 0;
    }

    void position(final long newPosition)
    {
        // Whoever captures reads it, so it is not written without need.
        if (isOn && newPosition != position)
        {
            position = newPosition;
        }
    }

    long position()
    {
        return position;
    }

    /** All that there are now. */
    CaptureRing[] rings()
    {
        return rings;
    }

    CaptureCounters counters()
    {
        return counters;
    }
}
