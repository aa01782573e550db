package io.muster.session;

import io.muster.codecs.InputDecoder;
import io.muster.codecs.OutputAckDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAttachedDecoder;
import io.muster.codecs.SeatOutputDecoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.SeatRefusedDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.session.backend.PlayPublisher;
import io.muster.session.player.Player;
import io.muster.session.player.PlayerPublisher;
import io.muster.session.player.Players;
import io.muster.session.player.Seat;
import org.agrona.concurrent.NanoClock;

/**
 * Where players sit, and what goes to and fro between them and their game nodes. A player is attached again and again
 * until the game node says that it hears it: play goes by packets, which may be lost. Owned by the session agent's
 * thread; allocates nothing.
 */
final class Seats
{
    private final NanoClock clock;
    private final Players players;
    private final PlayerPublisher publisher;
    private final PlayPublisher play;
    private final SessionCounters counters;
    private final long attachRetryNs;

    Seats(
        final NanoClock clock,
        final Players players,
        final PlayerPublisher publisher,
        final PlayPublisher play,
        final SessionCounters counters,
        final long attachRetryNs)
    {
        this.clock = clock;
        this.players = players;
        this.publisher = publisher;
        this.play = play;
        this.counters = counters;
        this.attachRetryNs = attachRetryNs;
    }

    /** What the player does goes to the game node. */
    void on(final Player player, final InputDecoder message)
    {
        if (maySay(player, message.instanceId()))
        {
            player.seat.ackedOutputSeq = Math.max(player.seat.ackedOutputSeq, message.ackedOutputSeq());
            play.seatInput(player, message);
            counters.inputs.increment();
        }
    }

    /** What the player has seen goes to the game node. */
    void on(final Player player, final OutputAckDecoder message)
    {
        if (maySay(player, message.instanceId()))
        {
            player.seat.ackedOutputSeq = Math.max(player.seat.ackedOutputSeq, message.outputSeq());
            play.seatAck(player, message.outputSeq());
        }
    }

    void on(final SeatOutputDecoder packet)
    {
        final Player player = seatedAt(packet.userId(), packet.instanceId());
        if (player != null)
        {
            publisher.output(player, packet);
            counters.outputs.increment();
        }
    }

    void on(final SeatAttachedDecoder packet)
    {
        final Player player = seatedAt(packet.userId(), packet.instanceId());
        if (player != null)
        {
            player.seat.isAttached = true;
            publisher.attached(player, packet);
        }
    }

    /** The game node has answered: there is no need to attach again, until the master says something else. */
    void on(final SeatRefusedDecoder packet)
    {
        final Player player = seatedAt(packet.userId(), packet.instanceId());
        if (player != null)
        {
            player.seat.isAttached = true;
            publisher.refused(player, packet.code());
        }
    }

    /** The user has entered, with the seat that the master knows of. */
    void entered(final Player player, final UserEnteredDecoder event)
    {
        final Seat seat = player.seat;
        seat.attachment = event.attachment();
        seat.eventSeq = event.eventSeq();
        if (event.instanceId() == 0)
        {
            seat.instanceId = 0;
        }
        else
        {
            take(player, event.instanceId(), event.gameNodeId());
        }
    }

    /** The user has been seated; one that is told again after a resume changes nothing. */
    void seated(final Player player, final UserSeatedDecoder event)
    {
        if (event.eventSeq() > player.seat.eventSeq)
        {
            player.seat.eventSeq = event.eventSeq();
            take(player, event.instanceId(), event.gameNodeId());
        }
    }

    /** The seat is gone; one that is told again after a resume says only where the user sat before. */
    void unseated(final Player player, final UserUnseatedDecoder event)
    {
        final Seat seat = player.seat;
        seat.closedInstanceId = event.instanceId();
        seat.closedCode = codeOf(event.reason());
        if (event.eventSeq() > seat.eventSeq)
        {
            seat.eventSeq = event.eventSeq();
            seat.instanceId = seat.instanceId == event.instanceId() ? 0 : seat.instanceId;
        }
    }

    /** The player's connection is gone. */
    void left(final Player player)
    {
        if (player.seat.isTaken())
        {
            play.detachSeat(player);
        }
    }

    /** Attach again where no answer came. */
    void sweep(final Player player, final long nowNs)
    {
        final Seat seat = player.seat;
        if (seat.isTaken() && !seat.isAttached && nowNs - seat.attachAgainNs >= 0)
        {
            counters.attachesRetried.increment();
            attach(player);
        }
    }

    private boolean maySay(final Player player, final long instanceId)
    {
        final RefusalCode code =
            player.state().isWelcome() ? codeFor(player.seat, instanceId) : RefusalCode.NOT_LOGGED_IN;
        if (code != RefusalCode.NONE)
        {
            publisher.refused(player, code);
        }
        return code == RefusalCode.NONE;
    }

    /** Null when the user is not here, or does not sit there any more. */
    private Player seatedAt(final long userId, final long instanceId)
    {
        final Player player = players.byUser(userId);
        if (player == null || player.seat.instanceId != instanceId)
        {
            counters.packetsStray.increment();
            return null;
        }
        return player;
    }

    private void take(final Player player, final long instanceId, final int gameNodeId)
    {
        final Seat seat = player.seat;
        if (seat.instanceId != instanceId)
        {
            seat.instanceId = instanceId;
            seat.ackedOutputSeq = 0;
        }
        seat.gameNodeId = gameNodeId;
        seat.isAttached = false;
        attach(player);
    }

    private void attach(final Player player)
    {
        player.seat.attachAgainNs = clock.nanoTime() + attachRetryNs;
        play.attachSeat(player);
    }

    private static RefusalCode codeFor(final Seat seat, final long instanceId)
    {
        if (seat.isTaken() && seat.instanceId == instanceId)
        {
            return RefusalCode.NONE;
        }
        return seat.closedInstanceId == instanceId ? seat.closedCode : RefusalCode.NOT_SEATED;
    }

    private static RefusalCode codeOf(final SeatReason reason)
    {
        return switch (reason)
        {
            case INSTANCE_ENDED -> RefusalCode.INSTANCE_ENDED;
            case GAME_NODE_LOST -> RefusalCode.GAME_NODE_LOST;
            default -> RefusalCode.NOT_SEATED;
        };
    }
}
