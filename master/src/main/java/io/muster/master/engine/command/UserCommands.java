package io.muster.master.engine.command;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.codecs.UserDetachDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserLeaveDecoder;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.PlayerName;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.event.UserEvents;
import io.muster.master.engine.log.LogClock;
import org.agrona.concurrent.UnsafeBuffer;

/** Users come, are cut off, and go. */
final class UserCommands
{
    private final UserDirectory users;
    private final Seats seats;
    private final UserEvents userEvents;
    private final LogClock clock;
    private final UnsafeBuffer name = new UnsafeBuffer(0, 0);

    UserCommands(final UserDirectory users, final Seats seats, final UserEvents userEvents, final LogClock clock)
    {
        this.users = users;
        this.seats = seats;
        this.userEvents = userEvents;
        this.clock = clock;
    }

    void on(final Node from, final UserEnterDecoder command)
    {
        final long connectionId = command.connectionId();
        final long seenEventSeq = command.eventSeq();

        if (command.userId() != 0)
        {
            final int user = users.byId(command.userId());
            if (user == UserDirectory.NONE)
            {
                userEvents.userRefused(from, connectionId, RefusalCode.USER_UNKNOWN);
                return;
            }
            enter(user, from, connectionId, seenEventSeq);
            return;
        }

        final long clientId = command.clientId();
        command.wrapName(name);
        enterByName(from, connectionId, clientId, seenEventSeq);
    }

    private void enterByName(
        final Node from, final long connectionId, final long clientId, final long seenEventSeq)
    {
        final RefusalCode refusal = PlayerName.refusalOf(name);
        if (refusal != RefusalCode.NONE)
        {
            userEvents.userRefused(from, connectionId, refusal);
            return;
        }

        final int user = users.byName(name);
        if (user != UserDirectory.NONE && users.clientId(user) != clientId)
        {
            userEvents.userRefused(from, connectionId, RefusalCode.NAME_TAKEN);
        }
        else if (user != UserDirectory.NONE)
        {
            enter(user, from, connectionId, seenEventSeq);
        }
        else if (users.isFull())
        {
            userEvents.userRefused(from, connectionId, RefusalCode.USERS_FULL);
        }
        else
        {
            final int opened = users.open(clientId, name, clock.nowMs());
            users.attach(opened, from, connectionId);
            userEvents.userEntered(opened, false);
        }
    }

    private void enter(final int user, final Node from, final long connectionId, final long seenEventSeq)
    {
        if (!users.isAttachedBy(user, from, connectionId))
        {
            userEvents.userMoved(user);
        }
        users.attach(user, from, connectionId);
        userEvents.userEntered(user, true);
        userEvents.missedSince(user, seenEventSeq);
    }

    void on(final Node from, final UserDetachDecoder command)
    {
        final int user = users.byId(command.userId());
        if (user != UserDirectory.NONE && users.isAttachedBy(user, from, command.connectionId()))
        {
            detach(user);
        }
    }

    void on(final Node from, final UserLeaveDecoder command)
    {
        final int user = users.byId(command.userId());
        if (user != UserDirectory.NONE && users.isAttachedBy(user, from, command.connectionId()))
        {
            forget(user);
            userEvents.userLeft(from, command.connectionId(), command.userId());
        }
    }

    /** The user's connection is gone. */
    void detach(final int user)
    {
        users.detach(user, clock.nowMs());
    }

    /** The user is gone, and its seat and name are free. */
    void forget(final int user)
    {
        if (users.instanceId(user) != 0)
        {
            seats.vacate(user, SeatReason.USER_GONE);
        }
        users.forget(user);
    }
}
