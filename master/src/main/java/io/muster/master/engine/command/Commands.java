package io.muster.master.engine.command;

import io.muster.codecs.CreateInstanceDecoder;
import io.muster.codecs.DeclareGameTypeDecoder;
import io.muster.codecs.DeregisterNodeDecoder;
import io.muster.codecs.DescribeInstanceDecoder;
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
import io.muster.master.engine.directory.Node;
import org.agrona.DirectBuffer;

/** Every command that there is, and who handles it. */
final class Commands
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnterDecoder userEnter = new UserEnterDecoder();
    private final UserDetachDecoder userDetach = new UserDetachDecoder();
    private final UserLeaveDecoder userLeave = new UserLeaveDecoder();
    private final CreateInstanceDecoder createInstance = new CreateInstanceDecoder();
    private final JoinInstanceDecoder joinInstance = new JoinInstanceDecoder();
    private final LeaveInstanceDecoder leaveInstance = new LeaveInstanceDecoder();
    private final InstanceStartedDecoder instanceStarted = new InstanceStartedDecoder();
    private final InstanceNotStartedDecoder instanceNotStarted = new InstanceNotStartedDecoder();
    private final SeatAcceptedDecoder seatAccepted = new SeatAcceptedDecoder();
    private final SeatDeclinedDecoder seatDeclined = new SeatDeclinedDecoder();
    private final SeatReleasedDecoder seatReleased = new SeatReleasedDecoder();
    private final InstanceEndedDecoder instanceEnded = new InstanceEndedDecoder();
    private final DeclareGameTypeDecoder declareGameType = new DeclareGameTypeDecoder();
    private final DescribeInstanceDecoder describeInstance = new DescribeInstanceDecoder();

    private final NodeCommands nodes;
    private final UserCommands users;
    private final RequestCommands requests;
    private final GameCommands games;
    private final DescriptionCommands descriptions;

    Commands(
        final NodeCommands nodes,
        final UserCommands users,
        final RequestCommands requests,
        final GameCommands games,
        final DescriptionCommands descriptions)
    {
        this.nodes = nodes;
        this.users = users;
        this.requests = requests;
        this.games = games;
        this.descriptions = descriptions;
    }

    /** Apply a command that {@link CommandFrames} found to be whole, from a node that may send it and is up. */
    void apply(final Node from, final DirectBuffer buffer, final int offset)
    {
        switch (CommandFrames.templateId(buffer, offset))
        {
            case UserEnterDecoder.TEMPLATE_ID ->
                users.on(from, userEnter.wrapAndApplyHeader(buffer, offset, header));
            case UserDetachDecoder.TEMPLATE_ID ->
                users.on(from, userDetach.wrapAndApplyHeader(buffer, offset, header));
            case UserLeaveDecoder.TEMPLATE_ID ->
                users.on(from, userLeave.wrapAndApplyHeader(buffer, offset, header));
            case CreateInstanceDecoder.TEMPLATE_ID ->
                requests.on(from, createInstance.wrapAndApplyHeader(buffer, offset, header));
            case JoinInstanceDecoder.TEMPLATE_ID ->
                requests.on(from, joinInstance.wrapAndApplyHeader(buffer, offset, header));
            case LeaveInstanceDecoder.TEMPLATE_ID ->
                requests.on(from, leaveInstance.wrapAndApplyHeader(buffer, offset, header));
            case InstanceStartedDecoder.TEMPLATE_ID ->
                games.on(from, instanceStarted.wrapAndApplyHeader(buffer, offset, header));
            case InstanceNotStartedDecoder.TEMPLATE_ID ->
                games.on(from, instanceNotStarted.wrapAndApplyHeader(buffer, offset, header));
            case SeatAcceptedDecoder.TEMPLATE_ID ->
                games.on(from, seatAccepted.wrapAndApplyHeader(buffer, offset, header));
            case SeatDeclinedDecoder.TEMPLATE_ID ->
                games.on(from, seatDeclined.wrapAndApplyHeader(buffer, offset, header));
            case SeatReleasedDecoder.TEMPLATE_ID ->
                games.on(from, seatReleased.wrapAndApplyHeader(buffer, offset, header));
            case InstanceEndedDecoder.TEMPLATE_ID ->
                games.on(from, instanceEnded.wrapAndApplyHeader(buffer, offset, header));
            case DeclareGameTypeDecoder.TEMPLATE_ID ->
                descriptions.on(from, declareGameType.wrapAndApplyHeader(buffer, offset, header));
            case DescribeInstanceDecoder.TEMPLATE_ID ->
                descriptions.on(from, describeInstance.wrapAndApplyHeader(buffer, offset, header));
            case RegisterNodeDecoder.TEMPLATE_ID -> nodes.greet(from);
            case DeregisterNodeDecoder.TEMPLATE_ID -> nodes.declareDown(from, RefusalCode.NODE_STOPPED);
            default -> throw new IllegalStateException("a command that was not checked");
        }
    }
}
