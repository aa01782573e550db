package io.muster.node.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.CapturedEncoder;
import io.muster.node.status.Counters;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.OffsetEpochNanoClock;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.ManyToOneRingBuffer;
import org.agrona.concurrent.ringbuffer.RingBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteOrder;

/**
 * Where a process's threads leave what is to be captured: one copy into a ring, which never waits and allocates
 * nothing. What finds the ring full is dropped and counted. Any thread may call any of it.
 */
public final class Capture
{
    /** Captures nothing. */
    public static final Capture OFF = new Capture();

    /** What is longer is not captured, and counted as dropped; with a small ring it is an eighth of that. */
    public static final int MESSAGE_BYTES_MAX = 1 << 20;

    /** Type id of the ring's messages. */
    private static final int CAPTURED = 1;

    private final RingBuffer ring;
    private final int messageBytesMax;
    private final CaptureCounters counters;
    private final OffsetEpochNanoClock clock = new OffsetEpochNanoClock();
    private volatile boolean isOn;
    private volatile long position;

    private Capture()
    {
        ring = null;
        messageBytesMax = 0;
        counters = null;
    }

    Capture(final int ringBytes, final CaptureCounters counters)
    {
        ring = new ManyToOneRingBuffer(new UnsafeBuffer(
            BufferUtil.allocateDirectAligned(ringBytes + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES)));
        messageBytesMax = Math.min(MESSAGE_BYTES_MAX, ring.maxMsgLength());
        this.counters = counters;
        isOn = true;
    }

    /** A process's capture: on, if the settings say where; its writer is to be run then. */
    public static Capture of(final CaptureSettings settings, final Counters counters)
    {
        return settings.dir == null ? OFF : new Capture(settings.ringBytes, new CaptureCounters(counters));
    }

    /** Whether anything is captured: ask before doing work only for the capture. */
    public boolean isOn()
    {
        return isOn;
    }

    /**
     * Stop, or go on; the writer keeps running. Nothing happens to a capture that was never on.
     *
     * @param on false: what is said from now on is not captured, and not counted as dropped.
     */
    public void turn(final boolean on)
    {
        isOn = on && ring != null;
    }

    /** The highest position of the log seen so far goes with everything that is captured from now on. */
    public void position(final long newPosition)
    {
        // Whoever captures reads it, so it is not written without need.
        if (isOn && newPosition != position)
        {
            position = newPosition;
        }
    }

    /** Capture a message that is of no one player or instance. */
    public void message(final CaptureWay way, final DirectBuffer buffer, final int offset, final int length)
    {
        final int index = claim(timeNs(), way, 0, 0, length);
        if (index > 0)
        {
            ring.buffer().putBytes(index, buffer, offset, length);
            commit(index);
        }
    }

    /** Capture that something happened which has no message. */
    public void moment(final CaptureWay way, final long peer, final long userId)
    {
        final int index = claim(timeNs(), way, peer, userId, 0);
        if (index > 0)
        {
            commit(index);
        }
    }

    /** The time of what happens now, for {@link #claim}; 0 while nothing is captured. */
    public long timeNs()
    {
        return isOn ? clock.nanoTime() : 0;
    }

    /**
     * Make room for a message, to be written into {@link #buffer} at the index and then {@link #commit}ted.
     *
     * @param timeNs when it happened; what happens in one go has one time, for the clock costs as much as the claim.
     * @param peer   a connection or an instance, as the way tells; or 0.
     * @param userId of the player that it is from, for or about, if that is known; or 0.
     * @return the index, or 0: nothing is captured, or the ring is full.
     */
    public int claim(
        final long timeNs, final CaptureWay way, final long peer, final long userId, final int length)
    {
        if (!isOn)
        {
            return 0;
        }
        final int bytes = CapturedEncoder.BLOCK_LENGTH + length;
        final int index = bytes > messageBytesMax ? 0 : ring.tryClaim(CAPTURED, bytes);
        if (index <= 0)
        {
            counters.dropped.increment();
            return 0;
        }
        final MutableDirectBuffer buffer = ring.buffer();
        buffer.putLong(index + CapturedEncoder.timeNsEncodingOffset(), timeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + CapturedEncoder.positionEncodingOffset(), position, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + CapturedEncoder.peerEncodingOffset(), peer, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + CapturedEncoder.userIdEncodingOffset(), userId, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(index + CapturedEncoder.lengthEncodingOffset(), length, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(index + CapturedEncoder.wayEncodingOffset(), (byte)way.value());
        return index + CapturedEncoder.BLOCK_LENGTH;
    }

    /** Longest message that can be captured. */
    public int messageBytesMax()
    {
        return messageBytesMax - CapturedEncoder.BLOCK_LENGTH;
    }

    /** Where a claimed message goes. */
    public MutableDirectBuffer buffer()
    {
        return ring.buffer();
    }

    /** A claimed message is complete. */
    public void commit(final int index)
    {
        ring.commit(index - CapturedEncoder.BLOCK_LENGTH);
    }

    RingBuffer ring()
    {
        return ring;
    }

    CaptureCounters counters()
    {
        return counters;
    }
}
