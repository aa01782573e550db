package io.muster.master.engine.command;

import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.event.GameEvents;
import io.muster.master.engine.event.NodeEvents;
import io.muster.master.engine.event.Outboxes;
import io.muster.master.engine.event.UserEvents;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.log.Refusals;
import org.agrona.DirectBuffer;

/** Applies the log's entries to the directories, and puts together all that it takes. */
public final class StateMachine
{
    private final LogClock clock;
    private final Outboxes outboxes = new Outboxes();
    private final Links links;
    private final Deadlines deadlines;

    /**
     * @param directories that it changes.
     * @param times       that it judges by.
     * @param clock       that it moves on.
     * @param refusals    that it counts.
     */
    public StateMachine(
        final Directories directories,
        final Times times,
        final LogClock clock,
        final Refusals refusals)
    {
        this.clock = clock;
        final NodeEvents nodeEvents = new NodeEvents(outboxes);
        final UserEvents userEvents = new UserEvents(directories, outboxes, refusals);
        final GameEvents gameEvents = new GameEvents(directories, outboxes);
        final Placement placement = new Placement(directories);
        final Seats seats = new Seats(directories.users(), directories.instances(), userEvents, gameEvents);

        final UserCommands users = new UserCommands(directories.users(), seats, userEvents, clock);
        final RequestCommands requests =
            new RequestCommands(directories, placement, seats, userEvents, gameEvents, clock);
        final GameCommands games = new GameCommands(directories.users(), directories.instances(), seats);
        final NodeCommands nodes = new NodeCommands(directories, users, seats, nodeEvents, clock, times);
        final DescriptionCommands descriptions = new DescriptionCommands(directories, nodes);

        links = new Links(
            directories, new Commands(nodes, users, requests, games, descriptions), nodes, nodeEvents, outboxes);
        deadlines = new Deadlines(directories, nodes, users, seats, gameEvents, outboxes, times);
    }

    /** Apply a batch, or refuse it and change nothing. */
    public Outcome apply(
        final long timestampMs, final long position, final DirectBuffer buffer, final int offset, final int length)
    {
        final Outcome refusal = links.refusalOf(buffer, offset, length);
        if (refusal.isRefused())
        {
            return refusal;
        }
        enter(timestampMs, position);
        return links.apply(clock.nowMs());
    }

    /** Judge what is due. */
    public void tick(final long timestampMs, final long position)
    {
        enter(timestampMs, position);
        deadlines.judge(clock.nowMs());
    }

    /** Commands applied since the start of this replica. Not replicated. */
    public long commandsApplied()
    {
        return links.commandsApplied();
    }

    private void enter(final long timestampMs, final long position)
    {
        clock.advance(timestampMs);
        outboxes.at(position);
    }
}
