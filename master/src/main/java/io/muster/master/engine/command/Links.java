package io.muster.master.engine.command;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.directory.Registration;
import io.muster.master.engine.event.NodeEvents;
import io.muster.master.engine.event.Outboxes;
import org.agrona.DirectBuffer;

/** The master's end of every link: applies each command of each node once and in order, and says so. */
final class Links
{
    private final BatchFrame batch = new BatchFrame();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final RegisterNodeDecoder registerNode = new RegisterNodeDecoder();
    private final NodeDirectory nodes;
    private final GameTypeDirectory gameTypes;
    private final Commands commands;
    private final NodeCommands nodeCommands;
    private final NodeEvents nodeEvents;
    private final Outboxes outboxes;

    /** Of the batch that is being applied, if it registers a node. */
    private Registration registration;
    /** For the status page; not replicated. */
    private long commandsApplied;

    Links(
        final Directories directories,
        final Commands commands,
        final NodeCommands nodeCommands,
        final NodeEvents nodeEvents,
        final Outboxes outboxes)
    {
        nodes = directories.nodes();
        gameTypes = directories.gameTypes();
        this.commands = commands;
        this.nodeCommands = nodeCommands;
        this.nodeEvents = nodeEvents;
        this.outboxes = outboxes;
    }

    /**
     * Look at a batch, and change nothing.
     *
     * @return why it is refused, or {@link Outcome#APPLIED}: then {@link #apply} must follow.
     */
    Outcome refusalOf(final DirectBuffer buffer, final int offset, final int length)
    {
        registration = null;
        if (!batch.wrap(buffer, offset, length))
        {
            return Outcome.MALFORMED;
        }
        final Node node = nodes.byId(batch.nodeId());
        if (node == null || batch.incarnation() > node.incarnation())
        {
            return refusalOfNew(node);
        }
        if (batch.incarnation() < node.incarnation())
        {
            return Outcome.INCARNATION_STALE;
        }
        return node.isUp() ? refusalOf(node.kind(), node.outbox().lastSeq()) : Outcome.NODE_UNKNOWN;
    }

    private Outcome refusalOfNew(final Node earlier)
    {
        if (!batch.isRegistering())
        {
            return Outcome.NODE_UNKNOWN;
        }
        if (earlier == null && nodes.isFull())
        {
            return Outcome.NODES_FULL;
        }

        batch.rewind();
        batch.next();
        registration = NodeCommands.registrationOf(
            registerNode.wrapAndApplyHeader(batch.buffer(), batch.offset(), header));
        if (registration == null)
        {
            return Outcome.REGISTRATION_MALFORMED;
        }
        return gameTypes.hasRoomFor(registration.games()) ?
            refusalOf(registration.kind(), 0) : Outcome.GAME_TYPES_FULL;
    }

    private Outcome refusalOf(final NodeKind kind, final long lastEventSeq)
    {
        final int sender = kind == NodeKind.SESSION ? CommandFrames.SESSION : CommandFrames.GAME;
        return batch.mayBeSentBy(sender) && batch.ackedEventSeq() <= lastEventSeq ? Outcome.APPLIED : Outcome.MALFORMED;
    }

    /** Apply the batch that was not refused. */
    Outcome apply(final long nowMs)
    {
        Node node = nodes.byId(batch.nodeId());
        if (registration != null)
        {
            node = nodeCommands.register(node, batch.nodeId(), batch.incarnation(), registration);
        }
        node.heardAt(nowMs);
        node.acknowledge(batch.ackedEventSeq());

        final long nextSeq = node.commandSeq() + 1;
        if (batch.firstCommandSeq() > nextSeq)
        {
            return refuseGap(node);
        }
        if (batch.firstCommandSeq() + batch.count() <= nextSeq)
        {
            return batch.count() == 0 ? Outcome.APPLIED : Outcome.DUPLICATE;
        }
        applyFrom(nextSeq, node);
        return Outcome.APPLIED;
    }

    long commandsApplied()
    {
        return commandsApplied;
    }

    private Outcome refuseGap(final Node node)
    {
        if (!node.isWantedTold())
        {
            node.wantedWasTold();
            nodeEvents.commandsWanted(node);
            nodeCommands.declareOverrunDown(outboxes);
        }
        return Outcome.GAP;
    }

    /**
     * The whole batch is one entry of the log, so all of its events say that all of its commands are applied. The rest
     * of a batch whose node goes down on the way is dropped with everything else that the node had.
     */
    private void applyFrom(final long nextSeq, final Node node)
    {
        final long saidSeq = node.outbox().lastSeq();
        final long lastSeq = batch.firstCommandSeq() + batch.count() - 1;
        node.appliedUpTo(lastSeq);

        batch.rewind();
        for (long seq = batch.firstCommandSeq(); seq <= lastSeq && node.isUp(); seq++)
        {
            batch.next();
            if (seq >= nextSeq)
            {
                commandsApplied++;
                commands.apply(node, batch.buffer(), batch.offset());
                nodeCommands.declareOverrunDown(outboxes);
            }
        }

        if (node.isUp() && node.outbox().lastSeq() == saidSeq)
        {
            nodeEvents.commandsApplied(node);
            nodeCommands.declareOverrunDown(outboxes);
        }
    }
}
