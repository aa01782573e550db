package io.muster.failover.simulation.model;

import io.muster.codecs.NodeDownEncoder;
import io.muster.codecs.NodeGoneEncoder;
import io.muster.codecs.NodeRegisteredEncoder;
import io.muster.codecs.NodeUpEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.SeatReason;

import java.util.ArrayList;

/** Nodes come up and go down. */
final class ModelNodes
{
    private final Model model;
    private final ModelUsers users;

    ModelNodes(final Model model, final ModelUsers users)
    {
        this.model = model;
        this.users = users;
    }

    ModelNode register(final int nodeId, final long incarnation, final RegisterNodeDecoder command)
    {
        final ModelNode node = model.nodes.computeIfAbsent(nodeId, ModelNode::new);
        if (node.isUp)
        {
            goDown(node);
        }
        node.kind = command.kind();
        node.capacity = command.capacity();
        node.tcpPort = command.tcpPort();
        node.games.clear();
        for (final RegisterNodeDecoder.GameTypesDecoder game : command.gameTypes())
        {
            final int at = command.limit() - RegisterNodeDecoder.GameTypesDecoder.sbeBlockLength();
            node.games.put(GameTypes.head(command.buffer(), at),
                new ModelNode.Offer(game.seatsMin(), game.seatsMax()));
        }
        command.skipEventEndpoint();
        node.addressBytes = 2 * Short.BYTES + command.skipPlayEndpoint() + command.skipPlayerHost();
        node.begin(incarnation, model.nowMs);
        return node;
    }

    void greet(final ModelNode node)
    {
        model.voice.say(node, Said.of(NodeRegisteredEncoder.TEMPLATE_ID, model.settings.leaseMs()));
        for (final ModelNode other : model.nodes.values())
        {
            if (other.isUp && other != node)
            {
                model.voice.say(node, up(other), other.addressBytes);
                model.voice.say(other, up(node), node.addressBytes);
            }
        }
    }

    private static Said up(final ModelNode node)
    {
        return Said.of(NodeUpEncoder.TEMPLATE_ID, node.id, node.kind.value(), node.tcpPort);
    }

    void declareDown(final ModelNode node, final RefusalCode code)
    {
        goDown(node);
        model.voice.sayLast(node, Said.of(NodeDownEncoder.TEMPLATE_ID, code.value()));
    }

    private void goDown(final ModelNode node)
    {
        node.isUp = false;
        node.heardMs = model.nowMs;
        new ArrayList<>(node.carried).forEach(users::detach);
        new ArrayList<>(node.instances.values()).forEach((instance) ->
            users.close(instance, SeatReason.GAME_NODE_LOST, RefusalCode.GAME_NODE_LOST));
        for (final ModelNode other : model.nodes.values())
        {
            if (other.isUp)
            {
                model.voice.say(other, Said.of(NodeGoneEncoder.TEMPLATE_ID, node.id));
            }
        }
    }

    void declareOverrunDown()
    {
        while (model.voice.takeOverrun())
        {
            for (final ModelNode node : model.nodes.values())
            {
                if (node.isUp && node.isOverrun)
                {
                    model.overruns++;
                    declareDown(node, RefusalCode.OUTBOX_FULL);
                }
            }
        }
    }
}
