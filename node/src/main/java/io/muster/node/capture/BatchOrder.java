package io.muster.node.capture;

import io.muster.codecs.CapturedDecoder;
import org.agrona.DirectBuffer;

import java.util.Arrays;
import java.util.Comparator;

/**
 * In a batch the messages of one thread come after those of another; here they are in the order of their times, those
 * of one time as they stand.
 */
final class BatchOrder
{
    private final CapturedDecoder captured = new CapturedDecoder();
    private final Comparator<Integer> byTime = Comparator.comparingLong(this::timeOf);
    private int[] offsets = {};
    private long[] times = {};
    /** Of the messages, from 0 as they stand; the sort is stable, and quick where much is in order. */
    private Integer[] numbers = {};
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

    private long timeOf(final Integer number)
    {
        return times[number];
    }

    /** Go through the messages of a batch, as far as they are well-formed. */
    void of(final CaptureFile file)
    {
        final int blockLength = file.batch().capturedBlockLength();
        final DirectBuffer buffer = file.buffer();
        int offset = file.messagesOffset();
        clear();
        while (isWhole && offset < file.batchEnd())
        {
            final int room = file.batchEnd() - offset - blockLength;
            captured.wrap(buffer, offset, blockLength, file.version());
            isWhole = blockLength >= CapturedDecoder.BLOCK_LENGTH && room >= 0 &&
                captured.length() >= 0 && captured.length() <= room;
            if (isWhole)
            {
                add(offset, captured.timeNs());
                offset += blockLength + captured.length();
            }
        }
        Arrays.sort(numbers, 0, count, byTime);
    }

    private void add(final int offset, final long timeNs)
    {
        if (count == offsets.length)
        {
            final int capacity = Math.max(1_000, 2 * count);
            offsets = Arrays.copyOf(offsets, capacity);
            times = Arrays.copyOf(times, capacity);
            numbers = Arrays.copyOf(numbers, capacity);
        }
        offsets[count] = offset;
        times[count] = timeNs;
        numbers[count] = count;
        count++;
    }

    boolean hasNext()
    {
        return next < count;
    }

    /** Where the next message begins, its block first. */
    int next()
    {
        return offsets[numbers[next++]];
    }

    /** Whether all messages are well-formed. */
    boolean isWhole()
    {
        return isWhole;
    }
}
