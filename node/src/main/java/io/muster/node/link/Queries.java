package io.muster.node.link;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.FragmentAssembler;
import io.aeron.Subscription;
import io.aeron.logbuffer.Header;
import io.muster.codecs.CaptureWay;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.Streams;
import io.muster.node.Members;
import io.muster.node.capture.CaptureRing;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.List;

/**
 * Queries to the replicas, past the log: asked in turn, so that standbys carry their share. A replica that is silent,
 * is behind the position asked for, or has too many queries, is passed over for the next. Owned by one agent's thread.
 */
public final class Queries implements AutoCloseable
{
    /** A query, header included; a longer one is a bug. */
    public static final int QUERY_BYTES_MAX = 512;

    private static final int FRAGMENT_LIMIT = 32;
    private static final int SCANS_PER_RETRY = 4;

    private final LinkSettings settings;
    private final QueryListener listener;
    private final CaptureRing capture;
    private final Subscription answers;
    private final ExclusivePublication[] replicas;
    private final FragmentAssembler onAnswers = new FragmentAssembler(this::onAnswer);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final QueryRefusedDecoder queryRefused = new QueryRefusedDecoder();
    private final PendingQueries pending;
    private final AtomicCounter asked;
    private final AtomicCounter askedAgain;
    private final AtomicCounter answered;
    private final AtomicCounter refused;
    private final AtomicCounter unanswered;
    private final AtomicCounter dropped;
    private long nowNs;
    private long scannedNs;
    private int turn;

    /**
     * @param answerEndpoint the node's event endpoint, {@code host:port}: where the replicas answer.
     * @param capture        of what is asked and answered.
     */
    public Queries(
        final LinkSettings settings,
        final Aeron aeron,
        final String answerEndpoint,
        final QueryListener listener,
        final Counters counters,
        final CaptureRing capture)
    {
        this.settings = settings;
        this.listener = listener;
        this.capture = capture;
        pending = new PendingQueries(settings.queriesMax, QUERY_BYTES_MAX);
        asked = counters.counter("queries_asked_total", "queries to the replicas");
        askedAgain = counters.counter("queries_asked_again_total", "queries that went to another replica");
        answered = counters.counter("queries_answered_total", "answers of a replica, refusals not counted");
        refused = counters.counter("queries_refused_total", "queries that a replica refused");
        unanswered = counters.counter("queries_unanswered_total", "queries that no replica answered in time");
        dropped = counters.counter("answers_dropped_total", "answers that came late, twice or not whole");
        answers = aeron.addSubscription("aeron:udp?endpoint=" + answerEndpoint, Streams.ANSWERS);
        final List<Members.Member> members = settings.members.all();
        replicas = new ExclusivePublication[members.size()];
        for (int i = 0; i < replicas.length; i++)
        {
            final String endpoint = members.get(i).endpoint(Members.Port.QUERIES);
            replicas[i] = aeron.addExclusivePublication(
                "aeron:udp?term-length=256k|mtu=1408|endpoint=" + endpoint, Streams.QUERIES);
        }
    }

    /**
     * Ask a replica, and others until one answers.
     *
     * @param queryId as in the query; no waiting query may have it.
     * @return false: as many queries wait as may.
     */
    public boolean ask(
        final DirectBuffer buffer, final int offset, final int length, final long queryId, final long askedNs)
    {
        if (length > QUERY_BYTES_MAX)
        {
            throw new IllegalArgumentException("a query has at most " + QUERY_BYTES_MAX + " bytes, not " + length);
        }
        final int slot = pending.add(buffer, offset, length, queryId, askedNs);
        if (slot == PendingQueries.NO_SLOT)
        {
            return false;
        }

        capture.message(CaptureWay.TO_MASTER, buffer, offset, length);
        nowNs = askedNs;
        asked.incrementRelease();
        sendToNext(slot);
        return true;
    }

    /** Take answers, ask again where there was silence, give up where it is too late. @return work done. */
    public int poll(final long newNowNs)
    {
        nowNs = newNowNs;
        final int taken = answers.poll(onAnswers, FRAGMENT_LIMIT);
        final boolean isScanDue = nowNs - scannedNs >= settings.queryRetryNs / SCANS_PER_RETRY;
        return isScanDue && pending.count() != 0 ? taken + scan() : taken;
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(replicas);
        CloseHelper.quietClose(answers);
    }

    private int scan()
    {
        scannedNs = nowNs;
        int work = 0;
        for (int slot = pending.next(0); slot != PendingQueries.NO_SLOT; slot = pending.next(slot + 1))
        {
            if (nowNs - pending.askedNs(slot) >= settings.queryTimeoutNs)
            {
                giveUp(slot);
                work++;
            }
            else if (nowNs - pending.sentNs(slot) >= settings.queryRetryNs)
            {
                askedAgain.incrementRelease();
                sendToNext(slot);
                work++;
            }
        }
        return work;
    }

    /** To the next replica that can be reached now; when none can, the scan comes back to the query. */
    private void sendToNext(final int slot)
    {
        for (int tries = 0; tries < replicas.length; tries++)
        {
            turn = turn + 1 == replicas.length ? 0 : turn + 1;
            final int offset = pending.offset(slot);
            if (replicas[turn].offer(pending.messages(), offset, pending.length(slot)) > 0)
            {
                break;
            }
        }
        pending.onSent(slot, nowNs);
    }

    private void giveUp(final int slot)
    {
        final long queryId = pending.queryId(slot);
        pending.remove(slot);
        unanswered.incrementRelease();
        listener.onUnanswered(queryId);
    }

    /** Every answer begins with the query's id and the position, as {@code QueryRefused} does. */
    private void onAnswer(final DirectBuffer buffer, final int offset, final int length, final Header aeronHeader)
    {
        capture.message(CaptureWay.FROM_MASTER, buffer, offset, length);
        if (length < MessageHeaderDecoder.ENCODED_LENGTH + QueryRefusedDecoder.BLOCK_LENGTH)
        {
            dropped.incrementRelease();
            return;
        }
        header.wrap(buffer, offset);
        final long queryId = queryRefused.wrap(
            buffer,
            offset + MessageHeaderDecoder.ENCODED_LENGTH,
            QueryRefusedDecoder.BLOCK_LENGTH,
            QueryRefusedDecoder.SCHEMA_VERSION).queryId();
        final int slot = pending.find(queryId);
        if (slot == PendingQueries.NO_SLOT || header.schemaId() != QueryRefusedDecoder.SCHEMA_ID)
        {
            dropped.incrementRelease();
        }
        else if (header.templateId() == QueryRefusedDecoder.TEMPLATE_ID)
        {
            onRefused(slot, buffer, offset, length);
        }
        else
        {
            answered.incrementRelease();
            pending.remove(slot);
            listener.onAnswer(header.templateId(), buffer, offset, length);
        }
    }

    /** Another replica may do better, once round; then we wait a little before the next round. */
    private void onRefused(final int slot, final DirectBuffer buffer, final int offset, final int length)
    {
        refused.incrementRelease();
        final RefusalCode code = queryRefused.code();
        if (code != RefusalCode.QUERIES_FULL && code != RefusalCode.POSITION_NOT_REACHED)
        {
            pending.remove(slot);
            listener.onAnswer(QueryRefusedDecoder.TEMPLATE_ID, buffer, offset, length);
        }
        else if (pending.attempts(slot) % replicas.length != 0)
        {
            askedAgain.incrementRelease();
            sendToNext(slot);
        }
    }
}
