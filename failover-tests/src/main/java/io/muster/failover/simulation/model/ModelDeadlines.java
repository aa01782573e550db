package io.muster.failover.simulation.model;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StopInstanceEncoder;

import java.util.ArrayList;

/** What happens because time has passed. */
final class ModelDeadlines
{
    private final Model model;
    private final ModelNodes nodes;
    private final ModelUsers users;

    ModelDeadlines(final Model model, final ModelNodes nodes, final ModelUsers users)
    {
        this.model = model;
        this.nodes = nodes;
        this.users = users;
    }

    void judge()
    {
        for (final ModelNode node : model.nodes.values())
        {
            if (model.nowMs - node.heardMs >= model.settings.leaseMs())
            {
                judge(node);
            }
        }
        for (final ModelUser user : new ArrayList<>(model.detached))
        {
            if (model.nowMs - user.detachedMs >= model.settings.graceMs())
            {
                users.forget(user);
            }
        }
        for (final ModelInstance instance : new ArrayList<>(model.instances.values()))
        {
            if (!instance.isRunning && model.nowMs - instance.createdMs >= model.settings.startTimeoutMs())
            {
                model.voice.say(instance.node, Said.of(StopInstanceEncoder.TEMPLATE_ID, instance.id));
                users.close(instance, SeatReason.INSTANCE_ENDED, RefusalCode.INSTANCE_NOT_STARTED);
            }
        }
        nodes.declareOverrunDown();
    }

    private void judge(final ModelNode node)
    {
        if (node.isUp)
        {
            nodes.declareDown(node, RefusalCode.LEASE_EXPIRED);
        }
        else
        {
            node.acknowledge(node.saidSeq());
        }
    }
}
