package io.muster.master.engine.command;

import io.muster.codecs.InstanceEndedDecoder;
import io.muster.codecs.InstanceNotStartedDecoder;
import io.muster.codecs.InstanceStartedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAcceptedDecoder;
import io.muster.codecs.SeatDeclinedDecoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.SeatReleasedDecoder;
import io.muster.master.engine.directory.Instance;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.User;
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
        final Instance instance = instanceOf(from, command.instanceId());
        if (instance != null && !instance.isRunning())
        {
            seats.run(instance);
        }
    }

    void on(final Node from, final InstanceNotStartedDecoder command)
    {
        final Instance instance = instanceOf(from, command.instanceId());
        if (instance != null && !instance.isRunning())
        {
            final RefusalCode code = Refusals.codeOf(command.codeRaw(), RefusalCode.INSTANCE_NOT_STARTED);
            seats.close(instance, SeatReason.INSTANCE_ENDED, code);
        }
    }

    void on(final Node from, final InstanceEndedDecoder command)
    {
        final Instance instance = instanceOf(from, command.instanceId());
        if (instance != null)
        {
            seats.close(instance, SeatReason.INSTANCE_ENDED, RefusalCode.INSTANCE_ENDED);
        }
    }

    void on(final Node from, final SeatAcceptedDecoder command)
    {
        final User user = userOf(from, command.instanceId(), command.userId());
        if (user != null && !user.isAccepted())
        {
            seats.accept(user);
        }
    }

    void on(final Node from, final SeatDeclinedDecoder command)
    {
        final User user = userOf(from, command.instanceId(), command.userId());
        if (user != null && !user.isAccepted())
        {
            seats.take(user, SeatReason.REMOVED_BY_GAME, RefusalCode.SEAT_DECLINED);
        }
    }

    /** An offer that is not answered yet is not meant: the user had a seat, left, and asks for one again. */
    void on(final Node from, final SeatReleasedDecoder command)
    {
        final User user = userOf(from, command.instanceId(), command.userId());
        if (user != null && user.isAccepted())
        {
            seats.take(user, SeatReason.REMOVED_BY_GAME, RefusalCode.SEAT_DECLINED);
        }
    }

    private Instance instanceOf(final Node from, final long instanceId)
    {
        final Instance instance = instances.byId(instanceId);
        return instance != null && instance.gameNode() == from ? instance : null;
    }

    private User userOf(final Node from, final long instanceId, final long userId)
    {
        final Instance instance = instanceOf(from, instanceId);
        final User user = instance == null ? null : users.byId(userId);
        return user != null && user.instance() == instance ? user : null;
    }
}
