package io.muster.master.engine.command;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.master.engine.directory.Instance;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.User;
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
    void offer(final User user, final Instance instance)
    {
        users.seat(user, instance, instances.takeSeat(instance));
        gameEvents.offerSeat(user);
    }

    /** The game has let the user in; the user hears of it when the instance runs. */
    void accept(final User user)
    {
        users.accept(user);
        if (user.isSeated())
        {
            userEvents.userSeated(user);
        }
    }

    /** The instance runs; the users that the game has let in hear of it. */
    void run(final Instance instance)
    {
        instances.run(instance);
        for (User user = users.firstIn(instance); user != null; user = users.nextIn(user))
        {
            if (user.isSeated())
            {
                userEvents.userSeated(user);
            }
        }
    }

    /** The user gives the seat up, and the game hears of it. */
    void vacate(final User user, final SeatReason reason)
    {
        gameEvents.vacateSeat(user, reason);
        free(user);
    }

    /** The game takes the seat away, and the user hears of it. */
    void take(final User user, final SeatReason reason, final RefusalCode code)
    {
        final Instance instance = user.instance();
        tellLost(user, instance, reason, code);
        free(user);
    }

    private void free(final User user)
    {
        final Instance instance = user.instance();
        final int seat = user.seat();
        users.unseat(user);
        instances.freeSeat(instance, seat);
        if (instance.isEmpty())
        {
            gameEvents.stopInstance(instance);
            instances.close(instance);
        }
    }

    /**
     * The instance is no more: users with a seat lose it for a reason, and pending requests are refused with a code.
     */
    void close(final Instance instance, final SeatReason reason, final RefusalCode code)
    {
        User user = users.firstIn(instance);
        while (user != null)
        {
            final User next = users.nextIn(user);
            tellLost(user, instance, reason, code);
            final int seat = user.seat();
            users.unseat(user);
            instances.freeSeat(instance, seat);
            user = next;
        }
        instances.close(instance);
    }

    private void tellLost(
        final User user, final Instance instance, final SeatReason reason, final RefusalCode code)
    {
        if (user.isSeated())
        {
            userEvents.userLostSeat(user, instance.id(), reason);
        }
        else
        {
            userEvents.requestRefused(user, code);
        }
    }
}
