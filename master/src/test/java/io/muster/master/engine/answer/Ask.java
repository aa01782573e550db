package io.muster.master.engine.answer;

import io.muster.codecs.BooleanType;
import io.muster.codecs.ConditionTest;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.FindRecordsEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RecordKind;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.MutableDirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** A FindRecords, put together as an asker would. */
public final class Ask
{
    private record Condition(long field, ConditionTest test, long low, long high)
    {
    }

    private final MutableDirectBuffer buffer = new ExpandableArrayBuffer();
    private final List<Condition> conditions = new ArrayList<>();
    private final RecordKind kind;
    private String gameType = "";
    private long orderBy;
    private int recordsMax = 100;
    private boolean isExplained;
    private String text = "";
    private long epoch;
    private long queryHash;
    private long afterValue;
    private long afterKey;
    private long position;
    private int nodeId;
    private int length;

    public Ask(final RecordKind kind)
    {
        this.kind = kind;
    }

    public Ask equal(final String field, final long value)
    {
        return condition(field, ConditionTest.EQUAL, value, 0);
    }

    public Ask equal(final String field, final String word)
    {
        return condition(field, ConditionTest.EQUAL, Keyword.of(word), 0);
    }

    public Ask range(final String field, final long low, final long high)
    {
        return condition(field, ConditionTest.RANGE, low, high);
    }

    public Ask tagged(final String tag)
    {
        return condition(tag, ConditionTest.TAGGED, 0, 0);
    }

    public Ask text(final String field, final String newText)
    {
        text = newText;
        return condition(field, ConditionTest.TEXT, 0, 0);
    }

    public Ask condition(final String field, final ConditionTest test, final long low, final long high)
    {
        conditions.add(new Condition(Keyword.of(field), test, low, high));
        return this;
    }

    public Ask of(final String newGameType)
    {
        gameType = newGameType;
        return this;
    }

    public Ask orderBy(final String field)
    {
        orderBy = Keyword.of(field);
        return this;
    }

    public Ask limit(final int records)
    {
        recordsMax = records;
        return this;
    }

    public Ask explained()
    {
        isExplained = true;
        return this;
    }

    public Ask by(final int newNodeId, final long newPosition)
    {
        nodeId = newNodeId;
        position = newPosition;
        return this;
    }

    public Ask after(final long newEpoch, final long newQueryHash, final long value, final long key)
    {
        epoch = newEpoch;
        queryHash = newQueryHash;
        afterValue = value;
        afterKey = key;
        return this;
    }

    /** The message, from the beginning of the buffer. */
    public MutableDirectBuffer encoded(final long queryId)
    {
        final FindRecordsEncoder encoder = new FindRecordsEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .queryId(queryId)
            .position(position)
            .orderBy(orderBy)
            .epoch(epoch)
            .queryHash(queryHash)
            .afterValue(afterValue)
            .afterKey(afterKey)
            .nodeId(nodeId)
            .putGameType(gameType.isEmpty() ? new byte[GameTypes.LENGTH] : GameTypes.bytesOf(gameType), 0)
            .kind(kind)
            .recordsMax((short)recordsMax)
            .isExplained(isExplained ? BooleanType.TRUE : BooleanType.FALSE);
        final FindRecordsEncoder.ConditionsEncoder group = encoder.conditionsCount(conditions.size());
        for (final Condition condition : conditions)
        {
            group.next().field(condition.field).low(condition.low).high(condition.high).test(condition.test);
        }
        encoder.text(text);
        length = MessageHeaderEncoder.ENCODED_LENGTH + encoder.encodedLength();
        return buffer;
    }

    /** Of what was encoded last. */
    public int length()
    {
        return length;
    }

    public FindRecordsDecoder decoded()
    {
        return new FindRecordsDecoder().wrapAndApplyHeader(encoded(1), 0, new MessageHeaderDecoder());
    }
}
