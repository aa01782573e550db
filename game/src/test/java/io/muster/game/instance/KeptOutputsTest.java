package io.muster.game.instance;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeptOutputsTest
{
    private static final int BYTES_MAX = 64 * 1024;

    private final BufferPool pool = new BufferPool();
    private final KeptOutputs outputs = new KeptOutputs(pool, BYTES_MAX);

    /** One output as the test remembers it. */
    private record Told(long seq, long tick, byte[] payload)
    {
    }

    @Test
    void shouldBeLikeAQueueWhateverHappens()
    {
        final Random random = new Random(5);
        final Deque<Told> model = new ArrayDeque<>();
        long lastSeq = 0;
        for (int step = 0; step < 100_000; step++)
        {
            final byte[] payload = new byte[random.nextInt(random.nextInt(50) == 0 ? 4097 : 400)];
            random.nextBytes(payload);
            if (random.nextInt(3) < 2 && outputs.append(step, new UnsafeBuffer(payload), 0, payload.length))
            {
                model.add(new Told(++lastSeq, step, payload));
            }
            if (random.nextInt(4) == 0 && !model.isEmpty())
            {
                final long acked = model.getFirst().seq() + random.nextInt(model.size());
                assertTrue(outputs.ack(acked));
                model.removeIf((told) -> told.seq() <= acked);
            }
            if (random.nextInt(20) == 0)
            {
                expectToSend(model);
            }
            assertEquals(model.isEmpty() ? 0 : 1, pool.lent());
        }
    }

    @Test
    void shouldRefuseMoreThanMayBeKeptAndStayAsItIs()
    {
        final UnsafeBuffer payload = new UnsafeBuffer(new byte[4096]);
        int kept = 0;
        while (outputs.append(kept, payload, 0, 4096))
        {
            kept++;
        }

        assertEquals(15, kept);
        assertEquals(15, outputs.lastSeq());
        assertTrue(outputs.bytes() <= BYTES_MAX);
        assertTrue(outputs.ack(1));
        assertTrue(outputs.append(99, payload, 0, 4096));
    }

    @Test
    void shouldIgnoreAcknowledgementsThatAreNoNewsOrWereNeverSaid()
    {
        outputs.append(1, new UnsafeBuffer(new byte[1]), 0, 1);

        assertFalse(outputs.ack(0));
        assertFalse(outputs.ack(2));
        assertFalse(outputs.ack(Long.MIN_VALUE));
        assertTrue(outputs.ack(1));
        assertFalse(outputs.ack(1));
    }

    @Test
    void shouldHoldNoBufferWhenNothingIsKept()
    {
        outputs.append(1, new UnsafeBuffer(new byte[3000]), 0, 3000);
        assertEquals(1, pool.lent());
        outputs.reset();

        assertEquals(0, pool.lent());
        assertEquals(0, outputs.lastSeq());
        assertFalse(outputs.hasUnsent());
    }

    /** Everything that is kept, from the first on. */
    private void expectToSend(final Deque<Told> model)
    {
        outputs.rewind();
        assertFalse(outputs.awaitsAck());
        for (final Told told : model)
        {
            assertTrue(outputs.hasUnsent());
            assertEquals(told.seq(), outputs.unsentSeq());
            assertEquals(told.tick(), outputs.unsentTick());
            final byte[] payload = new byte[outputs.unsentLength()];
            outputs.unsentBuffer().getBytes(outputs.unsentOffset(), payload);
            assertTrue(Arrays.equals(told.payload(), payload));
            outputs.sent();
        }
        assertFalse(outputs.hasUnsent());
    }
}
