package io.muster.master.release;

import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Where an operator's query comes in from another thread, that of the status page, and goes to the service's thread,
 * which answers it like any other. One visitor at a time; a second one is turned away. Safe for any thread; the
 * service's thread never waits here.
 */
public final class QueryDesk
{
    private final AtomicReference<Visitor> next = new AtomicReference<>();
    private final AtomicReference<Visitor> present = new AtomicReference<>();
    private final long patienceMs;

    /** @param patienceMs after which a visitor goes away without an answer. */
    public QueryDesk(final long patienceMs)
    {
        this.patienceMs = patienceMs;
    }

    /**
     * Ask, and wait for the answer.
     *
     * @return null when somebody else is asking, or nobody answers: ask again, or another replica; no bytes when that
     * was no query.
     */
    public byte[] ask(final byte[] query)
    {
        final Visitor visitor = new Visitor(query);
        if (!present.compareAndSet(null, visitor))
        {
            return null;
        }
        try
        {
            next.set(visitor);
            return visitor.answer.get(patienceMs, TimeUnit.MILLISECONDS);
        }
        catch (final TimeoutException | ExecutionException silence)
        {
            return null;
        }
        catch (final InterruptedException end)
        {
            Thread.currentThread().interrupt();
            return null;
        }
        finally
        {
            next.set(null);
            present.set(null);
        }
    }

    /** Who is to be served, once; or null. */
    Visitor next()
    {
        return next.get() == null ? null : next.getAndSet(null);
    }

    /** One query and its answer. */
    static final class Visitor
    {
        private final UnsafeBuffer query;
        private final CompletableFuture<byte[]> answer = new CompletableFuture<>();

        private Visitor(final byte[] query)
        {
            this.query = new UnsafeBuffer(query);
        }

        DirectBuffer query()
        {
            return query;
        }

        void answer(final DirectBuffer message, final int length)
        {
            final byte[] bytes = new byte[length];
            message.getBytes(0, bytes);
            answer.complete(bytes);
        }

        /** It was no query. */
        void turnAway()
        {
            answer.complete(new byte[0]);
        }
    }
}
