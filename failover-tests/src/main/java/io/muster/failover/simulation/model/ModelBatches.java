package io.muster.failover.simulation.model;

import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.CommandsAppliedEncoder;
import io.muster.codecs.CommandsWantedEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RegisterNodeDecoder;
import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;

/** The master's end of every link, in the model. */
final class ModelBatches
{
    private final Model model;
    private final ModelNodes nodes;
    private final ModelCommands commands;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();
    private final RegisterNodeDecoder registerNode = new RegisterNodeDecoder();

    ModelBatches(final Model model, final ModelNodes nodes, final ModelUsers users)
    {
        this.model = model;
        this.nodes = nodes;
        commands = new ModelCommands(model, nodes, users);
    }

    RefusalCode refusalOf(final DirectBuffer payload)
    {
        batch.wrapAndApplyHeader(payload, 0, header);
        final ModelNode node = model.nodes.get(batch.nodeId());
        if (node == null || batch.incarnation() > node.incarnation)
        {
            return registration() >= 0 ? RefusalCode.NONE : RefusalCode.NODE_UNKNOWN;
        }
        return batch.incarnation() < node.incarnation ? RefusalCode.INCARNATION_STALE :
            node.isUp ? RefusalCode.NONE : RefusalCode.NODE_UNKNOWN;
    }

    /** Where the registration is that the batch begins with, or -1. */
    private int registration()
    {
        final CommandBatchDecoder.CommandsDecoder group = batch.sbeRewind().commands();
        if (batch.firstCommandSeq() != 1 || !group.hasNext())
        {
            return -1;
        }
        group.next();
        final int at = batch.limit() + CommandBatchDecoder.CommandsDecoder.messageHeaderLength();
        return header.wrap(batch.buffer(), at).templateId() == RegisterNodeDecoder.TEMPLATE_ID ? at : -1;
    }

    /** Apply a batch that is not refused. */
    Outcome apply(final DirectBuffer payload)
    {
        batch.wrapAndApplyHeader(payload, 0, header);
        ModelNode node = model.nodes.get(batch.nodeId());
        if (node == null || batch.incarnation() > node.incarnation)
        {
            node = nodes.register(batch.nodeId(), batch.incarnation(),
                registerNode.wrapAndApplyHeader(payload, registration(), header));
        }
        node.heardMs = model.nowMs;
        node.acknowledge(batch.ackedEventSeq());

        final CommandBatchDecoder.CommandsDecoder group = batch.sbeRewind().commands();
        final int count = group.count();
        final long nextSeq = node.commandSeq + 1;
        if (batch.firstCommandSeq() > nextSeq)
        {
            refuseGap(node);
            return Outcome.GAP;
        }
        if (batch.firstCommandSeq() + count <= nextSeq)
        {
            return count == 0 ? Outcome.APPLIED : Outcome.DUPLICATE;
        }
        applyFrom(nextSeq, node, group);
        return Outcome.APPLIED;
    }

    private void refuseGap(final ModelNode node)
    {
        if (!node.isWantedTold)
        {
            node.isWantedTold = true;
            model.voice.say(node, Said.of(CommandsWantedEncoder.TEMPLATE_ID, node.commandSeq + 1));
            nodes.declareOverrunDown();
        }
    }

    private void applyFrom(
        final long nextSeq, final ModelNode node, final CommandBatchDecoder.CommandsDecoder group)
    {
        final long saidSeq = node.saidSeq();
        final long firstSeq = batch.firstCommandSeq();
        node.commandSeq = firstSeq + group.count() - 1;
        node.isWantedTold = false;
        for (long seq = firstSeq; group.hasNext() && node.isUp; seq++)
        {
            group.next();
            final int at = batch.limit() + CommandBatchDecoder.CommandsDecoder.messageHeaderLength();
            group.skipMessage();
            if (seq >= nextSeq)
            {
                model.commands++;
                commands.apply(node, batch.buffer(), at);
                nodes.declareOverrunDown();
            }
        }
        if (node.isUp && node.saidSeq() == saidSeq)
        {
            model.voice.say(node, Said.of(CommandsAppliedEncoder.TEMPLATE_ID, node.commandSeq));
            nodes.declareOverrunDown();
        }
    }
}
