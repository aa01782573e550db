package io.muster.master.release;

import io.muster.codecs.FindInstancesDecoder;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.FindUserDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.master.engine.Engine;
import io.muster.master.engine.answer.QueryFrame;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * One query while it waits, and then its answer while that waits. Made once and used again and again. No I/O and no
 * clock, so that a simulation may serve queries as {@link QueryServer} does. Owned by one thread.
 */
public final class Query
{
    /** Longest query that is heard, in bytes. */
    public static final int QUERY_BYTES_MAX = 512;

    private static final int HEADER_BYTES = MessageHeaderDecoder.ENCODED_LENGTH;

    private final UnsafeBuffer query = new UnsafeBuffer(new byte[QUERY_BYTES_MAX]);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final FindInstancesDecoder findInstances = new FindInstancesDecoder();
    private final FindUserDecoder findUser = new FindUserDecoder();
    private final FindRecordsDecoder findRecords = new FindRecordsDecoder();
    private QueryDesk.Visitor visitor;
    private int queryLength;
    private int answerLength;
    private long answerPosition;
    private long queryId;
    private long position;
    private int nodeId;
    private long deadlineNs;

    /** Take over a query from the desk, whose answer goes back there. False as for one from the wire. */
    boolean take(final QueryDesk.Visitor from, final long giveUpNs)
    {
        final boolean isQuery = take(from.query(), 0, from.query().capacity(), giveUpNs);
        visitor = from;
        return isQuery;
    }

    /** Take over a query from the wire. False, and it is to be used for the next one, when it is not a query. */
    public boolean take(final DirectBuffer buffer, final int offset, final int length, final long giveUpNs)
    {
        visitor = null;
        if (length < HEADER_BYTES || length > QUERY_BYTES_MAX)
        {
            return false;
        }

        query.putBytes(0, buffer, offset, length);
        queryLength = length;
        answerLength = 0;
        deadlineNs = giveUpNs;
        header.wrap(query, 0);
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID || length < HEADER_BYTES + header.blockLength())
        {
            return false;
        }
        return switch (header.templateId())
        {
            case FindInstancesDecoder.TEMPLATE_ID -> takeFindInstances();
            case FindUserDecoder.TEMPLATE_ID -> takeFindUser();
            case FindRecordsDecoder.TEMPLATE_ID -> QueryFrame.isWhole(query, 0, length) && takeFindRecords();
            default -> false;
        };
    }

    private boolean takeFindInstances()
    {
        if (header.blockLength() < FindInstancesDecoder.BLOCK_LENGTH)
        {
            return false;
        }
        findInstances.wrapAndApplyHeader(query, 0, header);
        queryId = findInstances.queryId();
        position = findInstances.position();
        nodeId = findInstances.nodeId();
        return true;
    }

    private boolean takeFindUser()
    {
        if (header.blockLength() < FindUserDecoder.BLOCK_LENGTH)
        {
            return false;
        }
        findUser.wrapAndApplyHeader(query, 0, header);
        queryId = findUser.queryId();
        position = findUser.position();
        nodeId = findUser.nodeId();
        return true;
    }

    private boolean takeFindRecords()
    {
        findRecords.wrapAndApplyHeader(query, 0, header);
        queryId = findRecords.queryId();
        position = findRecords.position();
        nodeId = findRecords.nodeId();
        return true;
    }

    /** Work the answer out, once, as soon as the position that the asker has seen is applied. */
    public void answerBy(final Engine engine, final long applied)
    {
        if (answerLength == 0 && position <= applied)
        {
            answerLength = engine.answer(query, 0, queryLength, applied, answer);
            answerPosition = applied;
        }
    }

    /** Whether there is an answer, and another replica has applied all that it tells. */
    public boolean isAnswered(final long witnessed)
    {
        return answerLength > 0 && answerPosition <= witnessed;
    }

    /** Whether it has waited for as long as it may. */
    public boolean isLate(final long nowNs)
    {
        return nowNs - deadlineNs >= 0;
    }

    /** Holds the answer from 0 on, once there is one. */
    public DirectBuffer answer()
    {
        return answer;
    }

    /** Of the answer in bytes, message header included. */
    public int answerLength()
    {
        return answerLength;
    }

    /** Who came to the desk with it, or null: the answer goes to the node. */
    QueryDesk.Visitor visitor()
    {
        return visitor;
    }

    /** As the asker numbered it. */
    public long queryId()
    {
        return queryId;
    }

    /** Who asked, or 0. */
    public int nodeId()
    {
        return nodeId;
    }
}
