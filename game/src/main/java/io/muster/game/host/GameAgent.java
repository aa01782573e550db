package io.muster.game.host;

import io.muster.game.GameType;
import io.muster.game.worker.Lane;
import io.muster.node.link.LinkListener;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.Agent;
import org.agrona.concurrent.ControlledMessageHandler;
import org.agrona.concurrent.ControlledMessageHandler.Action;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.NanoClock;

import java.util.List;
import java.util.function.Function;

/**
 * The duty cycle of the game agent: the only one that speaks to the master and to session nodes, on behalf of the
 * workers.
 * <p>
 * What a worker says to the master waits in its ring while the link's window is full. What it says to players is
 * dropped when it cannot be sent at once: the worker keeps outputs until they are acknowledged.
 */
public final class GameAgent implements Agent
{
    private static final int COMMAND_LIMIT = 64;
    private static final int PACKET_LIMIT = 256;

    final HostCounters counters;

    private final NanoClock clock;
    private final Lanes lanes;
    private final PlayPort players;
    private final EventRouter events;
    private final PacketRouter packets;
    private final Declarations declarations;
    private final MasterPort master;
    private final ControlledMessageHandler toMaster = this::onCommand;
    private final MessageHandler toPlayers = this::onPacket;

    /**
     * @param types  whose attributes and tags the master is told.
     * @param linkOf makes the way to the master, which is to tell the given listener.
     */
    public GameAgent(
        final NanoClock clock,
        final List<Lane> lanes,
        final List<GameType> types,
        final Function<LinkListener, MasterPort> linkOf,
        final PlayPort players,
        final Counters counters)
    {
        this.clock = clock;
        this.lanes = new Lanes(lanes);
        this.players = players;
        this.counters = new HostCounters(counters);
        declarations = new Declarations(types);
        events = new EventRouter(this.lanes, players, declarations, this.counters);
        packets = new PacketRouter(this.lanes, this.counters);
        master = linkOf.apply(events);
    }

    /** Whether the master knows this node. Any thread may ask. */
    public boolean isRegistered()
    {
        return counters.registered.get() != 0;
    }

    /** The master first, in and out: what it says decides whom the players' packets are for. */
    @Override
    public int doWork()
    {
        final long nowNs = clock.nanoTime();
        return sendCommands() + master.poll(nowNs) + players.poll(packets, PACKET_LIMIT) + sendPackets();
    }

    private int sendCommands()
    {
        if (!declarations.tell(master))
        {
            return 0;
        }
        int sent = 0;
        for (int i = 0; i < lanes.count(); i++)
        {
            sent += lanes.at(i).commands().controlledRead(toMaster, COMMAND_LIMIT);
        }
        return sent;
    }

    private Action onCommand(
        final int incarnation, final MutableDirectBuffer buffer, final int index, final int length)
    {
        if (incarnation != events.incarnation())
        {
            counters.commandsStale.increment();
            return Action.CONTINUE;
        }
        return master.send(buffer, index, length) ? Action.CONTINUE : Action.ABORT;
    }

    private int sendPackets()
    {
        int sent = 0;
        for (int i = 0; i < lanes.count(); i++)
        {
            sent += lanes.at(i).toPlayers().read(toPlayers, PACKET_LIMIT);
        }
        return sent;
    }

    private void onPacket(final int nodeId, final DirectBuffer buffer, final int index, final int length)
    {
        players.offer(nodeId, buffer, index, length);
    }

    @Override
    public void onClose()
    {
        master.close();
        players.close();
    }

    @Override
    public String roleName()
    {
        return "game-agent";
    }
}
