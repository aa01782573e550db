package io.muster.failover.simulation.invariant;

import io.muster.codecs.CommandsAppliedDecoder;
import io.muster.codecs.CommandsWantedDecoder;
import io.muster.codecs.NodeDownDecoder;
import io.muster.codecs.NodeRegisteredDecoder;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.model.ModelNode;
import io.muster.failover.simulation.model.ModelNode.Told;
import io.muster.failover.simulation.model.Said;
import io.muster.failover.simulation.model.SaidReader;
import org.agrona.DirectBuffer;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A node is shown what was said to its incarnation: everything from the first on, each once and in order. */
final class EventsInOrderOnce implements Invariant
{
    private final SaidReader reader = new SaidReader();
    private final Map<Long, Integer> shownOf = new HashMap<>();
    private Model model;

    @Override
    public void begin(final Model itsModel)
    {
        model = itsModel;
    }

    @Override
    public void onShown(final int nodeId, final long incarnation, final DirectBuffer buffer, final int offset)
    {
        final ModelNode node = model.node(nodeId);
        final List<Told> told = node == null ? null : node.told(incarnation);
        final long key = incarnation * 64 + nodeId;
        int index = shownOf.getOrDefault(key, 0);
        while (told != null && index < told.size() && isOfLink(told.get(index).said().template()))
        {
            index++;
        }
        final Said said = reader.read(buffer, offset);
        if (told == null || index >= told.size() || !said.equals(told.get(index).said()))
        {
            throw broken("node %d is shown %s as event %d of incarnation %d, and it should be %s", nodeId, said,
                index + 1, incarnation, told == null || index >= told.size() ? "none" : told.get(index).said());
        }
        shownOf.put(key, index + 1);
    }

    private static boolean isOfLink(final int template)
    {
        return template == NodeRegisteredDecoder.TEMPLATE_ID || template == CommandsAppliedDecoder.TEMPLATE_ID ||
            template == CommandsWantedDecoder.TEMPLATE_ID || template == NodeDownDecoder.TEMPLATE_ID;
    }
}
