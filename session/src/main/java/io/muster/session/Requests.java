package io.muster.session;

import io.muster.codecs.CreateDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.JoinDecoder;
import io.muster.codecs.LeaveDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.session.backend.CommandPublisher;
import io.muster.session.player.Player;
import io.muster.session.player.PlayerPublisher;
import io.muster.session.player.PlayerState;
import io.muster.session.player.Players;
import io.muster.session.player.Request;

/**
 * What players ask of the master, one request at a time, and what it answers or tells of its own. Owned by the session
 * agent's thread.
 */
final class Requests
{
    private final Players players;
    private final PlayerPublisher publisher;
    private final CommandPublisher commands;
    private final Seats seats;

    Requests(
        final Players players, final PlayerPublisher publisher, final CommandPublisher commands, final Seats seats)
    {
        this.players = players;
        this.publisher = publisher;
        this.commands = commands;
        this.seats = seats;
    }

    void on(final Player player, final CreateDecoder message)
    {
        if (mayAsk(player, message.requestSeq()))
        {
            final int gameType = message.offset() + CreateDecoder.gameTypeEncodingOffset();
            player.request.gameTypeHead = GameTypes.head(message.buffer(), gameType);
            player.request.gameTypeTail = GameTypes.tail(message.buffer(), gameType);
            player.request.seatsMax = message.seatsMax();
            ask(player, Request.Kind.CREATE, message.requestSeq());
        }
    }

    void on(final Player player, final JoinDecoder message)
    {
        if (mayAsk(player, message.requestSeq()))
        {
            player.request.instanceId = message.instanceId();
            ask(player, Request.Kind.JOIN, message.requestSeq());
        }
    }

    void on(final Player player, final LeaveDecoder message)
    {
        if (mayAsk(player, message.requestSeq()))
        {
            player.request.instanceId = message.instanceId();
            ask(player, Request.Kind.LEAVE, message.requestSeq());
        }
    }

    void on(final UserSeatedDecoder event)
    {
        final Player player = players.byUser(event.userId());
        if (player != null)
        {
            answered(player, event.requestSeq(), event.eventSeq());
            publisher.seatGranted(player, event);
            seats.seated(player, event);
        }
    }

    void on(final UserUnseatedDecoder event)
    {
        final Player player = players.byUser(event.userId());
        if (player != null)
        {
            answered(player, event.requestSeq(), event.eventSeq());
            publisher.seatClosed(player, event);
            seats.unseated(player, event);
        }
    }

    void on(final RequestRefusedDecoder event)
    {
        final Player player = players.byUser(event.userId());
        if (player != null)
        {
            answered(player, event.requestSeq(), event.eventSeq());
            publisher.requestRefused(player, event.code(), event.requestSeq(), event.eventSeq());
        }
    }

    private boolean mayAsk(final Player player, final long requestSeq)
    {
        final RefusalCode code = refusalOf(player);
        if (code != RefusalCode.NONE)
        {
            publisher.requestRefused(player, code, requestSeq, 0);
        }
        return code == RefusalCode.NONE;
    }

    private RefusalCode refusalOf(final Player player)
    {
        if (!player.state().isWelcome())
        {
            return RefusalCode.NOT_LOGGED_IN;
        }
        if (player.request.isPending())
        {
            return RefusalCode.REQUEST_PENDING;
        }
        return commands.hasRoom() ? RefusalCode.NONE : RefusalCode.MASTER_UNAVAILABLE;
    }

    /** While our link is down the request waits: it is asked when the user has been entered again. */
    private void ask(final Player player, final Request.Kind kind, final long requestSeq)
    {
        player.request.kind = kind;
        player.request.requestSeq = requestSeq;
        if (player.state() == PlayerState.ENTERED)
        {
            commands.request(player);
        }
    }

    private static void answered(final Player player, final long requestSeq, final long eventSeq)
    {
        player.eventSeq = Math.max(player.eventSeq, eventSeq);
        if (player.request.requestSeq == requestSeq)
        {
            player.request.clear();
        }
    }
}
