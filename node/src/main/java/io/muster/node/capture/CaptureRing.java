package io.muster.node.capture;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.CapturedEncoder;
import org.agrona.BufferUtil;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.agrona.concurrent.ringbuffer.RingBufferDescriptor;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Where one thread leaves what is to be captured: one copy, which never waits and allocates nothing. What finds the
 * ring full is dropped and counted. Messages stand in it as they will in a batch, so that the writer hands them to the
 * disk from where they are: Agrona's rings have a header before each message and give them one by one. With one thread
 * to fill it and one to empty it, neither waits for the other.
 */
public final class CaptureRing
{
    /** What is longer, or than a quarter of the ring, is not captured, and counted as dropped. */
    static final int MESSAGE_BYTES_MAX = 1 << 20;

    /** In one word, so that both are of one moment: messages so far and, in the lower half, bytes so far. */
    private static final int TAIL = RingBufferDescriptor.TAIL_POSITION_OFFSET;
    /** Where the last round ended whose end was reached: the next message did not fit behind it. */
    private static final int ROUND_END = RingBufferDescriptor.HEAD_CACHE_POSITION_OFFSET;
    private static final int HEAD = RingBufferDescriptor.HEAD_POSITION_OFFSET;

    private final Capture capture;
    private final int capacity;
    private final int messageBytesMax;
    private final UnsafeBuffer buffer;

    // The thread's own.
    private int tail;
    private int claimedTail;
    private int knownHead;
    private int said;
    private long timeNs;
    private boolean isTimeOld = true;

    // The writer's own.
    private final ByteBuffer[] regions;
    private int looked;
    private int taken;
    private int lookedMessages;
    private int takenMessages;

    CaptureRing(final Capture capture, final int capacity)
    {
        this.capture = capture;
        this.capacity = capacity;
        messageBytesMax = Math.min(MESSAGE_BYTES_MAX, capacity / 4);
        final ByteBuffer bytes =
            BufferUtil.allocateDirectAligned(capacity + RingBufferDescriptor.TRAILER_LENGTH, Long.BYTES);
        buffer = new UnsafeBuffer(bytes);
        regions = new ByteBuffer[]{bytes.duplicate(), bytes.duplicate()};

        // One round before positions overflow, so that a ring that goes round at all has done that, too.
        tail = Integer.MIN_VALUE - capacity;
        knownHead = tail;
        looked = tail;
        taken = tail;
        claimedTail = tail;
        publish();
        release();
    }

    /** Whether anything is captured: ask before doing work only for the capture. */
    public boolean isOn()
    {
        return capture.isOn();
    }

    /** What follows, until the next call, happens in one go and has one time: the clock costs as much as a message. */
    public void begin()
    {
        isTimeOld = true;
    }

    /** The highest position of the log seen so far goes with everything that the process captures from now on. */
    public void position(final long position)
    {
        capture.position(position);
    }

    /** Longest message that can be captured. */
    public int messageBytesMax()
    {
        return messageBytesMax - CapturedEncoder.BLOCK_LENGTH;
    }

    /** Capture a message that is of no one player or instance, in a go of its own. */
    public void message(final CaptureWay way, final DirectBuffer source, final int offset, final int length)
    {
        begin();
        final int index = claim(way, 0, 0, length);
        if (index > 0)
        {
            buffer.putBytes(index, source, offset, length);
            commit();
        }
    }

    /** Capture that something happened which has no message, in a go of its own. */
    public void moment(final CaptureWay way, final long peer, final long userId)
    {
        begin();
        if (claim(way, peer, userId, 0) > 0)
        {
            commit();
        }
    }

    /**
     * Make room for a message, to be written into {@link #buffer} at the index, then to be {@link #commit}ted. What
     * was claimed before and not committed is forgotten.
     *
     * @param peer   a connection or an instance, as the way tells; or 0.
     * @param userId of the player that it is from, for or about, if that is known; or 0.
     * @return the index, or 0: nothing is captured, or the ring is full.
     */
    public int claim(final CaptureWay way, final long peer, final long userId, final int length)
    {
        claimedTail = tail;
        if (!isOn())
        {
            return 0;
        }
        final int bytes = CapturedEncoder.BLOCK_LENGTH + length;
        if (length > messageBytesMax() || !makeRoom(bytes))
        {
            capture.counters().dropped.increment();
            return 0;
        }
        if (isTimeOld)
        {
            isTimeOld = false;
            timeNs = Math.max(capture.timeNs(), timeNs);
        }
        claimedTail = tail + bytes;
        final int index = indexOf(tail);
        buffer.putLong(index + CapturedEncoder.timeNsEncodingOffset(), timeNs, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + CapturedEncoder.positionEncodingOffset(), capture.position(), ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + CapturedEncoder.peerEncodingOffset(), peer, ByteOrder.LITTLE_ENDIAN);
        buffer.putLong(index + CapturedEncoder.userIdEncodingOffset(), userId, ByteOrder.LITTLE_ENDIAN);
        buffer.putInt(index + CapturedEncoder.lengthEncodingOffset(), length, ByteOrder.LITTLE_ENDIAN);
        buffer.putByte(index + CapturedEncoder.wayEncodingOffset(), (byte)way.value());
        return index + CapturedEncoder.BLOCK_LENGTH;
    }

