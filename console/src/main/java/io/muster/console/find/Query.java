package io.muster.console.find;

import io.muster.codecs.BooleanType;
import io.muster.codecs.FindRecordsEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RecordKind;
import org.agrona.ExpandableArrayBuffer;

import java.util.Arrays;

/** A query as it goes to a replica, page after page. */
public final class Query
{
    private static final int PAGE_MAX = 100;

    private final RecordKind kind;
    private final Where where;
    private final long orderBy;
    private final boolean isExplained;
    private long queryId;
    private Answer last = Answer.NONE;

    /**
     * A query for the first page.
     *
     * @param terms   as {@link Where} has them.
     * @param orderBy a field, or null.
     */
    public Query(final RecordKind kind, final String terms, final String orderBy, final boolean isExplained)
    {
        this.kind = kind;
        this.isExplained = isExplained;
        this.orderBy = orderBy == null ? 0 : Where.field(orderBy);
        where = new Where(terms);
    }

    /** From here on for what comes after this page, and not older than it. */
    public void after(final Answer answer)
    {
        last = answer;
    }

    /** The next message. */
    public byte[] encode(final int recordsMax)
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final FindRecordsEncoder message = new FindRecordsEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .queryId(++queryId)
            .position(last.position())
            .orderBy(orderBy)
            .epoch(last.epoch())
            .queryHash(last.queryHash())
            .afterValue(last.afterValue())
            .afterKey(last.afterKey())
            .nodeId(0)
            .putGameType(where.gameType.isEmpty() ?
                new byte[GameTypes.LENGTH] : GameTypes.bytesOf(where.gameType), 0)
            .kind(kind)
            .recordsMax((short)Math.min(recordsMax, PAGE_MAX))
            .isExplained(isExplained ? BooleanType.TRUE : BooleanType.FALSE);
        final FindRecordsEncoder.ConditionsEncoder conditions = message.conditionsCount(where.conditions.size());
        for (final Where.Condition condition : where.conditions)
        {
            conditions.next().field(condition.field()).low(condition.low()).high(condition.high())
                .test(condition.test());
        }
        message.text(where.text);
        return Arrays.copyOf(buffer.byteArray(), MessageHeaderEncoder.ENCODED_LENGTH + message.encodedLength());
    }
}
