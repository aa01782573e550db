package io.muster.node.capture;

import io.muster.codecs.CapturedDecoder;
import org.agrona.DirectBuffer;

import java.util.Arrays;

/**
 * In a batch the messages of one thread come after those of another; here they are in the order of their times, those
 * of one time as they stand.
 */
final class BatchOrder
{
    /** Of a key, to tell apart as many messages as there can be; the rest is time. */
    private static final int NUMBER_BITS = 20;
    private static final long AFTER_MAX_NS = Long.MAX_VALUE >> NUMBER_BITS;

    private final CapturedDecoder captured = new CapturedDecoder();
    private int[] offsets = new int[1 << 10];
    private long[] keys = new long[1 << 10];
    private int count;
    private int next;
    private boolean isWhole = true;

    /** Of no batch. */
    void clear()
    {
        count = 0;
        next = 0;
        isWhole = true;
    }

    /** Go through the messages of a batch, as far as they are well-formed. */
    void of(final CaptureFile file)
    {
        final int blockLength = file.batch().capturedBlockLength();
        final DirectBuffer buffer = file.buffer();
        int offset = file.messagesOffset();
        clear();
        isWhole = blockLength >= CapturedDecoder.BLOCK_LENGTH;
        while (isWhole && offset < file.batchEnd())
        {
            final int room = file.batchEnd() - offset - blockLength;
            captured.wrap(buffer, offset, blockLength, file.version());
            isWhole = room >= 0 && captured.length() >= 0 && captured.length() <= room;
            if (isWhole)
            {
                add(offset, captured.timeNs());
                offset += blockLength + captured.length();
            }
        }
        sort();
    }

    private void add(final int offset, final long timeNs)
    {
        if (count == offsets.length)
        {
            offsets = Arrays.copyOf(offsets, 2 * count);
            keys = Arrays.copyOf(keys, 2 * count);
        }
        offsets[count] = offset;
        keys[count] = timeNs;
        count++;
    }

    private void sort()
    {
        long firstNs = Long.MAX_VALUE;
        for (int i = 0; i < count; i++)
        {
            firstNs = Math.min(firstNs, keys[i]);
        }
        for (int i = 0; i < count; i++)
        {
            final long afterNs = keys[i] - firstNs;
            keys[i] = (afterNs < 0 ? AFTER_MAX_NS : Math.min(afterNs, AFTER_MAX_NS)) << NUMBER_BITS | i;
        }
        Arrays.sort(keys, 0, count);
    }

    boolean hasNext()
    {
        return next < count;
    }

    /** Where the next message begins, its block first. */
    int next()
    {
        return offsets[(int)keys[next++] & (1 << NUMBER_BITS) - 1];
    }

    /** Whether all messages are well-formed. */
    boolean isWhole()
    {
        return isWhole;
    }
}