    /** A message is in one piece: one that does not fit before the ring's end leaves that empty. */
    private boolean makeRoom(final int bytes)
    {
        final int index = indexOf(tail);
        final int toEnd = capacity - index;
        final int skipped = bytes > toEnd ? toEnd : 0;
        final int end = tail + skipped + bytes;
        if (end - knownHead > capacity)
        {
            knownHead = buffer.getIntAcquire(capacity + HEAD);
            if (end - knownHead > capacity)
            {
                return false;
            }
        }
        if (bytes >= toEnd)
        {
            buffer.putInt(capacity + ROUND_END, bytes == toEnd ? capacity : index);
        }
        tail += skipped;
        return true;
    }

    /** Where a claimed message goes. */
    public MutableDirectBuffer buffer()
    {
        return buffer;
    }

    /**
     * The claimed message is complete.
     *
     * @throws IllegalStateException nothing was claimed, or the claim was refused.
     */
    public void commit()
    {
        if (claimedTail == tail)
        {
            throw new IllegalStateException("nothing is claimed");
        }
        tail = claimedTail;
        said++;
        publish();
    }

    private void publish()
    {
        buffer.putLongRelease(capacity + TAIL, (long)said << Integer.SIZE | tail & 0xFFFF_FFFFL);
    }

    int capacity()
    {
        return capacity;
    }

    /** See what has come. @return bytes. */
    int look()
    {
        final long saidAndTail = buffer.getLongAcquire(capacity + TAIL);
        looked = (int)saidAndTail;
        lookedMessages = (int)(saidAndTail >> Integer.SIZE);
        return left();
    }

    /** Bytes that were looked at and not taken yet. */
    int left()
    {
        return looked - taken;
    }

    /**
     * Take what was looked at, or some of it. Its room is given back with {@link #release}.
     *
     * @param bytesMax if there is more, take no other message once there are so many bytes.
     * @return how many messages {@link #regions} have now.
     */
    int take(final int bytesMax)
    {
        return left() <= bytesMax ? takeAll() : takeSome(bytesMax);
    }

    private int takeAll()
    {
        final boolean isOneRound = isOneRound();
        show(indexOf(taken), isOneRound ? indexOf(looked) : roundEnd(), isOneRound ? 0 : indexOf(looked));
        final int count = lookedMessages - takenMessages;
        taken = looked;
        takenMessages = lookedMessages;
        return count;
    }

    /** Not beyond the ring's end. */
    private int takeSome(final int bytesMax)
    {
        if (!isOneRound() && indexOf(taken) >= roundEnd())
        {
            taken += capacity - indexOf(taken);
        }
        final int begin = indexOf(taken);
        final int end = isOneRound() ? indexOf(looked) : roundEnd();
        int index = begin;
        int count = 0;
        while (index - begin < bytesMax && index < end)
        {
            index += CapturedEncoder.BLOCK_LENGTH +
                buffer.getInt(index + CapturedEncoder.lengthEncodingOffset(), ByteOrder.LITTLE_ENDIAN);
            count++;
        }
        show(begin, index, 0);
        taken += index - begin;
        takenMessages += count;
        return count;
    }

    private boolean isOneRound()
    {
        return (taken & -capacity) == (looked & -capacity);
    }

    private int roundEnd()
    {
        return buffer.getInt(capacity + ROUND_END);
    }

    private void show(final int begin, final int end, final int endFromStart)
    {
        regions[0].limit(end).position(begin);
        regions[1].limit(endFromStart).position(0);
    }

    /** What was taken last, between positions and limits. */
    ByteBuffer[] regions()
    {
        return regions;
    }

    /** What was taken is written, or lost. */
    void release()
    {
        buffer.putIntRelease(capacity + HEAD, taken);
    }

    private int indexOf(final int position)
    {
        return position & capacity - 1;
    }
}
