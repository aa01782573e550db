package io.muster.master.engine.command;

import io.muster.codecs.CreateInstanceDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.JoinInstanceDecoder;
import io.muster.codecs.LeaveInstanceDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.event.GameEvents;
import io.muster.master.engine.event.UserEvents;
import io.muster.master.engine.log.LogClock;

/**
 * What players ask for. A request is applied once: asked again, it is answered with the answer that it had.
 */
final class RequestCommands
{
    private final UserDirectory users;
    private final InstanceDirectory instances;
    private final Placement placement;
    private final Seats seats;
    private final UserEvents userEvents;
    private final GameEvents gameEvents;
    private final LogClock clock;

    RequestCommands(
        final Directories directories,
        final Placement placement,
        final Seats seats,
        final UserEvents userEvents,
        final GameEvents gameEvents,
        final LogClock clock)
    {
        users = directories.users();
        instances = directories.instances();
        this.placement = placement;
        this.seats = seats;
        this.userEvents = userEvents;
        this.gameEvents = gameEvents;
        this.clock = clock;
    }

    void on(final Node from, final CreateInstanceDecoder command)
    {
        final int user = begin(from, command.userId(), command.requestSeq());
        if (user == UserDirectory.NONE)
        {
            return;
        }

        final int typeIndex = command.offset() + CreateInstanceDecoder.gameTypeEncodingOffset();
        final RefusalCode refusal = users.instanceId(user) != 0 ? RefusalCode.ALREADY_SEATED :
            placement.find(
                GameTypes.head(command.buffer(), typeIndex),
                GameTypes.tail(command.buffer(), typeIndex),
                command.seatsMax());
        if (refusal != RefusalCode.NONE)
        {
            userEvents.requestRefused(user, refusal);
        }
        else
        {
            final int instance =
                instances.open(placement.node(), placement.type(), placement.seats(), clock.nowMs());
            gameEvents.startInstance(instance, seedOf(instances.id(instance), clock.timestampMs()));
            seats.offer(user, instance);
        }
    }

    /** Looks random, and is the same on every replica. */
    private static long seedOf(final long instanceId, final long timestampMs)
    {
        final long mixed = (instanceId * 0x9E37_79B9_7F4A_7C15L ^ timestampMs) * 0xBF58_476D_1CE4_E5B9L;
        final long again = (mixed ^ mixed >>> 29) * 0x94D0_49BB_1331_11EBL;
        return again ^ again >>> 32;
    }

    void on(final Node from, final JoinInstanceDecoder command)
    {
        final int user = begin(from, command.userId(), command.requestSeq());
        if (user == UserDirectory.NONE)
        {
            return;
        }

        final int instance = instances.byId(command.instanceId());
        if (users.instanceId(user) != 0)
        {
            userEvents.requestRefused(user, RefusalCode.ALREADY_SEATED);
        }
        else if (instance == InstanceDirectory.NONE)
        {
            userEvents.requestRefused(user, instances.wasThere(command.instanceId()) ?
                RefusalCode.INSTANCE_ENDED : RefusalCode.INSTANCE_UNKNOWN);
        }
        else if (instances.isFull(instance))
        {
            userEvents.requestRefused(user, RefusalCode.INSTANCE_FULL);
        }
        else
        {
            seats.offer(user, instance);
        }
    }

    void on(final Node from, final LeaveInstanceDecoder command)
    {
        final int user = begin(from, command.userId(), command.requestSeq());
        if (user == UserDirectory.NONE)
        {
            return;
        }

        final long instanceId = command.instanceId();
        if (instanceId == 0 || users.instanceId(user) != instanceId)
        {
            userEvents.requestRefused(user, RefusalCode.NOT_SEATED);
        }
        else
        {
            seats.vacate(user, SeatReason.LEFT);
            userEvents.userLeftSeat(user, instanceId);
        }
    }

    /**
     * The ladder that all requests climb.
     *
     * @return the user whose request this is from now on, or NONE when there is nothing more to do.
     */
    private int begin(final Node from, final long userId, final long requestSeq)
    {
        final int user = users.byId(userId);
        if (user == UserDirectory.NONE)
        {
            userEvents.requestRefusedInPassing(from, userId, requestSeq, RefusalCode.USER_UNKNOWN);
        }
        else if (users.nodeId(user) != from.nodeId())
        {
            userEvents.requestRefusedInPassing(from, userId, requestSeq, RefusalCode.USER_MOVED);
        }
        else if (requestSeq < users.requestSeq(user) || requestSeq < 1)
        {
            userEvents.requestRefusedInPassing(from, userId, requestSeq, RefusalCode.REQUEST_STALE);
        }
        else if (requestSeq == users.requestSeq(user))
        {
            answerAgain(user);
        }
        else if (users.isPending(user))
        {
            userEvents.requestRefusedInPassing(from, userId, requestSeq, RefusalCode.REQUEST_PENDING);
        }
        else
        {
            users.beginRequest(user, requestSeq);
            return user;
        }
        return UserDirectory.NONE;
    }

    /** A request that is pending is left alone: a refusal now would be a second answer. */
    private void answerAgain(final int user)
    {
        if (!users.isPending(user))
        {
            userEvents.replyAgain(user);
        }
    }
}
