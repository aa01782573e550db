package io.muster.master.release;

import io.muster.codecs.LeaderTermEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.master.engine.Nodes;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Arrays;

/**
 * Tells each node once in which term this replica leads. Aeron Cluster tells a client of a new leader, but not when
 * that leader's process has just begun: it closes every session then, and a node that has nothing to say would find out
 * only when its lease was over. Owned by the service's thread.
 */
public final class TermNews
{
    private static final long NO_TERM = -1;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + LeaderTermEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    private final LeaderTermEncoder leaderTerm =
        new LeaderTermEncoder().wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder());
    private final Nodes nodes;
    private final EventLines lines;
    private final long[] toldTermIds;
    private long leadershipTermId = NO_TERM;

    public TermNews(final Nodes nodes, final EventLines lines)
    {
        this.nodes = nodes;
        this.lines = lines;
        toldTermIds = new long[nodes.slotsMax()];
        Arrays.fill(toldTermIds, NO_TERM);
    }

    /** A term has begun, whoever leads in it. */
    public void onTerm(final long newLeadershipTermId)
    {
        leadershipTermId = newLeadershipTermId;
    }

    /** Tell who has not been told and can be reached. @return nodes told. */
    public int tell(final boolean isLeader)
    {
        if (!isLeader)
        {
            return 0;
        }

        int told = 0;
        for (int i = 0; i < lines.count(); i++)
        {
            final int slot = lines.slot(i);
            if (toldTermIds[slot] != leadershipTermId && tell(slot, lines.events(slot)))
            {
                toldTermIds[slot] = leadershipTermId;
                told++;
            }
        }
        return told;
    }

    private boolean tell(final int slot, final EventLine line)
    {
        leaderTerm.leadershipTermId(leadershipTermId).nodeId(nodes.nodeId(slot));
        return line != null && line.hasRoom() && line.offer(buffer, LENGTH);
    }
}
