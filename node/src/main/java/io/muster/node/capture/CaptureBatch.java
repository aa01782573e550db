package io.muster.node.capture;

import io.muster.codecs.CaptureBatchEncoder;
import io.muster.codecs.CapturedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import org.agrona.BufferUtil;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/**
 * What goes to the disk at once: a header, and of each thread's ring what had come there until one moment. If that is
 * much, it makes several batches, and each gets a like share of every ring, so that all threads go on in time alike.
 */
final class CaptureBatch
{
    /** One message may begin before and end after it. */
    private static final int BYTES = CaptureFile.BATCH_BYTES_MAX - CaptureRing.MESSAGE_BYTES_MAX;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + CaptureBatchEncoder.BLOCK_LENGTH;

    private final CaptureBatchEncoder encoder = new CaptureBatchEncoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CRC32C crc = new CRC32C();
    private final ByteBuffer headerBytes = BufferUtil.allocateDirectAligned(HEADER_BYTES, Long.BYTES);
    private final Capture capture;
    private CaptureRing[] rings = {};
    private ByteBuffer[] parts = {headerBytes};
    private int length;
    private int messages;

    CaptureBatch(final Capture capture, final NodeKind kind, final int nodeId, final long startMs)
    {
        this.capture = capture;
        encoder.wrapAndApplyHeader(new UnsafeBuffer(headerBytes), 0, header)
            .nodeId(nodeId)
            .startMs(startMs)
            .capturedBlockLength(CapturedEncoder.BLOCK_LENGTH)
            .nodeKind(kind);
    }

    /** See what has come. What was seen before was taken. */
    void look()
    {
        final CaptureRing[] now = capture.rings();
        if (rings != now)
        {
            rings = now;
            parts = Stream.concat(
                Stream.of(headerBytes), Arrays.stream(rings).map(CaptureRing::regions).flatMap(Arrays::stream))
                .toArray(ByteBuffer[]::new);
        }
        for (final CaptureRing ring : rings)
        {
            ring.look();
        }
    }

    /** Make the next batch of what was seen. @return false: there is no more. */
    boolean take()
    {
        long left = 0;
        for (final CaptureRing ring : rings)
        {
            left += ring.left();
        }
        final long batches = left / BYTES + 1;
        length = HEADER_BYTES;
        messages = 0;
        for (final CaptureRing ring : rings)
        {
            messages += ring.take((int)Math.min(ring.left() / batches + 1, Math.max(0, BYTES - length)));
            length += ring.regions()[0].remaining() + ring.regions()[1].remaining();
        }
        return messages > 0;
    }

    /**
     * Write what its header says.
     *
     * @return its parts; of each what is between position and limit.
     */
    ByteBuffer[] seal(final long batchSeq, final long dropped)
    {
        encoder.batchSeq(batchSeq).dropped(dropped);
        crc.reset();
        headerBytes.limit(HEADER_BYTES)
            .position(encoder.offset() + CaptureBatchEncoder.checksumEncodingOffset() + Integer.BYTES);
        for (final ByteBuffer part : parts)
        {
            final int begin = part.position();
            crc.update(part);
            part.position(begin);
        }
        headerBytes.position(0);
        encoder.checksum((int)crc.getValue());
        return parts;
    }

    /** Give the rings their room back. */
    void release()
    {
        for (final CaptureRing ring : rings)
        {
            ring.release();
        }
    }

    /** Whether so much has come since that was seen that a ring may get full. */
    boolean isMuchLeft()
    {
        for (final CaptureRing ring : rings)
        {
            if (ring.look() > ring.capacity() / 4)
            {
                return true;
            }
        }
        return false;
    }

    /** In bytes, its header included. */
    int length()
    {
        return length;
    }

    int messages()
    {
        return messages;
    }
}
