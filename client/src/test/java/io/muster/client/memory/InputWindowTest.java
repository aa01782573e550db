package io.muster.client.memory;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InputWindowTest
{
    private static final int INPUTS_MAX = 5;
    private static final int BYTES_MAX = 64;

    private final InputWindow window = new InputWindow(INPUTS_MAX, BYTES_MAX);
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[BYTES_MAX]);

    @Test
    void shouldRefuseMoreInputsThanTheLimit()
    {
        for (int i = 1; i <= INPUTS_MAX; i++)
        {
            assertEquals(i, window.add(payload, 0, 1));
        }

        assertEquals(0, window.add(payload, 0, 1));
        assertTrue(window.ack(1));
        assertEquals(INPUTS_MAX + 1, window.add(payload, 0, 1));
    }

    @Test
    void shouldRefuseMoreBytesThanTheLimit()
    {
        assertEquals(1, window.add(payload, 0, BYTES_MAX));
        assertEquals(0, window.add(payload, 0, 1));
        assertTrue(window.ack(1));
        assertEquals(2, window.add(payload, 0, BYTES_MAX));
    }

    @Test
    void shouldNotBelieveAnAckOfWhatWasNeverGiven()
    {
        window.add(payload, 0, 1);

        assertFalse(window.ack(2));
        assertTrue(window.ack(1));
        assertFalse(window.ack(1));
        assertEquals(1, window.ackedSeq());
    }

    @Test
    void shouldKeepEveryPayloadWhateverItsPast()
    {
        final long seed = 42;
        final Random random = new Random(seed);
        final Deque<Integer> lengths = new ArrayDeque<>();
        for (int step = 0; step < 100_000; step++)
        {
            final int length = random.nextInt(BYTES_MAX / 2);
            payload.setMemory(0, length, (byte)(window.lastSeq() + 1));
            if (random.nextBoolean() && window.add(payload, 0, length) != 0)
            {
                lengths.add(length);
            }
            else if (!lengths.isEmpty())
            {
                expectOldest(lengths.remove(), "seed " + seed + ", step " + step);
            }
        }
    }

    private void expectOldest(final int length, final String message)
    {
        final long seq = window.ackedSeq() + 1;
        assertEquals(length, window.length(seq), message);
        for (int i = 0; i < length; i++)
        {
            assertEquals((byte)seq, window.buffer().getByte(window.offset(seq) + i), message);
        }
        assertTrue(window.ack(seq), message);
    }
}
