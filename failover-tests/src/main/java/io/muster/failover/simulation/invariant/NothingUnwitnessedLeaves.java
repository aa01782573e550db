package io.muster.failover.simulation.invariant;

import io.muster.codecs.EventBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.model.ModelNode;
import io.muster.failover.simulation.model.ModelNode.Told;
import io.muster.failover.simulation.model.Said;
import io.muster.failover.simulation.model.SaidReader;
import org.agrona.DirectBuffer;

import java.util.List;

/** A replica sends nothing but what was said at entries that two replicas had applied alike, as it was said. */
final class NothingUnwitnessedLeaves implements Invariant
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final EventBatchDecoder batch = new EventBatchDecoder();
    private final SaidReader reader = new SaidReader();
    private Model model;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    @Override
    public void onSending(final int memberId, final DirectBuffer buffer, final Entry secured)
    {
        batch.wrapAndApplyHeader(buffer, 0, header);
        if (batch.position() > secured.position())
        {
            throw broken("replica %d sends events up to position %d, and only %s was applied by two",
                memberId, batch.position(), secured);
        }
        final ModelNode node = model.node(batch.nodeId());
        final List<Told> told = node == null ? null : node.told(batch.incarnation());
        if (told == null)
        {
            throw broken("replica %d speaks to incarnation %d of node %d, which never registered",
                memberId, batch.incarnation(), batch.nodeId());
        }
        long eventSeq = batch.firstEventSeq();
        Told last = null;
        for (final EventBatchDecoder.EventsDecoder event : batch.events())
        {
            last = eventSeq <= told.size() ? told.get((int)eventSeq - 1) : null;
            final int at = batch.limit() + EventBatchDecoder.EventsDecoder.messageHeaderLength();
            final Said said = reader.read(buffer, at);
            event.skipMessage();
            if (last == null || !said.equals(last.said()))
            {
                throw broken("replica %d sends node %d event %d %s, and it should be %s", memberId, batch.nodeId(),
                    eventSeq, said, last == null ? "none" : last.said());
            }
            eventSeq++;
        }
        if (last == null || last.position() != batch.position() || last.applied() != batch.appliedCommandSeq())
        {
            throw broken("replica %d tells node %d that commands up to %d are applied at %d, and it should be %s",
                memberId, batch.nodeId(), batch.appliedCommandSeq(), batch.position(), last);
        }
    }
}
