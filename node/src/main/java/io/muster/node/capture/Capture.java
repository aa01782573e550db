package io.muster.node.capture;

import io.muster.node.StartupException;
import io.muster.node.status.Counters;
import org.agrona.collections.ArrayUtil;
import org.agrona.concurrent.EpochNanoClock;
import org.agrona.concurrent.OffsetEpochNanoClock;

import static io.muster.node.StartupError.MEMORY_SHORT;

/** A process's capture: each thread that has something to capture has a {@link CaptureRing} of it. */
public final class Capture
{
    /** Captures nothing. */
    public static final Capture OFF = new Capture(0, null, () -> 0);

    private static final int CLOCK_SAMPLES_MAX = 100;
    private static final long CLOCK_SAMPLE_NS_MAX = 250;

    private final int ringBytes;
    private final CaptureCounters counters;
    private final EpochNanoClock clock;
    private volatile CaptureRing[] rings = {};
    private volatile boolean isOn;
    private volatile long position;

    Capture(final int ringBytes, final CaptureCounters counters, final EpochNanoClock clock)
    {
        this.clock = clock;
        this.ringBytes = ringBytes;
        this.counters = counters;
        isOn = counters != null;
    }

    /**
     * A process's capture: on, if the settings say where; its writer is to be run then. Its clock goes on from now: a
     * wall clock that is set does not turn what happened around.
     */
    public static Capture of(final CaptureSettings settings, final Counters counters)
    {
        return settings.dir == null ? OFF : new Capture(settings.ringBytes, new CaptureCounters(counters),
            new OffsetEpochNanoClock(CLOCK_SAMPLES_MAX, CLOCK_SAMPLE_NS_MAX, Long.MAX_VALUE));
    }

    /**
     * A ring for one thread, which may be another than this one, for as long as the process captures.
     *
     * @throws StartupException MEMORY_SHORT.
     */
    public synchronized CaptureRing ring()
    {
        try
        {
            final CaptureRing ring = new CaptureRing(this, ringBytes);
            rings = counters == null ? rings : ArrayUtil.add(rings, ring);
            return ring;
        }
        catch (final OutOfMemoryError error)
        {
            throw new StartupException(MEMORY_SHORT, "the JVM has no memory for ring " + (rings.length + 1) +
                " of capture.ring = " + ringBytes + " bytes; start it with a larger -XX:MaxDirectMemorySize, or " +
                "lower capture.ring", error);
        }
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
        return clock.nanoTime();
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
