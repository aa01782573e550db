package io.muster.failover.simulation.node;

import io.muster.codecs.CreateInstanceEncoder;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.LeaveInstanceEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.UserDetachEncoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.UserLeaveEncoder;
import io.muster.node.link.Link;
import org.agrona.concurrent.UnsafeBuffer;

/** Writes a session node's commands into its link. Each is false when the link does not take it now. */
final class CommandWriter
{
    private static final byte[] NO_NAME = {};

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[256]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UserEnterEncoder userEnter = new UserEnterEncoder();
    private final UserDetachEncoder userDetach = new UserDetachEncoder();
    private final UserLeaveEncoder userLeave = new UserLeaveEncoder();
    private final CreateInstanceEncoder create = new CreateInstanceEncoder();
    private final JoinInstanceEncoder join = new JoinInstanceEncoder();
    private final LeaveInstanceEncoder leave = new LeaveInstanceEncoder();

    boolean enter(final Link link, final Player player)
    {
        final byte[] name = player.userId == 0 ? player.name : NO_NAME;
        userEnter.wrapAndApplyHeader(buffer, 0, header)
            .connectionId(player.connectionId)
            .clientId(player.clientId)
            .userId(player.userId)
            .eventSeq(player.eventSeq)
            .putName(name, 0, name.length);
        return send(link, userEnter.encodedLength());
    }

    boolean detach(final Link link, final Player player)
    {
        userDetach.wrapAndApplyHeader(buffer, 0, header).userId(player.userId).connectionId(player.connectionId);
        return send(link, userDetach.encodedLength());
    }

    boolean logOut(final Link link, final Player player)
    {
        userLeave.wrapAndApplyHeader(buffer, 0, header).userId(player.userId).connectionId(player.connectionId);
        return send(link, userLeave.encodedLength());
    }

    /** The player's request, for the first time or again. */
    boolean request(final Link link, final Player player)
    {
        return switch (player.request)
        {
            case CREATE ->
            {
                create.wrapAndApplyHeader(buffer, 0, header)
                    .userId(player.userId)
                    .requestSeq(player.requestSeq)
                    .putGameType(Games.typeOf((int)player.wanted), 0)
                    .seatsMax((short)player.seatsWanted);
                yield send(link, create.encodedLength());
            }
            case JOIN ->
            {
                join.wrapAndApplyHeader(buffer, 0, header)
                    .userId(player.userId)
                    .requestSeq(player.requestSeq)
                    .instanceId(player.wanted);
                yield send(link, join.encodedLength());
            }
            case LEAVE ->
            {
                leave.wrapAndApplyHeader(buffer, 0, header)
                    .userId(player.userId)
                    .requestSeq(player.requestSeq)
                    .instanceId(player.wanted);
                yield send(link, leave.encodedLength());
            }
            default -> true;
        };
    }

    private boolean send(final Link link, final int encodedLength)
    {
        return link.send(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength);
    }
}
