package io.muster.master.engine.outbox;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class OutboxTest
{
    private static final int BYTES_MAX = 4096;

    private final Outbox outbox = new Outbox(BYTES_MAX);
    private final OutboxReader reader = new OutboxReader(outbox);
    private final UnsafeBuffer message = new UnsafeBuffer(new byte[2 * Outbox.MESSAGE_BYTES_MAX]);

    @Test
    void shouldGiveBackWhatItWasGiven()
    {
        append(1, 40);
        append(2, 0);

        assertTrue(reader.isOnEvent());
        expect(1, 40);
        reader.advance();
        assertTrue(reader.isOnEvent());
        expect(2, 0);
        reader.advance();
        assertFalse(reader.isOnEvent());
        append(3, 7);
        assertTrue(reader.isOnEvent());
        expect(3, 7);
    }

    @Test
    void shouldKeepEverythingInOrderRoundAndRound()
    {
        final Random random = new Random(8);
        final Deque<Integer> lengths = new ArrayDeque<>();
        for (int step = 0; step < 100_000; step++)
        {
            final int length = random.nextInt(random.nextInt(20) == 0 ? Outbox.MESSAGE_BYTES_MAX + 1 : 100);
            final int bytes = lengths.stream().mapToInt(Outbox::recordBytes).sum();
            final boolean fits = bytes + Outbox.recordBytes(length) <= BYTES_MAX;
            assertEquals(fits, append(outbox.lastSeq() + 1, length));
            if (fits)
            {
                lengths.add(length);
            }
            else
            {
                final int count = 1 + random.nextInt(lengths.size());
                outbox.trim(outbox.firstSeq() + count - 1);
                for (int i = 0; i < count; i++)
                {
                    lengths.remove();
                }
            }
            if (step % 50 == 0)
            {
                expectAll(lengths);
            }
            while (random.nextBoolean() && reader.isOnEvent())
            {
                expect(reader.eventSeq(), reader.length());
                reader.advance();
            }
        }
    }

    @Test
    void shouldSkipForTheReaderWhatIsTrimmedUnderIt()
    {
        append(1, 10);
        append(2, 20);
        append(3, 30);
        assertTrue(reader.isOnEvent());

        outbox.trim(2);
        assertTrue(reader.isOnEvent());
        expect(3, 30);
        outbox.trim(3);
        assertFalse(reader.isOnEvent());
        append(4, 40);
        assertTrue(reader.isOnEvent());
        expect(4, 40);
    }

    @Test
    void shouldLetTheReaderGoBackToWhatIsKept()
    {
        append(1, 10);
        append(2, 20);
        append(3, 30);
        outbox.trim(1);
        reader.seek(9);
        assertFalse(reader.isOnEvent());

        reader.seek(3);
        assertTrue(reader.isOnEvent());
        expect(3, 30);
        reader.seek(1);
        assertTrue(reader.isOnEvent());
        expect(2, 20);
    }

    @Test
    void shouldStartAnewForTheReaderToo()
    {
        append(1, 10);
        append(2, 20);
        reader.seek(2);

        outbox.startAfter(0);
        assertFalse(reader.isOnEvent());
        append(1, 30);
        assertTrue(reader.isOnEvent());
        expect(1, 30);
    }

    @Test
    void shouldTrimNothingThatWasNeverSaid()
    {
        append(1, 10);
        outbox.trim(2);
        assertFalse(outbox.isEmpty());

        outbox.trim(1);
        outbox.trim(0);
        assertTrue(outbox.isEmpty());
        assertEquals(0, outbox.bytes());
    }

    @Test
    void shouldThrowOnAMessageThatIsTooLong()
    {
        assertThrows(IllegalArgumentException.class, () -> append(1, Outbox.MESSAGE_BYTES_MAX + 1));
    }

    private void expectAll(final Deque<Integer> lengths)
    {
        final OutboxReader another = new OutboxReader(outbox);
        for (final int length : lengths)
        {
            assertTrue(another.isOnEvent());
            assertEquals(length, another.length());
            assertEquals(another.eventSeq(), another.position());
            another.advance();
        }
        assertFalse(another.isOnEvent());
    }

    /** Every byte of a message is its number, and so is its position. */
    private boolean append(final long eventSeq, final int length)
    {
        message.setMemory(0, length, (byte)eventSeq);
        return outbox.append(eventSeq, eventSeq / 2, message, 0, length);
    }

    private void expect(final long eventSeq, final int length)
    {
        assertEquals(eventSeq, reader.eventSeq());
        assertEquals(eventSeq, reader.position());
        assertEquals(eventSeq / 2, reader.appliedCommandSeq());
        assertEquals(length, reader.length());
        for (int i = 0; i < length; i++)
        {
            assertEquals((byte)eventSeq, reader.buffer().getByte(reader.offset() + i));
        }
    }
}
