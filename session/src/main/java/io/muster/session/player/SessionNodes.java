package io.muster.session.player;

import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SessionNodesEncoder;
import org.agrona.MutableDirectBuffer;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Every session node that is up, this one first: what a player is told when it checks in. Owned by the session agent's
 * thread; allocates only when a node comes.
 */
public final class SessionNodes
{
    /** Nodes that a player is told of; one more is left out until another goes. */
    public static final int NODES_MAX = 128;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final SessionNodesEncoder message = new SessionNodesEncoder();
    private final List<Node> nodes = new ArrayList<>();

    private record Node(int nodeId, int tcpPort, int webSocketPort, byte[] host)
    {
    }

    /** A session node is up, or is up elsewhere than before. One without a port for players is told to none. */
    public void up(final int nodeId, final int tcpPort, final int webSocketPort, final String host)
    {
        gone(nodeId);
        if (nodes.size() < NODES_MAX && (tcpPort != 0 || webSocketPort != 0))
        {
            nodes.add(new Node(nodeId, tcpPort, webSocketPort, host.getBytes(StandardCharsets.UTF_8)));
        }
    }

    /** A session node is gone, or never was one. */
    public void gone(final int nodeId)
    {
        nodes.removeIf((node) -> node.nodeId == nodeId);
    }

    /** Bytes of {@code SessionNodes}, header included. */
    int encodedLength()
    {
        int length = MessageHeaderEncoder.ENCODED_LENGTH + SessionNodesEncoder.BLOCK_LENGTH +
            SessionNodesEncoder.NodesEncoder.sbeHeaderSize();
        for (int i = 0; i < nodes.size(); i++)
        {
            length += SessionNodesEncoder.NodesEncoder.sbeBlockLength() +
                SessionNodesEncoder.NodesEncoder.hostHeaderLength() + nodes.get(i).host.length;
        }
        return length;
    }

    /** Write {@code SessionNodes}. */
    void encode(final MutableDirectBuffer buffer, final int offset)
    {
        final SessionNodesEncoder.NodesEncoder group =
            message.wrapAndApplyHeader(buffer, offset, header).nodesCount(nodes.size());
        for (int i = 0; i < nodes.size(); i++)
        {
            final Node node = nodes.get(i);
            group.next()
                .nodeId(node.nodeId)
                .tcpPort(node.tcpPort)
                .webSocketPort(node.webSocketPort)
                .putHost(node.host, 0, node.host.length);
        }
    }
}
