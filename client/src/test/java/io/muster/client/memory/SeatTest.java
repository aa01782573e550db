package io.muster.client.memory;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SeatTest
{
    private static final long START_NS = 1_000_000_000_000L;

    private final Seat seat = new Seat(64, 8_192);
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[8]);

    SeatTest()
    {
        seat.take(7, 1, 4, START_NS);
    }

    @Test
    void shouldHoldInputsUntilTheGameHearsThePlayer()
    {
        add(3);
        assertEquals(List.of(), sent());

        seat.onAttached(0, START_NS);

        assertEquals(List.of(1L, 2L, 3L), sent());
    }

    @Test
    void shouldSendAgainWhatWasNotAcknowledgedWhenThereIsANewWay()
    {
        seat.onAttached(0, START_NS);
        add(4);
        sent();
        seat.onAcked(2, START_NS);

        seat.resume(START_NS + 1);
        seat.onAttached(2, START_NS + 2);

        assertEquals(List.of(3L, 4L), sent());
    }

    @Test
    void shouldSendAgainAfterASecondWithoutProgress()
    {
        seat.onAttached(0, START_NS);
        add(2);
        sent();

        seat.checkProgress(START_NS + Seat.RESEND_NS - 1);
        assertEquals(List.of(), sent());
        seat.checkProgress(START_NS + Seat.RESEND_NS);

        assertEquals(List.of(1L, 2L), sent());
    }

    @Test
    void shouldSendAgainOnceForManyInputsOutOfOrder()
    {
        seat.onAttached(0, START_NS);
        add(3);
        sent();

        seat.onAttached(0, START_NS + Seat.ATTACHED_AGAIN_NS);
        seat.onAttached(0, START_NS + Seat.ATTACHED_AGAIN_NS + 1);
        assertEquals(List.of(1L, 2L, 3L), sent());
        seat.onAttached(0, START_NS + Seat.ATTACHED_AGAIN_NS + 2);

        assertEquals(List.of(), sent());
    }

    @Test
    void shouldTakeOutputsOnceInOrderAndWithoutGaps()
    {
        assertTrue(seat.onOutput(1, START_NS));
        assertFalse(seat.onOutput(3, START_NS));
        assertFalse(seat.onOutput(1, START_NS));
        assertTrue(seat.onOutput(2, START_NS));
        assertTrue(seat.onOutput(3, START_NS));
    }

    @Test
    void shouldAcknowledgeOutputsAfterAWhileOrWhenThereAreMany()
    {
        seat.onOutput(1, START_NS);
        assertFalse(seat.isAckDue(START_NS + Seat.ACK_AFTER_NS - 1));
        assertTrue(seat.isAckDue(START_NS + Seat.ACK_AFTER_NS));
        seat.onOutputsTold();
        assertFalse(seat.isAckDue(START_NS + Seat.ACK_AFTER_NS));

        for (int i = 0; i < Seat.ACK_EVERY; i++)
        {
            seat.onOutput(2 + i, START_NS);
        }
        assertTrue(seat.isAckDue(START_NS));
    }

    @Test
    void shouldAcknowledgeAgainWhatIsSentAgain()
    {
        seat.onOutput(1, START_NS);
        seat.onOutputsTold();

        seat.onOutput(1, START_NS + 1);

        assertTrue(seat.isAckDue(START_NS + 1 + Seat.ACK_AFTER_NS));
    }

    @Test
    void shouldTellANewSessionNodeAtOnceWhatWasSeen()
    {
        seat.onOutput(1, START_NS);
        seat.onOutputsTold();

        seat.resume(START_NS + 1);

        assertTrue(seat.isAckDue(START_NS + 1));
    }

    @Test
    void shouldBeginAtOneInEachInstance()
    {
        seat.onAttached(0, START_NS);
        add(2);
        seat.onOutput(1, START_NS);

        seat.take(8, 0, 4, START_NS);
        seat.onAttached(0, START_NS);
        add(1);

        assertEquals(List.of(1L), sent());
        assertTrue(seat.onOutput(1, START_NS));
    }

    private void add(final int count)
    {
        for (int i = 0; i < count; i++)
        {
            seat.addInput(payload, 0, 8, START_NS);
        }
    }

    private List<Long> sent()
    {
        final List<Long> sent = new ArrayList<>();
        for (long seq = seat.inputToSend(); seq != 0; seq = seat.inputToSend())
        {
            sent.add(seq);
            seat.onInputSent();
        }
        return sent;
    }
}
