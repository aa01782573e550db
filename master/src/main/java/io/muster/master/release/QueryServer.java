package io.muster.master.release;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.Subscription;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.QueryRefusedEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import io.muster.master.engine.Engine;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Answers queries from this replica's state, leader or standby. Owned by the service's thread.
 * <p>
 * A query waits until the replica has applied the position that its asker has seen; its answer waits until another
 * replica has applied what it tells. So many may wait, and only for so long: then the asker is told to ask another
 * replica. An answer that cannot be sent is dropped and counted, for a silent replica is passed over as well.
 */
public final class QueryServer implements FragmentHandler, AutoCloseable
{
    private static final int FRAGMENT_LIMIT = 32;
    private static final int REFUSED_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + QueryRefusedEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QueryRefusedEncoder refused = new QueryRefusedEncoder();
    private final UnsafeBuffer refusal = new UnsafeBuffer(new byte[REFUSED_BYTES]);
    private final Engine engine;
    private final NodeChannels channels;
    private final QueryDesk desk;
    private final ReleaseCounters counters;
    private final Subscription subscription;
    private final long waitNs;
    /** The first {@link #waiting} of them wait; one more is always free for the next to be read into. */
    private final Query[] queries;
    private int waiting;
    private long applied;
    private long witnessed;
    private long nowNs;

    public QueryServer(
        final Aeron aeron,
        final ReleaseSettings settings,
        final Engine engine,
        final NodeChannels channels,
        final QueryDesk desk,
        final ReleaseCounters counters)
    {
        this.engine = engine;
        this.channels = channels;
        this.desk = desk;
        this.counters = counters;
        waitNs = settings.queryWaitNs();
        queries = new Query[settings.queriesMax() + 1];
        for (int i = 0; i < queries.length; i++)
        {
            queries[i] = new Query();
        }
        subscription = aeron.addSubscription(settings.queriesChannel(), Streams.QUERIES);
    }

    /** Serve those that wait, then new ones. */
    public int poll(final long appliedPosition, final long witnessedPosition, final long timeNs)
    {
        applied = appliedPosition;
        witnessed = witnessedPosition;
        nowNs = timeNs;

        int served = 0;
        for (int index = waiting - 1; index >= 0; index--)
        {
            final Query query = queries[index];
            if (serve(query))
            {
                queries[index] = queries[--waiting];
                queries[waiting] = query;
                served++;
            }
        }
        return served + pollDesk() + subscription.poll(this, FRAGMENT_LIMIT);
    }

    private int pollDesk()
    {
        final QueryDesk.Visitor visitor = desk.next();
        if (visitor == null)
        {
            return 0;
        }
        if (queries[waiting].take(visitor, nowNs + waitNs))
        {
            serveOrWait(queries[waiting]);
        }
        else
        {
            counters.queriesMalformed.increment();
            visitor.turnAway();
        }
        return 1;
    }

    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header ignored)
    {
        if (queries[waiting].take(buffer, offset, length, nowNs + waitNs))
        {
            serveOrWait(queries[waiting]);
        }
        else
        {
            counters.queriesMalformed.increment();
        }
    }

    private void serveOrWait(final Query query)
    {
        if (serve(query))
        {
            return;
        }
        if (waiting == queries.length - 1)
        {
            refuse(query, RefusalCode.QUERIES_FULL);
        }
        else
        {
            waiting++;
        }
    }

    /** False: it has to wait. */
    private boolean serve(final Query query)
    {
        query.answerBy(engine, applied);
        if (query.isAnswered(witnessed))
        {
            send(query, query.answer(), query.answerLength());
            counters.queriesAnswered.increment();
            return true;
        }
        if (query.isLate(nowNs))
        {
            refuse(query, RefusalCode.POSITION_NOT_REACHED);
            return true;
        }
        return false;
    }

    private void refuse(final Query query, final RefusalCode code)
    {
        refused.wrapAndApplyHeader(refusal, 0, header)
            .queryId(query.queryId())
            .position(applied)
            .code(code);
        send(query, refusal, REFUSED_BYTES);
        counters.queriesRefused.increment();
    }

    private void send(final Query query, final DirectBuffer message, final int length)
    {
        if (query.visitor() != null)
        {
            query.visitor().answer(message, length);
            return;
        }
        final int slot = channels.slotOf(query.nodeId());
        final ExclusivePublication publication = slot == NodeChannels.NO_SLOT ? null : channels.answers(slot);
        long result = Publication.NOT_CONNECTED;
        if (publication != null)
        {
            result = publication.offer(message, 0, length);
            if (result == Publication.ADMIN_ACTION)
            {
                result = publication.offer(message, 0, length);
            }
        }
        if (result < 0)
        {
            counters.answersDropped.increment();
        }
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(subscription);
    }
}
