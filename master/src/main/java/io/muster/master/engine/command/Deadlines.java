package io.muster.master.engine.command;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.event.GameEvents;
import io.muster.master.engine.event.Outboxes;

import java.util.function.IntConsumer;

/** What happens because time has passed: judged at every tick, in this order. */
final class Deadlines
{
    private final Directories directories;
    private final NodeCommands nodeCommands;
    private final Outboxes outboxes;
    private final Times times;
    private final IntConsumer forget;
    private final IntConsumer giveUp;

    Deadlines(
        final Directories directories,
        final NodeCommands nodeCommands,
        final UserCommands userCommands,
        final Seats seats,
        final GameEvents gameEvents,
        final Outboxes outboxes,
        final Times times)
    {
        this.directories = directories;
        this.nodeCommands = nodeCommands;
        this.outboxes = outboxes;
        this.times = times;
        forget = userCommands::forget;
        giveUp = (instance) ->
        {
            gameEvents.stopInstance(instance);
            seats.close(instance, SeatReason.INSTANCE_ENDED, RefusalCode.INSTANCE_NOT_STARTED);
        };
    }

    void judge(final long nowMs)
    {
        judgeLeases(nowMs - times.leaseMs());
        directories.users().visitDetachedSince(nowMs - times.graceMs(), forget);
        directories.instances().visitStartingSince(nowMs - times.startTimeoutMs(), giveUp);
        nodeCommands.declareOverrunDown(outboxes);
    }

    /** A node that is down has been told so for a lease; then nothing more is to be sent to it. */
    private void judgeLeases(final long heardMs)
    {
        final NodeDirectory nodes = directories.nodes();
        for (Node node = nodes.first(); node != null; node = nodes.next(node))
        {
            if (node.heardMs() <= heardMs)
            {
                if (node.isUp())
                {
                    nodeCommands.declareDown(node, RefusalCode.LEASE_EXPIRED);
                }
                else
                {
                    node.acknowledge(node.eventSeq());
                }
            }
        }
    }
}
