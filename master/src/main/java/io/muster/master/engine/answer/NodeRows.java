package io.muster.master.engine.answer;

import io.muster.codecs.BooleanType;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeRecordsFoundEncoder;
import io.muster.codecs.NodeRecordsFoundEncoder.NodesEncoder;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.directory.Registration;
import io.muster.master.engine.query.Page;
import org.agrona.MutableDirectBuffer;

/** Nodes as an operator wants to see them. */
final class NodeRows implements Rows
{
    private static final int ROW_BYTES = NodesEncoder.sbeBlockLength() + NodesEncoder.eventEndpointHeaderLength() +
        NodesEncoder.playEndpointHeaderLength() + NodesEncoder.playerHostHeaderLength();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final NodeRecordsFoundEncoder found = new NodeRecordsFoundEncoder();
    private final NodeDirectory nodes;

    NodeRows(final NodeDirectory nodes)
    {
        this.nodes = nodes;
    }

    @Override
    public int write(
        final MutableDirectBuffer into,
        final long queryId,
        final long position,
        final Question question,
        final Page page)
    {
        found.wrapAndApplyHeader(into, 0, header)
            .queryId(queryId)
            .position(position)
            .epoch(question.fieldsHash())
            .queryHash(question.wordsHash());
        final NodesEncoder group = found.nodesCount(page.size());
        int rows = 0;
        while (rows < page.size() && found.limit() + bytes(nodes.at(page.slot(rows))) <= ANSWER_BYTES_MAX)
        {
            write(group.next(), nodes.at(page.slot(rows++)));
        }
        group.resetCountToIndex();
        found.afterValue(Rows.afterValue(page, rows))
            .afterKey(Rows.afterKey(page, rows))
            .hasMore(Rows.hasMore(page, rows) ? BooleanType.TRUE : BooleanType.FALSE);
        return found.limit();
    }

    /** What a registration says is printable ASCII: a byte a character. */
    private static int bytes(final Node node)
    {
        final Registration said = node.registration();
        return ROW_BYTES + said.eventEndpoint().length() + said.playEndpoint().length() + said.playerHost().length();
    }

    private static void write(final NodesEncoder row, final Node node)
    {
        final Registration said = node.registration();
        row.nodeId(node.nodeId())
            .capacity(said.capacity())
            .load(node.load())
            .tcpPort(said.tcpPort())
            .webSocketPort(said.webSocketPort())
            .kind(said.kind())
            .up(node.isUp() ? BooleanType.TRUE : BooleanType.FALSE)
            .eventEndpoint(said.eventEndpoint())
            .playEndpoint(said.playEndpoint())
            .playerHost(said.playerHost());
    }
}
