package io.muster.game.instance;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class InputQueueTest
{
    private final BufferPool pool = new BufferPool();
    private final InputQueue inputs = new InputQueue(pool);

    @Test
    void shouldGiveInputsInTheOrderInWhichTheyCame()
    {
        for (int i = 0; i < 500; i++)
        {
            add(i % 16, "input " + i);
        }

        final List<String> taken = takeAll();
        for (int i = 0; i < 500; i++)
        {
            assertEquals(i % 16 + " input " + i, taken.get(i));
        }
    }

    @Test
    void shouldForgetTheInputsOfASeat()
    {
        add(1, "a");
        add(2, "b");
        add(1, "c");
        add(3, "d");
        inputs.forget(1);
        add(1, "e");
        inputs.forget(3);

        assertEquals(List.of("2 b", "1 e"), takeAll());
    }

    @Test
    void shouldHoldABufferOnlyWhileSomethingIsQueued()
    {
        assertFalse(inputs.hasNext());
        inputs.forget(1);
        inputs.clear();
        add(1, "");
        assertEquals(1, pool.lent());

        assertEquals(List.of("1 "), takeAll());
        inputs.clear();
        assertEquals(0, pool.lent());
    }

    private void add(final int seat, final String text)
    {
        inputs.add(seat, new UnsafeBuffer(text.getBytes()), 0, text.length());
    }

    private List<String> takeAll()
    {
        final List<String> taken = new ArrayList<>();
        while (inputs.hasNext())
        {
            taken.add(inputs.seat() + " " + inputs.buffer().getStringWithoutLengthAscii(
                inputs.offset(), inputs.length()));
            inputs.taken();
        }
        return taken;
    }
}
