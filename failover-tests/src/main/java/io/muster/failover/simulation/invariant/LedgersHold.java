package io.muster.failover.simulation.invariant;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.failover.simulation.node.Player;
import org.agrona.DirectBuffer;

/** When a player comes back it is who it was, and the master knows of every answer and event that the player has. */
final class LedgersHold implements Invariant
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnteredDecoder entered = new UserEnteredDecoder();

    @Override
    public void onTold(final Player player, final DirectBuffer buffer, final int offset)
    {
        if (header.wrap(buffer, offset).templateId() != UserEnteredDecoder.TEMPLATE_ID)
        {
            return;
        }
        entered.wrapAndApplyHeader(buffer, offset, header);
        final boolean isOther = player.userId() != 0 && player.userId() != entered.userId();
        if (isOther || entered.requestSeq() < player.answeredSeq() || entered.eventSeq() < player.eventSeq())
        {
            throw broken("%s, whose request %d was answered, is told to be user %d with request %d and event %d",
                player, player.answeredSeq(), entered.userId(), entered.requestSeq(), entered.eventSeq());
        }
    }
}
