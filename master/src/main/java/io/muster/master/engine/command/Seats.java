package io.muster.master.engine.command;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.event.GameEvents;
import io.muster.master.engine.event.UserEvents;

/**
 * How seats are taken and given up. Here both directories change together, so that a seat has a user if and only if the
 * user has the seat, and an instance without users does not stay.
 */
final class Seats
{
    private final UserDirectory users;
    private final InstanceDirectory instances;
    private final UserEvents userEvents;
    private final GameEvents gameEvents;

    Seats(
        final UserDirectory users,
        final InstanceDirectory instances,
        final UserEvents userEvents,
        final GameEvents gameEvents)
    {
        this.users = users;
        this.instances = instances;
        this.userEvents = userEvents;
        this.gameEvents = gameEvents;
    }

    /** Take a seat for a user, and ask the game. */
    void offer(final int user, final int instance)
    {
        users.seat(user, instances.id(instance), instances.takeSeat(instance));
        gameEvents.offerSeat(user, instance);
    }

    /** The game has let the user in; the user hears of it when the instance runs. */
    void accept(final int user, final int instance)
    {
        users.accept(user, instances.isRunning(instance));
        if (users.isSeated(user))
        {
            userEvents.userSeated(user);
        }
    }

    /** The instance runs; the users that the game has let in hear of it. */
    void run(final int instance)
    {
        instances.run(instance);
        int user = users.firstIn(instances.id(instance));
        while (user != UserDirectory.NONE)
        {
            if (users.isAccepted(user))
            {
                accept(user, instance);
            }
            user = users.nextIn(user);
        }
    }

    /** The user gives the seat up, and the game hears of it. */
    void vacate(final int user, final SeatReason reason)
    {
        final int instance = instances.byId(users.instanceId(user));
        gameEvents.vacateSeat(user, instance, reason);
        free(user, instance);
    }

    /** The game takes the seat away, and the user hears of it. */
    void take(final int user, final int instance, final SeatReason reason, final RefusalCode code)
    {
        tellLost(user, reason, code);
        free(user, instance);
    }

    private void free(final int user, final int instance)
    {
        leave(user, instance);
        if (instances.isEmpty(instance))
        {
            gameEvents.stopInstance(instance);
            instances.close(instance);
        }
    }

    private void leave(final int user, final int instance)
    {
        final int seat = users.seat(user);
        users.unseat(user);
        instances.freeSeat(instance, seat);
    }

    /**
     * The instance is no more: users with a seat lose it for a reason, and pending requests are refused with a code.
     */
    void close(final int instance, final SeatReason reason, final RefusalCode code)
    {
        int user = users.firstIn(instances.id(instance));
        while (user != UserDirectory.NONE)
        {
            final int next = users.nextIn(user);
            tellLost(user, reason, code);
            leave(user, instance);
            user = next;
        }
        instances.close(instance);
    }

    private void tellLost(final int user, final SeatReason reason, final RefusalCode code)
    {
        if (users.isSeated(user))
        {
            userEvents.userLostSeat(user, users.instanceId(user), reason);
        }
        else
        {
            userEvents.requestRefused(user, code);
        }
    }
}
