package io.muster.session;

import io.muster.codecs.CheckInDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.LogoutDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.ResumeDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.codecs.UserMovedDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.session.backend.Backend;
import io.muster.session.backend.CommandPublisher;
import io.muster.session.key.UserKeys;
import io.muster.session.player.Names;
import io.muster.session.player.Player;
import io.muster.session.player.PlayerPublisher;
import io.muster.session.player.PlayerState;
import io.muster.session.player.Players;
import io.muster.session.player.SessionNodes;
import org.agrona.concurrent.EpochClock;
import org.agrona.concurrent.NanoClock;

import java.util.function.Consumer;

import static io.muster.codecs.RefusalCode.ALREADY_LOGGED_IN;
import static io.muster.codecs.RefusalCode.LOGGED_OUT;
import static io.muster.codecs.RefusalCode.LOGIN_TOO_LATE;
import static io.muster.codecs.RefusalCode.MASTER_UNAVAILABLE;
import static io.muster.codecs.RefusalCode.NAME_TOO_LONG;
import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.NOT_LOGGED_IN;
import static io.muster.codecs.RefusalCode.USER_MOVED;
import static io.muster.session.player.PlayerState.ENTERED;
import static io.muster.session.player.PlayerState.ENTERING;
import static io.muster.session.player.PlayerState.LEAVING;
import static io.muster.session.player.PlayerState.REENTERING;
import static io.muster.session.player.PlayerState.STRANGER;

/**
 * How players come in: from an open connection to a user that the master knows to be here, and again after our link was
 * down. Owned by the session agent's thread.
 * <p>
 * The link going down is no player's business. Their connections stay open and they play on, since play does not pass
 * through the master; each is entered again by its proven id, and what it had asked for is asked again unless the
 * master had applied it. Only one whom the master has forgotten meanwhile is closed, with the master's reason.
 */
final class Entrances
{
    private final Names names = new Names();
    private final Consumer<Player> onLinkDown = this::onLinkDown;

    private final SessionSettings settings;
    private final NanoClock nanoClock;
    private final EpochClock epochClock;
    private final Players players;
    private final PlayerPublisher publisher;
    private final SessionNodes sessionNodes;
    private final UserKeys keys;
    private final Backend backend;
    private final CommandPublisher commands;
    private final Seats seats;
    private final Exits exits;
    private final SessionCounters counters;

    Entrances(
        final SessionSettings settings,
        final NanoClock nanoClock,
        final EpochClock epochClock,
        final Players players,
        final PlayerPublisher publisher,
        final SessionNodes sessionNodes,
        final UserKeys keys,
        final Backend backend,
        final CommandPublisher commands,
        final Seats seats,
        final Exits exits,
        final SessionCounters counters)
    {
        this.settings = settings;
        this.nanoClock = nanoClock;
        this.epochClock = epochClock;
        this.players = players;
        this.publisher = publisher;
        this.sessionNodes = sessionNodes;
        this.keys = keys;
        this.backend = backend;
        this.commands = commands;
        this.seats = seats;
        this.exits = exits;
        this.counters = counters;
    }

    void opened(final long connectionId)
    {
        players.open(connectionId, nanoClock.nanoTime() + settings.loginMaxNs);
    }

    void closed(final long connectionId)
    {
        final Player player = players.byConnection(connectionId);
        if (player != null)
        {
            exits.lost(player);
        }
    }

    void on(final Player player, final CheckInDecoder message)
    {
        counters.checkIns.increment();
        counters.sdkVersionMax.proposeMaxOrdered(message.sdkVersion());
        publisher.sessionNodes(player, sessionNodes);
    }

    void on(final Player player, final LoginDecoder message)
    {
        final int nameLength = message.nameLength();
        if (player.state() != STRANGER)
        {
            publisher.refused(player, ALREADY_LOGGED_IN);
        }
        else if (nameLength > Names.NAME_BYTES_MAX)
        {
            publisher.refused(player, NAME_TOO_LONG);
        }
        else
        {
            player.nameLength = nameLength;
            message.getName(player.name, 0, nameLength);
            final RefusalCode code = names.check(player.name, nameLength);
            if (code != NONE)
            {
                publisher.refused(player, code);
                return;
            }
            player.clientId = message.clientId();
            player.provenUserId = 0;
            player.eventSeq = 0;
            enter(player);
        }
    }

