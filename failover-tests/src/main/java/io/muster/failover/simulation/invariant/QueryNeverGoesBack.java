package io.muster.failover.simulation.invariant;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.UserFoundDecoder;
import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.model.ModelUser;
import io.muster.failover.simulation.node.Player;
import org.agrona.DirectBuffer;

/** An answer is not older than what its asker had seen, not newer than what two replicas have, and true where it is. */
final class QueryNeverGoesBack implements Invariant
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserFoundDecoder found = new UserFoundDecoder();
    private final QueryRefusedDecoder refused = new QueryRefusedDecoder();
    private Model model;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    @Override
    public void onFound(
        final Player player, final long askedPosition, final DirectBuffer answer, final Entry secured)
    {
        final boolean isFound = header.wrap(answer, 0).templateId() == UserFoundDecoder.TEMPLATE_ID;
        final long position = isFound ? found.wrapAndApplyHeader(answer, 0, header).position() :
            refused.wrapAndApplyHeader(answer, 0, header).position();
        if (position < askedPosition || position > secured.position())
        {
            throw broken("%s had seen position %d, two replicas are at %d, and the answer is of %d",
                player, askedPosition, secured.position(), position);
        }
        final ModelUser.Fact fact = model.factOf(player.userId(), position);
        final boolean isTrue = fact == null ? !isFound : isFound && fact.requestSeq() == found.requestSeq() &&
            fact.eventSeq() == found.eventSeq() && fact.instanceId() == found.instanceId() &&
            fact.seat() == found.seat();
        if (!isTrue)
        {
            throw broken("%s is told %s, and it was %s", player, isFound ? found : refused, fact);
        }
    }
}
