package io.muster.failover.simulation.node;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.codecs.UserMovedDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import org.agrona.DirectBuffer;

/** What the master says about users, as their players take it: each event once, in the order of its number. */
final class PlayerEvents
{
    private final Carrier carrier;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnteredDecoder entered = new UserEnteredDecoder();
    private final UserRefusedDecoder refused = new UserRefusedDecoder();
    private final UserMovedDecoder moved = new UserMovedDecoder();
    private final UserLeftDecoder left = new UserLeftDecoder();
    private final UserSeatedDecoder seated = new UserSeatedDecoder();
    private final UserUnseatedDecoder unseated = new UserUnseatedDecoder();
    private final RequestRefusedDecoder requestRefused = new RequestRefusedDecoder();

    PlayerEvents(final Carrier carrier)
    {
        this.carrier = carrier;
    }

    void on(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case UserEnteredDecoder.TEMPLATE_ID -> on(entered.wrapAndApplyHeader(buffer, offset, header), offset);
            case UserRefusedDecoder.TEMPLATE_ID -> on(refused.wrapAndApplyHeader(buffer, offset, header));
            case UserMovedDecoder.TEMPLATE_ID -> on(moved.wrapAndApplyHeader(buffer, offset, header));
            case UserLeftDecoder.TEMPLATE_ID -> on(left.wrapAndApplyHeader(buffer, offset, header));
            case UserSeatedDecoder.TEMPLATE_ID -> on(seated.wrapAndApplyHeader(buffer, offset, header), offset);
            case UserUnseatedDecoder.TEMPLATE_ID -> on(unseated.wrapAndApplyHeader(buffer, offset, header), offset);
            case RequestRefusedDecoder.TEMPLATE_ID ->
                on(requestRefused.wrapAndApplyHeader(buffer, offset, header), offset);
            default ->
            {
                // About other nodes.
            }
        }
    }

    private void on(final UserEnteredDecoder event, final int offset)
    {
        final Player player = carrier.byConnection(event.connectionId());
        if (player == null)
        {
            return;
        }
        carrier.observer().onTold(player, event.buffer(), offset);
        player.state = Player.State.IN;
        player.userId = event.userId();
        player.instanceId = event.instanceId();
        carrier.entered(player);
        if (!player.isWaiting())
        {
            player.requestSeq = Math.max(player.requestSeq, event.requestSeq());
        }
        else
        {
            player.sinceNs = carrier.nowNs();
            if (event.requestSeq() < player.requestSeq)
            {
                carrier.askAgain(player);
            }
        }
    }

    private void on(final UserRefusedDecoder event)
    {
        final Player player = carrier.byConnection(event.connectionId());
        if (player != null && event.code() == RefusalCode.USER_UNKNOWN)
        {
            player.forgotten(carrier.nowNs());
        }
        else if (player != null)
        {
            player.isTurnedAway = true;
            player.cutOff(carrier.nowNs());
        }
    }

    private void on(final UserMovedDecoder event)
    {
        final Player player = carrier.byConnection(event.connectionId());
        if (player != null)
        {
            player.cutOff(carrier.nowNs());
        }
    }

    private void on(final UserLeftDecoder event)
    {
        final Player player = carrier.byConnection(event.connectionId());
        if (player != null && player.userId == event.userId())
        {
            player.forgotten(carrier.nowNs());
        }
    }

    private void on(final UserSeatedDecoder event, final int offset)
    {
        final Player player = carrier.byUser(event.userId());
        if (isNew(player, event.eventSeq()))
        {
            carrier.observer().onTold(player, event.buffer(), offset);
            player.eventSeq = event.eventSeq();
            player.instanceId = event.instanceId();
            answer(player, event.requestSeq());
        }
    }

    private void on(final UserUnseatedDecoder event, final int offset)
    {
        final Player player = carrier.byUser(event.userId());
        if (isNew(player, event.eventSeq()))
        {
            carrier.observer().onTold(player, event.buffer(), offset);
            player.eventSeq = event.eventSeq();
            player.instanceId = 0;
            answer(player, event.requestSeq());
        }
    }

    private void on(final RequestRefusedDecoder event, final int offset)
    {
        final Player player = carrier.byUser(event.userId());
        if (player != null && event.eventSeq() == 0)
        {
            onPassing(player, event);
        }
        else if (isNew(player, event.eventSeq()))
        {
            carrier.observer().onTold(player, event.buffer(), offset);
            player.eventSeq = event.eventSeq();
            answer(player, event.requestSeq());
        }
    }

    private void onPassing(final Player player, final RequestRefusedDecoder event)
    {
        switch (event.code())
        {
            case USER_UNKNOWN -> player.forgotten(carrier.nowNs());
            case USER_MOVED -> player.cutOff(carrier.nowNs());
            default ->
            {
                // It was asked again, or out of turn, on purpose; the answer that counts is another.
            }
        }
    }

    private static boolean isNew(final Player player, final long eventSeq)
    {
        return player != null && eventSeq > player.eventSeq;
    }

    private static void answer(final Player player, final long requestSeq)
    {
        if (player.isWaiting() && requestSeq == player.requestSeq)
        {
            player.answered();
        }
    }
}
