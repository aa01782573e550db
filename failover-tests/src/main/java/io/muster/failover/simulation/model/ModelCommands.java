package io.muster.failover.simulation.model;

import io.muster.codecs.CreateInstanceDecoder;
import io.muster.codecs.DeregisterNodeDecoder;
import io.muster.codecs.DescribeInstanceDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceEndedDecoder;
import io.muster.codecs.InstanceNotStartedDecoder;
import io.muster.codecs.InstanceStartedDecoder;
import io.muster.codecs.JoinInstanceDecoder;
import io.muster.codecs.LeaveInstanceDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.codecs.SeatAcceptedDecoder;
import io.muster.codecs.SeatDeclinedDecoder;
import io.muster.codecs.SeatReleasedDecoder;
import io.muster.codecs.UserDetachDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserLeaveDecoder;
import org.agrona.DirectBuffer;

/** Reads commands and has the model do them. */
final class ModelCommands
{
    private final Model model;
    private final ModelNodes nodes;
    private final ModelUsers users;
    private final ModelRequests requests;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnterDecoder userEnter = new UserEnterDecoder();
    private final CreateInstanceDecoder create = new CreateInstanceDecoder();
    private final InstanceNotStartedDecoder notStarted = new InstanceNotStartedDecoder();
    private final DescribeInstanceDecoder describe = new DescribeInstanceDecoder();

    ModelCommands(final Model model, final ModelNodes nodes, final ModelUsers users)
    {
        this.model = model;
        this.nodes = nodes;
        this.users = users;
        requests = new ModelRequests(model, users);
    }

    void apply(final ModelNode from, final DirectBuffer buffer, final int offset)
    {
        final int at = offset + MessageHeaderDecoder.ENCODED_LENGTH;
        switch (header.wrap(buffer, offset).templateId())
        {
            case RegisterNodeDecoder.TEMPLATE_ID -> nodes.greet(from);
            case DeregisterNodeDecoder.TEMPLATE_ID -> nodes.declareDown(from, RefusalCode.NODE_STOPPED);
            case UserEnterDecoder.TEMPLATE_ID -> enter(from, userEnter.wrapAndApplyHeader(buffer, offset, header));
            case UserDetachDecoder.TEMPLATE_ID -> detach(from, buffer.getLong(at), second(buffer, at));
            case UserLeaveDecoder.TEMPLATE_ID -> logOut(from, buffer.getLong(at), second(buffer, at));
            case CreateInstanceDecoder.TEMPLATE_ID -> create(from, create.wrapAndApplyHeader(buffer, offset, header));
            case JoinInstanceDecoder.TEMPLATE_ID ->
                requests.join(from, buffer.getLong(at), second(buffer, at), third(buffer, at));
            case LeaveInstanceDecoder.TEMPLATE_ID ->
                requests.leave(from, buffer.getLong(at), second(buffer, at), third(buffer, at));
            case InstanceStartedDecoder.TEMPLATE_ID -> requests.started(from, buffer.getLong(at));
            case InstanceNotStartedDecoder.TEMPLATE_ID -> requests.notStarted(
                from, buffer.getLong(at), notStarted.wrapAndApplyHeader(buffer, offset, header).code());
            case InstanceEndedDecoder.TEMPLATE_ID -> requests.ended(from, buffer.getLong(at));
            case SeatAcceptedDecoder.TEMPLATE_ID -> requests.accepted(from, buffer.getLong(at), second(buffer, at));
            case SeatDeclinedDecoder.TEMPLATE_ID ->
                requests.putOut(from, buffer.getLong(at), second(buffer, at), true);
            case SeatReleasedDecoder.TEMPLATE_ID ->
                requests.putOut(from, buffer.getLong(at), second(buffer, at), false);
            case DescribeInstanceDecoder.TEMPLATE_ID ->
                describe(from, describe.wrapAndApplyHeader(buffer, offset, header));
            default ->
            {
                // A declaration, which all game nodes here make alike.
            }
        }
    }

    private static long second(final DirectBuffer buffer, final int at)
    {
        return buffer.getLong(at + Long.BYTES);
    }

    private static long third(final DirectBuffer buffer, final int at)
    {
        return buffer.getLong(at + 2 * Long.BYTES);
    }

    private void enter(final ModelNode from, final UserEnterDecoder command)
    {
        if (command.userId() != 0)
        {
            users.enterProven(from, command.connectionId(), command.userId(), command.eventSeq());
        }
        else
        {
            users.enterNamed(
                from, command.connectionId(), command.clientId(), command.eventSeq(), command.name());
        }
    }

    private void detach(final ModelNode from, final long userId, final long connection)
    {
        final ModelUser user = users.attachedBy(from, userId, connection);
        if (user != null)
        {
            users.detach(user);
        }
    }

    private void logOut(final ModelNode from, final long userId, final long connection)
    {
        final ModelUser user = users.attachedBy(from, userId, connection);
        if (user != null)
        {
            users.logOut(from, user, connection);
        }
    }

    private void create(final ModelNode from, final CreateInstanceDecoder command)
    {
        final long type = GameTypes.head(
            command.buffer(), command.offset() + CreateInstanceDecoder.gameTypeEncodingOffset());
        requests.create(from, command.userId(), command.requestSeq(), type, command.seatsMax());
    }

    private void describe(final ModelNode from, final DescribeInstanceDecoder command)
    {
        final ModelInstance instance = model.instances.get(command.instanceId());
        if (instance == null || instance.node != from)
        {
            return;
        }
        instance.attributes.clear();
        instance.tags.clear();
        command.attributes().forEach((attribute) -> instance.attributes.put(attribute.name(), attribute.value()));
        command.tags().forEach((tag) -> instance.tags.add(tag.name()));
    }
}
