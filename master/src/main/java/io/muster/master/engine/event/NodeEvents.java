package io.muster.master.engine.event;

import io.muster.codecs.CommandsAppliedEncoder;
import io.muster.codecs.CommandsWantedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeDownEncoder;
import io.muster.codecs.NodeGoneEncoder;
import io.muster.codecs.NodeRegisteredEncoder;
import io.muster.codecs.NodeUpEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.directory.Node;

/** Says to any node what is to be said about links and nodes. */
public final class NodeEvents
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final NodeRegisteredEncoder nodeRegistered = new NodeRegisteredEncoder();
    private final CommandsAppliedEncoder commandsApplied = new CommandsAppliedEncoder();
    private final CommandsWantedEncoder commandsWanted = new CommandsWantedEncoder();
    private final NodeDownEncoder nodeDown = new NodeDownEncoder();
    private final NodeUpEncoder nodeUp = new NodeUpEncoder();
    private final NodeGoneEncoder nodeGone = new NodeGoneEncoder();
    private final Outboxes outboxes;

    public NodeEvents(final Outboxes outboxes)
    {
        this.outboxes = outboxes;
    }

    public void nodeRegistered(final Node node, final long leaseMs)
    {
        nodeRegistered.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).leaseMs(leaseMs);
        outboxes.say(node, HEADER_BYTES + nodeRegistered.encodedLength());
    }

    public void commandsApplied(final Node node)
    {
        commandsApplied.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).commandSeq(node.commandSeq());
        outboxes.say(node, HEADER_BYTES + commandsApplied.encodedLength());
    }

    public void commandsWanted(final Node node)
    {
        commandsWanted.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).commandSeq(node.commandSeq() + 1);
        outboxes.say(node, HEADER_BYTES + commandsWanted.encodedLength());
    }

    public void nodeDown(final Node node, final RefusalCode code)
    {
        nodeDown.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).code(code);
        outboxes.sayLast(node, HEADER_BYTES + nodeDown.encodedLength());
    }

    public void nodeUp(final Node hearer, final Node node)
    {
        nodeUp.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .nodeId(node.nodeId())
            .tcpPort(node.registration().tcpPort())
            .webSocketPort(node.registration().webSocketPort())
            .kind(node.kind())
            .playEndpoint(node.registration().playEndpoint())
            .playerHost(node.registration().playerHost());
        outboxes.say(hearer, HEADER_BYTES + nodeUp.encodedLength());
    }

    public void nodeGone(final Node hearer, final Node node)
    {
        nodeGone.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header()).nodeId(node.nodeId());
        outboxes.say(hearer, HEADER_BYTES + nodeGone.encodedLength());
    }
}
