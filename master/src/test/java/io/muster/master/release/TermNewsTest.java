package io.muster.master.release;

import io.muster.codecs.LeaderTermDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.master.cluster.Commands;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class TermNewsTest
{
    private static final int NODE_ID = 7;

    private final Engine engine = new Engine(new EngineSettings(4, 64, 64, 64 * 1024, 5_000, 15_000, 10_000, 1_000));
    private final OneLine line = new OneLine();
    private final TermNews news = new TermNews(engine.nodes(), line);

    @BeforeEach
    void registerANode()
    {
        final ExpandableArrayBuffer batch = new ExpandableArrayBuffer();
        final int length =
            Commands.batch(batch, NODE_ID, 1, 1, 0, List.of(Commands.registerSessionNode("localhost:1")));
        engine.apply(1, 1, batch, 0, length);
        news.onTerm(3);
    }

    @Test
    void shouldTellEachNodeOnceInATerm()
    {
        assertEquals(1, news.tell(true));
        assertEquals(0, news.tell(true));
        news.onTerm(4);
        assertEquals(1, news.tell(true));

        assertEquals(List.of(3L, 4L), line.told);
    }

    @Test
    void shouldBeSilentOnAStandby()
    {
        assertEquals(0, news.tell(false));
        assertEquals(List.of(), line.told);
    }

    @Test
    void shouldWaitForAWayThatIsNotOpenYet()
    {
        line.isOpen = false;
        assertEquals(0, news.tell(true));
        line.isOpen = true;
        line.hasRoom = false;
        assertEquals(0, news.tell(true));
        line.hasRoom = true;
        assertEquals(1, news.tell(true));

        assertEquals(List.of(3L), line.told);
    }

    /** The way to the one node that there is. */
    private static final class OneLine implements EventLines, EventLine
    {
        private final List<Long> told = new ArrayList<>();
        private boolean isOpen = true;
        private boolean hasRoom = true;

        @Override
        public int count()
        {
            return 1;
        }

        @Override
        public int slot(final int index)
        {
            return 0;
        }

        @Override
        public int slotOf(final int nodeId)
        {
            return nodeId == NODE_ID ? 0 : NO_SLOT;
        }

        @Override
        public EventLine events(final int slot)
        {
            return isOpen ? this : null;
        }

        @Override
        public boolean hasRoom()
        {
            return hasRoom;
        }

        @Override
        public int messageBytesMax()
        {
            return 1_344;
        }

        @Override
        public boolean offer(final DirectBuffer buffer, final int length)
        {
            final LeaderTermDecoder message =
                new LeaderTermDecoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderDecoder());
            assertEquals(NODE_ID, message.nodeId());
            told.add(message.leadershipTermId());
            return true;
        }
    }
}
