package io.muster.session;

import io.muster.codecs.CheckInDecoder;
import io.muster.codecs.CreateDecoder;
import io.muster.codecs.DescribeUserDecoder;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.JoinDecoder;
import io.muster.codecs.LeaveDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.LogoutDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OutputAckDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.ResumeDecoder;
import io.muster.session.player.Player;
import io.muster.session.player.Players;
import io.muster.session.ring.InboundListener;
import org.agrona.DirectBuffer;

/**
 * Hears the players. What comes here has passed the gateway, so its form is right; whether it may be said now is
 * decided by who hears it.
 */
final class PlayerFrames implements InboundListener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CheckInDecoder checkIn = new CheckInDecoder();
    private final LoginDecoder login = new LoginDecoder();
    private final ResumeDecoder resume = new ResumeDecoder();
    private final LogoutDecoder logout = new LogoutDecoder();
    private final CreateDecoder create = new CreateDecoder();
    private final JoinDecoder join = new JoinDecoder();
    private final LeaveDecoder leave = new LeaveDecoder();
    private final FindDecoder find = new FindDecoder();
    private final DescribeUserDecoder describeUser = new DescribeUserDecoder();
    private final InputDecoder input = new InputDecoder();
    private final OutputAckDecoder outputAck = new OutputAckDecoder();

    private final Players players;
    private final Entrances entrances;
    private final Requests requests;
    private final PlayerQueries queries;
    private final Seats seats;

    PlayerFrames(
        final Players players,
        final Entrances entrances,
        final Requests requests,
        final PlayerQueries queries,
        final Seats seats)
    {
        this.players = players;
        this.entrances = entrances;
        this.requests = requests;
        this.queries = queries;
        this.seats = seats;
    }

    @Override
    public void onOpened(final long connectionId)
    {
        entrances.opened(connectionId);
    }

    @Override
    public void onClosed(final long connectionId)
    {
        entrances.closed(connectionId);
    }

    @Override
    public void onFrame(final long connectionId, final DirectBuffer buffer, final int offset, final int length)
    {
        final Player player = players.byConnection(connectionId);
        if (player == null || player.closing != RefusalCode.NONE)
        {
            return; // It spoke before it heard that we closed it.
        }
        header.wrap(buffer, offset);
        switch (header.templateId())
        {
            case CheckInDecoder.TEMPLATE_ID -> entrances.on(player, checkIn.wrapAndApplyHeader(buffer, offset, header));
            case LoginDecoder.TEMPLATE_ID -> entrances.on(player, login.wrapAndApplyHeader(buffer, offset, header));
            case ResumeDecoder.TEMPLATE_ID -> entrances.on(player, resume.wrapAndApplyHeader(buffer, offset, header));
            case LogoutDecoder.TEMPLATE_ID -> entrances.on(player, logout.wrapAndApplyHeader(buffer, offset, header));
            case CreateDecoder.TEMPLATE_ID -> requests.on(player, create.wrapAndApplyHeader(buffer, offset, header));
            case JoinDecoder.TEMPLATE_ID -> requests.on(player, join.wrapAndApplyHeader(buffer, offset, header));
            case LeaveDecoder.TEMPLATE_ID -> requests.on(player, leave.wrapAndApplyHeader(buffer, offset, header));
            case FindDecoder.TEMPLATE_ID -> queries.on(player, find.wrapAndApplyHeader(buffer, offset, header));
            case DescribeUserDecoder.TEMPLATE_ID ->
                queries.on(player, describeUser.wrapAndApplyHeader(buffer, offset, header));
            case InputDecoder.TEMPLATE_ID -> seats.on(player, input.wrapAndApplyHeader(buffer, offset, header));
            case OutputAckDecoder.TEMPLATE_ID ->
                seats.on(player, outputAck.wrapAndApplyHeader(buffer, offset, header));
            default -> throw new IllegalStateException("the gateway let through template " + header.templateId());
        }
    }
}