    void on(final Player player, final ResumeDecoder message)
    {
        if (player.state() != STRANGER)
        {
            publisher.refused(player, ALREADY_LOGGED_IN);
            return;
        }
        final int keyOffset = message.limit() + ResumeDecoder.keyHeaderLength();
        final RefusalCode code =
            keys.check(message.buffer(), keyOffset, message.keyLength(), epochClock.time());
        if (code != NONE)
        {
            publisher.refused(player, code);
            return;
        }
        final Player previous = players.byUser(keys.userId());
        if (previous != null && previous.state() == REENTERING && !previous.isEnterSent)
        {
            exits.closeForgotten(previous, USER_MOVED); // Or it would be entered after this one, and win.
        }
        player.provenUserId = keys.userId();
        player.eventSeq = message.eventSeq();
        enter(player);
    }

    /** What the message says is only the player's clock; that it came is enough. */
    void on(final Player player, final LogoutDecoder message)
    {
        if (!player.state().isWelcome())
        {
            publisher.refused(player, NOT_LOGGED_IN);
            return;
        }
        if (player.state() == ENTERED)
        {
            commands.userLeave(player);
        }
        player.become(LEAVING);
    }

    /** The master has let a user in. */
    void on(final UserEnteredDecoder event)
    {
        final Player player = players.byConnection(event.connectionId());
        if (player == null || player.closing != NONE)
        {
            commands.userDetach(event.userId(), event.connectionId());
            return;
        }
        final Player previous = players.byUser(event.userId());
        if (previous != null && previous != player)
        {
            exits.closeForgotten(previous, USER_MOVED);
        }
        if (player.state() == ENTERING)
        {
            welcome(player, event);
        }
        else if (player.state() == REENTERING)
        {
            welcomeAgain(player, event);
        }
        else if (player.state() == LEAVING)
        {
            commands.userLeave(player);
        }
    }

    /** The master has not let a user in. The connection may try again, unless the user had been here before. */
    void on(final UserRefusedDecoder event)
    {
        final Player player = players.byConnection(event.connectionId());
        if (player == null || player.closing != NONE)
        {
            return;
        }
        if (player.state() == ENTERING)
        {
            player.become(STRANGER);
            player.isEnterSent = false;
            player.deadlineNs = nanoClock.nanoTime() + settings.loginMaxNs;
            publisher.refused(player, event.code());
        }
        else
        {
            exits.closeForgotten(player, event.code());
        }
    }

    void on(final UserMovedDecoder event)
    {
        closeForgotten(event.connectionId(), event.userId(), USER_MOVED);
    }

    void on(final UserLeftDecoder event)
    {
        closeForgotten(event.connectionId(), event.userId(), LOGGED_OUT);
    }

    /** The master has detached everyone, and forgotten what was not applied. */
    void linkDown()
    {
        counters.linkDowns.increment();
        commands.clear();
        players.visitAll(onLinkDown);
    }

    /** Deadlines, and who is still to be let in. */
    void sweep(final Player player, final long nowNs)
    {
        if (player.state() == STRANGER && nowNs - player.deadlineNs > 0)
        {
            exits.close(player, LOGIN_TOO_LATE);
        }
        else if (player.state() == ENTERING && nowNs - player.deadlineNs > 0)
        {
            exits.close(player, MASTER_UNAVAILABLE);
        }
        else if (player.state() != STRANGER && player.state() != ENTERED)
        {
            sendEnter(player);
        }
    }

    private void enter(final Player player)
    {
        player.become(ENTERING);
        player.deadlineNs = nanoClock.nanoTime() + settings.enterMaxNs;
        sendEnter(player);
    }

    /** Once; while nobody can hear it, the next sweep tries again. */
    private void sendEnter(final Player player)
    {
        if (!player.isEnterSent && backend.isRegistered() && commands.hasRoom())
        {
            player.isEnterSent = true;
            commands.userEnter(player);
        }
    }

    private void welcome(final Player player, final UserEnteredDecoder event)
    {
        players.identify(player, event.userId());
        player.provenUserId = event.userId();
        player.become(ENTERED);
        final long expiresMs = epochClock.time() + settings.keyLifetimeMs;
        publisher.welcome(player, event, keys.sign(event.userId(), expiresMs), expiresMs);
        seats.entered(player, event);
    }

    private void welcomeAgain(final Player player, final UserEnteredDecoder event)
    {
        counters.usersReentered.increment();
        player.become(ENTERED);
        seats.entered(player, event);
        if (player.request.isPending() && event.requestSeq() < player.request.requestSeq)
        {
            commands.request(player);
        }
    }

    private void closeForgotten(final long connectionId, final long userId, final RefusalCode code)
    {
        final Player player = players.byConnection(connectionId);
        if (player != null && player.userId() == userId)
        {
            exits.closeForgotten(player, code);
        }
    }

    private void onLinkDown(final Player player)
    {
        player.isEnterSent = false;
        if (player.state() == PlayerState.ENTERED)
        {
            player.become(REENTERING);
        }
    }
}
