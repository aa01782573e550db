package io.muster.node.link;

import io.muster.codecs.LeaderTermEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.node.status.Counters;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LeaderTermTest
{
    private final LinkCounters counters = new LinkCounters(new Counters());
    private final Link link = new Link(
        NodeModel.settings("link.window", "16k"), NodeModel.registration("localhost:1"), new NodeModel(), counters, 1);
    private long nowNs = Long.MAX_VALUE;

    private void hearOfTerm(final int nodeId, final long leadershipTermId)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[64]);
        final LeaderTermEncoder term = new LeaderTermEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .leadershipTermId(leadershipTermId)
            .nodeId(nodeId);
        link.onEventBatch(nowNs, buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + term.encodedLength());
        assertEquals(0, counters.batchesMalformed.get());
    }

    @Test
    void shouldBeLeftBehindWhenALeaderToldOfItsTermAndTheClusterDidNot()
    {
        assertFalse(link.isLeftBehind(nowNs, 0));

        hearOfTerm(NodeModel.NODE_ID, 5);
        assertFalse(link.isLeftBehind(nowNs, 4), "the cluster has a moment to tell as well");

        nowNs += TimeUnit.MILLISECONDS.toNanos(200);
        assertTrue(link.isLeftBehind(nowNs, 4));
        assertFalse(link.isLeftBehind(nowNs, 5));
    }

    @Test
    void shouldNotHearOfAnOlderTermOrAnotherNodes()
    {
        hearOfTerm(NodeModel.NODE_ID, 5);
        hearOfTerm(NodeModel.NODE_ID, 4);
        hearOfTerm(NodeModel.NODE_ID + 1, 6);

        assertEquals(5, link.leadershipTermId());
    }
}
