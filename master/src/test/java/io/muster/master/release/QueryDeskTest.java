package io.muster.master.release;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

class QueryDeskTest
{
    private final QueryDesk desk = new QueryDesk(10_000);

    @Test
    void shouldBringTheAnswerBackToWhoAsked() throws Exception
    {
        final CompletableFuture<byte[]> asker = ask(desk, (byte)7);
        final QueryDesk.Visitor visitor = awaitVisitor();

        assertEquals(7, visitor.query().getByte(0));
        final DirectBuffer answer = new UnsafeBuffer(new byte[]{8, 9, 10});
        visitor.answer(answer, 2);

        assertArrayEquals(new byte[]{8, 9}, asker.get(10, TimeUnit.SECONDS));
        assertNull(desk.next(), "served once");
    }

    @Test
    void shouldTurnAwayWhatIsNoQuery() throws Exception
    {
        final CompletableFuture<byte[]> asker = ask(desk, (byte)7);
        awaitVisitor().turnAway();

        assertEquals(0, asker.get(10, TimeUnit.SECONDS).length);
    }

    @Test
    void shouldHaveOneVisitorAtATime() throws Exception
    {
        final CompletableFuture<byte[]> first = ask(desk, (byte)1);
        final QueryDesk.Visitor visitor = awaitVisitor();

        assertNull(desk.ask(new byte[]{2}), "the second goes away at once");
        assertNull(desk.next());

        visitor.answer(new UnsafeBuffer(new byte[]{3}), 1);
        assertArrayEquals(new byte[]{3}, first.get(10, TimeUnit.SECONDS));
    }

    @Test
    void shouldGoAwayWithoutAnAnswerAfterAWhile()
    {
        final QueryDesk unattended = new QueryDesk(1);

        assertNull(unattended.ask(new byte[]{1}));
        assertNull(unattended.next(), "nobody waits any more");
        assertNull(unattended.ask(new byte[]{2}), "and the next visitor may come");
    }

    private static CompletableFuture<byte[]> ask(final QueryDesk desk, final byte query)
    {
        return CompletableFuture.supplyAsync(() -> desk.ask(new byte[]{query}));
    }

    private QueryDesk.Visitor awaitVisitor()
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        QueryDesk.Visitor visitor = desk.next();
        while (visitor == null && System.nanoTime() - deadlineNs < 0)
        {
            Thread.onSpinWait();
            visitor = desk.next();
        }
        return visitor;
    }
}
