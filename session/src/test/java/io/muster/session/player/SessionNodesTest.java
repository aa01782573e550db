package io.muster.session.player;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SessionNodesDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Which session nodes players are told of. */
class SessionNodesTest
{
    @Test
    void shouldTellPlayersOfNoNodeToWhichTheyCannotConnect()
    {
        final SessionNodes nodes = new SessionNodes();
        nodes.up(1, 7_000, 7_001, "here");
        nodes.up(2, 0, 0, "nowhere");
        nodes.up(3, 0, 7_002, "there");

        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[nodes.encodedLength()]);
        nodes.encode(buffer, 0);
        final SessionNodesDecoder.NodesDecoder told =
            new SessionNodesDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder()).nodes();
        assertEquals(2, told.count());
        assertEquals(1, told.next().nodeId());
        assertEquals("here", told.host());
        assertEquals(3, told.next().nodeId());
    }
}
