package io.muster.node.link;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.ByteOrder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class CommandWindowTest
{
    private final CommandWindow window = new CommandWindow(1024, 16);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[1024]);
    private final UnsafeBuffer copy = new UnsafeBuffer(new byte[1024]);

    @Test
    void shouldKeepCommandsAsTheyTravelUntilTheyAreApplied()
    {
        final long seed = new Random().nextLong();
        final Random random = new Random(seed);
        final Deque<byte[]> kept = new ArrayDeque<>();
        for (int i = 0; i < 20_000; i++)
        {
            final byte[] bytes = new byte[8 + random.nextInt(120)];
            random.nextBytes(bytes);
            command.putBytes(0, bytes);
            if (window.append(command, 0, bytes.length))
            {
                kept.add(bytes);
            }
            if (random.nextInt(4) == 0)
            {
                final int applied = random.nextInt(kept.size() + 1);
                window.trim(window.firstSeq() + applied - 1);
                for (int gone = 0; gone < applied; gone++)
                {
                    kept.remove();
                }
            }
            assertSame(kept, "seed " + seed);
        }
    }

    @Test
    void shouldBeFullInBytesAndInCommands()
    {
        for (int i = 0; i < 16; i++)
        {
            assertTrue(window.append(command, 0, 8));
        }
        assertFalse(window.append(command, 0, 8), "sixteen commands");

        window.clear();
        assertTrue(window.append(command, 0, 1000));
        assertFalse(window.append(command, 0, 21), "1,024 bytes, lengths included");
        assertTrue(window.append(command, 0, 20));
    }

    @Test
    void shouldFillABatchWithWholeCommands()
    {
        for (int i = 0; i < 5; i++)
        {
            window.append(command, 0, 98);
        }

        assertEquals(2, window.countThatFit(1, 299, 100));
        assertEquals(3, window.countThatFit(1, 300, 100));
        assertEquals(1, window.countThatFit(5, 300, 100));
        assertEquals(2, window.countThatFit(1, 300, 2));
        assertEquals(0, window.countThatFit(6, 300, 2));
    }

    @Test
    void shouldThrowWhenMoreIsAppliedThanWasSent()
    {
        window.append(command, 0, 8);

        assertThrows(IllegalStateException.class, () -> window.trim(2));
    }

    @Test
    void shouldNumberFromOneAgainWhenCleared()
    {
        window.append(command, 0, 8);
        window.clear();

        assertEquals(1, window.firstSeq());
        assertEquals(0, window.lastSeq());
        assertEquals(0, window.bytes());
    }

    private void assertSame(final Deque<byte[]> kept, final String seed)
    {
        assertEquals(kept.size(), window.count(), seed);
        if (kept.isEmpty())
        {
            return;
        }

        final int length = window.copy(window.firstSeq(), kept.size(), copy, 0);
        assertEquals(length, window.bytes(), seed);
        int at = 0;
        for (final byte[] bytes : kept)
        {
            assertEquals(bytes.length, copy.getShort(at, ByteOrder.LITTLE_ENDIAN), seed);
            final byte[] there = new byte[bytes.length];
            copy.getBytes(at + 2, there);
            assertArrayEquals(bytes, there, seed);
            at += 2 + bytes.length;
        }
    }
}
