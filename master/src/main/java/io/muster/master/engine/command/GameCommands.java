package io.muster.master.engine.command;

import io.muster.codecs.InstanceEndedDecoder;
import io.muster.codecs.InstanceNotStartedDecoder;
import io.muster.codecs.InstanceStartedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedDecoder;
import io.muster.codecs.SeatDeclinedDecoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.SeatReleasedDecoder;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.log.Refusals;

/**
 * What game nodes say about their instances and seats. What is about an instance or a seat that is no more has crossed
 * on its way with the message that said so, and is ignored.
 */
final class GameCommands
{
    private final UserDirectory users;
    private final InstanceDirectory instances;
    private final Seats seats;

    GameCommands(final UserDirectory users, final InstanceDirectory instances, final Seats seats)
    {
        this.users = users;
        this.instances = instances;
        this.seats = seats;
    }

    void on(final Node from, final InstanceStartedDecoder command)
    {
        final int instance = instanceOf(from, command.instanceId());
        if (instance != InstanceDirectory.NONE && !instances.isRunning(instance))
        {
            seats.run(instance);
        }
    }

    void on(final Node from, final InstanceNotStartedDecoder command)
    {
        final int instance = instanceOf(from, command.instanceId());
        if (instance != InstanceDirectory.NONE && !instances.isRunning(instance))
        {
            final RefusalCode code = Refusals.codeOf(command.codeRaw(), RefusalCode.INSTANCE_NOT_STARTED);
            seats.close(instance, SeatReason.INSTANCE_ENDED, code);
        }
    }

    void on(final Node from, final InstanceEndedDecoder command)
    {
        final int instance = instanceOf(from, command.instanceId());
        if (instance != InstanceDirectory.NONE)
        {
            seats.close(instance, SeatReason.INSTANCE_ENDED, RefusalCode.INSTANCE_ENDED);
        }
    }

    void on(final Node from, final SeatAcceptedDecoder command)
    {
        final int user = userOf(from, command.instanceId(), command.userId());
        if (user != UserDirectory.NONE && !users.isAccepted(user))
        {
            seats.accept(user, instances.byId(command.instanceId()));
        }
    }

    void on(final Node from, final SeatDeclinedDecoder command)
    {
        final int user = userOf(from, command.instanceId(), command.userId());
        if (user != UserDirectory.NONE && !users.isAccepted(user))
        {
            takeSeatOf(user);
        }
    }

    /** An offer that is not answered yet is not meant: the user had a seat, left, and asks for one again. */
    void on(final Node from, final SeatReleasedDecoder command)
    {
        final int user = userOf(from, command.instanceId(), command.userId());
        if (user != UserDirectory.NONE && users.isAccepted(user))
        {
            takeSeatOf(user);
        }
    }

    private void takeSeatOf(final int user)
    {
        final int instance = instances.byId(users.instanceId(user));
        seats.take(user, instance, SeatReason.REMOVED_BY_GAME, RefusalCode.SEAT_DECLINED);
    }

    private int instanceOf(final Node from, final long instanceId)
    {
        final int instance = instances.byId(instanceId);
        return instance != InstanceDirectory.NONE && instances.nodeId(instance) == from.nodeId() ?
            instance : InstanceDirectory.NONE;
    }

    private int userOf(final Node from, final long instanceId, final long userId)
    {
        final int instance = instanceOf(from, instanceId);
        final int user = instance == InstanceDirectory.NONE ? UserDirectory.NONE : users.byId(userId);
        return user != UserDirectory.NONE && users.instanceId(user) == instanceId ? user : UserDirectory.NONE;
    }
}
