package io.muster.session;

import io.muster.codecs.DescribeUserDecoder;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.InstanceRecordsFoundDecoder;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserFoundDecoder;
import io.muster.session.backend.PendingQueries;
import io.muster.session.backend.QueryPublisher;
import io.muster.session.player.Player;
import io.muster.session.player.PlayerPublisher;
import io.muster.session.player.Players;
import org.agrona.concurrent.NanoClock;

import static io.muster.codecs.RefusalCode.MASTER_UNAVAILABLE;
import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.NOT_LOGGED_IN;
import static io.muster.codecs.RefusalCode.RATE_LIMITED;

/** What players want to read of the master's state, and the replicas' answers. Owned by the session agent's thread. */
final class PlayerQueries
{
    private final NanoClock clock;
    private final Players players;
    private final PlayerPublisher publisher;
    private final QueryPublisher queries;
    private final PendingQueries pending;
    private final int playerQueriesMax;

    PlayerQueries(
        final NanoClock clock,
        final Players players,
        final PlayerPublisher publisher,
        final QueryPublisher queries,
        final PendingQueries pending,
        final int playerQueriesMax)
    {
        this.clock = clock;
        this.players = players;
        this.publisher = publisher;
        this.queries = queries;
        this.pending = pending;
        this.playerQueriesMax = playerQueriesMax;
    }

    void on(final Player player, final FindDecoder message)
    {
        if (mayAsk(player, message.queryId()))
        {
            final long nowNs = clock.nanoTime();
            asked(player, message.queryId(), message.conditions().count() == 0 ?
                queries.findInstances(player, message, nowNs) : queries.findRecords(player, message, nowNs));
        }
    }

    void on(final Player player, final DescribeUserDecoder message)
    {
        if (mayAsk(player, message.queryId()))
        {
            asked(player, message.queryId(), queries.findUser(player, message.queryId(), clock.nanoTime()));
        }
    }

    void on(final InstancesFoundDecoder answer)
    {
        final Player player = askerOf(answer.queryId());
        if (player != null)
        {
            player.position = Math.max(player.position, answer.position());
            publisher.found(player, pending.playerQueryId(answer.queryId()), answer);
        }
        close(answer.queryId());
    }

    void on(final InstanceRecordsFoundDecoder answer)
    {
        final Player player = askerOf(answer.queryId());
        if (player != null)
        {
            player.position = Math.max(player.position, answer.position());
            publisher.found(player, pending.playerQueryId(answer.queryId()), answer);
        }
        close(answer.queryId());
    }

    void on(final UserFoundDecoder answer)
    {
        final Player player = askerOf(answer.queryId());
        if (player != null)
        {
            player.position = Math.max(player.position, answer.position());
            publisher.userDescribed(player, pending.playerQueryId(answer.queryId()), answer);
        }
        close(answer.queryId());
    }

    void on(final QueryRefusedDecoder answer)
    {
        refuse(answer.queryId(), answer.code());
    }

    /** No replica answered in time. */
    void unanswered(final long queryId)
    {
        refuse(queryId, MASTER_UNAVAILABLE);
    }

    private boolean mayAsk(final Player player, final long playerQueryId)
    {
        final RefusalCode code = refusalOf(player);
        if (code != NONE)
        {
            publisher.queryRefused(player, code, playerQueryId);
        }
        return code == NONE;
    }

    private RefusalCode refusalOf(final Player player)
    {
        if (!player.state().isWelcome())
        {
            return NOT_LOGGED_IN;
        }
        return player.queries < playerQueriesMax ? NONE : RATE_LIMITED;
    }

    private void asked(final Player player, final long playerQueryId, final boolean isAsked)
    {
        if (isAsked)
        {
            player.queries++;
        }
        else
        {
            publisher.queryRefused(player, MASTER_UNAVAILABLE, playerQueryId);
        }
    }

    private void refuse(final long queryId, final RefusalCode code)
    {
        final Player player = askerOf(queryId);
        if (player != null)
        {
            publisher.queryRefused(player, code, pending.playerQueryId(queryId));
        }
        close(queryId);
    }

    /** Null when the asker has gone, or the query was answered before. */
    private Player askerOf(final long queryId)
    {
        if (!pending.isOpen(queryId))
        {
            return null;
        }
        final Player player = players.byConnection(pending.connectionId(queryId));
        if (player != null)
        {
            player.queries--;
        }
        return player;
    }

    private void close(final long queryId)
    {
        if (pending.isOpen(queryId))
        {
            pending.close(queryId);
        }
    }
}
