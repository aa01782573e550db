package io.muster.session;

import io.muster.codecs.RefusalCode;
import io.muster.session.backend.CommandPublisher;
import io.muster.session.player.Player;
import io.muster.session.player.PlayerPublisher;
import io.muster.session.player.PlayerState;
import io.muster.session.player.Players;

/** How players go, by themselves or because we close them. Owned by the session agent's thread. */
final class Exits
{
    private final Players players;
    private final PlayerPublisher publisher;
    private final CommandPublisher commands;
    private final Seats seats;

    Exits(
        final Players players, final PlayerPublisher publisher, final CommandPublisher commands, final Seats seats)
    {
        this.players = players;
        this.publisher = publisher;
        this.commands = commands;
        this.seats = seats;
    }

    /** The connection is gone; its user, if any, is kept by the master for a while. */
    void lost(final Player player)
    {
        detach(player);
        players.close(player);
    }

    /** Close a connection; its user, if any, is kept by the master for a while. */
    void close(final Player player, final RefusalCode code)
    {
        detach(player);
        closeForgotten(player, code);
    }

    /** Close a connection whose user is not here any more, as the master has said or will be told by the link. */
    void closeForgotten(final Player player, final RefusalCode code)
    {
        players.forget(player);
        if (player.closing == RefusalCode.NONE)
        {
            player.closing = code;
        }
        retry(player);
    }

    /** A connection that was to be closed waits for room to its event loop. */
    void sweep(final Player player)
    {
        if (player.closing != RefusalCode.NONE)
        {
            detach(player);
            players.forget(player);
            retry(player);
        }
    }

    private void retry(final Player player)
    {
        if (publisher.close(player))
        {
            players.close(player);
        }
    }

    private void detach(final Player player)
    {
        if (player.userId() == 0)
        {
            return; // Not let in yet; when the master does so after all, it hears then that nobody is here.
        }
        seats.left(player);
        final boolean isKnownThere = player.state() != PlayerState.REENTERING || player.isEnterSent;
        if (isKnownThere && player.state() != PlayerState.LEAVING)
        {
            commands.userDetach(player.userId(), player.connectionId());
        }
    }
}
