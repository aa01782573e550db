package io.muster.client;

import io.muster.client.memory.Question;
import io.muster.codecs.RefusalCode;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** The request and the query of a player that have no answer yet: one each. Asked again when there is reason to. */
final class Questions
{
    private static final long ASK_AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(250);

    private final Player player;
    private final Client client;
    private final PlayerListener listener;
    private final long queryTimeoutNs;
    private final Question request = new Question();
    private final Question query = new Question();
    private Wanted wanted = Wanted.ANYTHING;

    Questions(final Player player, final Client client, final PlayerListener listener, final long queryTimeoutNs)
    {
        this.player = player;
        this.client = client;
        this.listener = listener;
        this.queryTimeoutNs = queryTimeoutNs;
    }

    long request(final int templateId, final long instanceId, final byte[] gameType, final int seatsMax)
    {
        return request.ask(templateId, instanceId, gameType, seatsMax);
    }

    long query(final int templateId, final byte[] gameType, final int instancesMax, final Wanted newlyWanted)
    {
        final long queryId = query.ask(templateId, 0, gameType, instancesMax);
        wanted = queryId == 0 ? wanted : newlyWanted;
        return queryId;
    }

    void speak(final long nowNs)
    {
        if (request.isToBeSent(nowNs) && player.publisher().question(request, Wanted.ANYTHING))
        {
            request.onSent();
        }
        if (query.isToBeSent(nowNs) && player.publisher().question(query, wanted))
        {
            query.onSent();
            query.sendAgainAt(nowNs + queryTimeoutNs);
        }
    }

    /** The user is another one: what was asked for the old one has no meaning, and never gets an answer. */
    void forget()
    {
        request.startAfter(0);
        query.startAfter(query.seq());
    }

    /**
     * A request that the master has applied is answered by an event that follows; one that it has not is asked again. A
     * query is asked again in any case, for it does nothing.
     *
     * @param requestSeq  the last request that the master has applied.
     * @param isSameUser  whether this player has asked for this user before.
     */
    void onWelcome(final long requestSeq, final boolean isSameUser)
    {
        if (!isSameUser)
        {
            request.startAfter(requestSeq);
        }
        else if (requestSeq < request.seq())
        {
            request.sendAgain();
        }
        query.sendAgain();
    }

    void onRequestAnswered(final long requestSeq)
    {
        request.onAnswer(requestSeq);
    }

    /**
     * The master may have applied a request that a session node gave up waiting for, or that it has heard before: only
     * the same number asked again finds out.
     */
    void onRequestRefused(final long requestSeq, final long eventSeq, final RefusalCode code, final String sentence)
    {
        if (eventSeq != 0 && !player.isNews(eventSeq))
        {
            return;
        }
        final boolean isUndecided = code == RefusalCode.MASTER_UNAVAILABLE || code == RefusalCode.REQUEST_PENDING;
        if (eventSeq == 0 && isUndecided && request.isPending(requestSeq))
        {
            request.sendAgainAt(client.nowNs() + ASK_AGAIN_NS);
        }
        else if (request.onAnswer(requestSeq))
        {
            listener.onRequestRefused(player, requestSeq, code, sentence);
        }
    }

    void onQueryRefused(final long queryId, final RefusalCode code, final String sentence)
    {
        if (query.onAnswer(queryId))
        {
            listener.onQueryRefused(player, queryId, code, sentence);
        }
    }

    void onFound(final long queryId, final List<FoundInstance> instances)
    {
        if (query.onAnswer(queryId))
        {
            listener.onFound(player, queryId, instances);
        }
    }

    void onDescribed(final long queryId, final UserDescription user)
    {
        if (query.onAnswer(queryId))
        {
            listener.onDescribed(player, queryId, user);
        }
    }
}
