package io.muster.master.engine.answer;

import io.muster.codecs.ConditionTest;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.query.Query;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Mix;
import io.muster.master.engine.slab.Slab;
import io.muster.master.engine.slab.TextKey;

import static io.muster.codecs.RefusalCode.CONDITIONS_TOO_MANY;
import static io.muster.codecs.RefusalCode.CONTINUATION_EXPIRED;
import static io.muster.codecs.RefusalCode.CONTINUATION_FOREIGN;
import static io.muster.codecs.RefusalCode.FIELD_UNKNOWN;
import static io.muster.codecs.RefusalCode.KEYWORD_MALFORMED;
import static io.muster.codecs.RefusalCode.LIMIT_OUT_OF_RANGE;
import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.QUERY_MALFORMED;
import static io.muster.codecs.RefusalCode.RANGE_IMPOSSIBLE;
import static io.muster.codecs.RefusalCode.TEXT_TOO_LONG;

/**
 * A {@code FindRecords} as a query to a table. Made once and read anew for each message.
 * <p>
 * A continuation is bound to two hashes: of the words that were asked, so that it is not taken for another query's; and
 * of the fields that the words stood for, so that it expires when a later build or another declaration gives them to
 * other fields. It is bound to nothing else: any replica takes it, also one that was restored meanwhile.
 */
final class Question
{
    /** Conditions of one question. */
    static final int CONDITIONS_MAX = 8;

    /** To be raised when the same words and fields give rows in another order than before. */
    private static final long LAYOUT = 1;

    private final Query query = new Query();
    private FindRecordsDecoder asked;
    private Catalog catalog;
    private int type;
    private int textOffset;
    private int textLength;
    private long attributesSet;
    private long tags;
    private long wordsHash;
    private long fieldsHash;

    /** What was asked, if the last reading refused nothing. Good for as long as the message is. */
    Query query()
    {
        return query;
    }

    /** The {@code queryHash} of a continuation. */
    long wordsHash()
    {
        return wordsHash;
    }

    /** The {@code epoch} of a continuation. */
    long fieldsHash()
    {
        return fieldsHash;
    }

    /**
     * Read a message that is whole.
     *
     * @param gameType number of the type that it asks for, or 0 for all.
     * @return NONE, or why it is refused.
     */
    RefusalCode read(final FindRecordsDecoder message, final Catalog ofTable, final int gameType)
    {
        asked = message;
        catalog = ofTable;
        type = gameType;
        attributesSet = 0;
        tags = 0;
        wordsHash = Mix.of(message.kindRaw(), message.orderBy());
        fieldsHash = LAYOUT;
        query.reset();
        if (message.recordsMax() < 1 || message.recordsMax() > Query.PAGE_MAX)
        {
            return LIMIT_OUT_OF_RANGE;
        }
        query.limit(message.recordsMax());
        addType();
        findText();
        final RefusalCode refusal = addConditions();
        if (refusal != NONE || !addOrder())
        {
            return refusal == NONE ? FIELD_UNKNOWN : refusal;
        }
        addBits();
        return goOn();
    }

    private void addType()
    {
        wordsHash = Mix.of(wordsHash, type);
        if (type != 0)
        {
            query.equalTo(use(catalog.games().typeField()), type);
        }
    }

    /** The text that conditions refer to comes behind them. */
    private void findText()
    {
        asked.sbeRewind();
        final FindRecordsDecoder.ConditionsDecoder conditions = asked.conditions();
        while (conditions.hasNext())
        {
            conditions.next();
        }
        textOffset = asked.limit() + FindRecordsDecoder.textHeaderLength();
        textLength = asked.textLength();
        for (int at = 0; at < textLength; at += Long.BYTES)
        {
            wordsHash = Mix.of(wordsHash, TextKey.word(asked.buffer(), textOffset + at, textLength - at));
        }
    }

    private RefusalCode addConditions()
    {
        asked.sbeRewind();
        final FindRecordsDecoder.ConditionsDecoder conditions = asked.conditions();
        if (conditions.count() > CONDITIONS_MAX)
        {
            return CONDITIONS_TOO_MANY;
        }
        RefusalCode refusal = NONE;
        while (refusal == NONE && conditions.hasNext())
        {
            final FindRecordsDecoder.ConditionsDecoder condition = conditions.next();
            wordsHash = Mix.of(wordsHash, Mix.of(condition.field(), condition.testRaw()));
            wordsHash = Mix.of(wordsHash, Mix.of(condition.low(), condition.high()));
            refusal = add(condition);
        }
        return refusal;
    }

    private RefusalCode add(final FindRecordsDecoder.ConditionsDecoder condition)
    {
        final int test = condition.testRaw();
        if (test == ConditionTest.TAGGED.value())
        {
            return addTag(condition.field());
        }
        if (test != ConditionTest.EQUAL.value() && test != ConditionTest.RANGE.value() &&
            test != ConditionTest.TEXT.value())
        {
            return QUERY_MALFORMED;
        }
        if (test == ConditionTest.RANGE.value() && condition.low() > condition.high())
        {
            return RANGE_IMPOSSIBLE;
        }
        final Catalog.Entry entry = catalog.find(condition.field());
        return entry == null ? addToAttribute(condition, test) : addToField(entry, condition, test);
    }

    private RefusalCode addToField(
        final Catalog.Entry entry, final FindRecordsDecoder.ConditionsDecoder condition, final int test)
    {
        if (test == ConditionTest.TEXT.value())
        {
            return entry.field.isText() ? addText(entry.field) : FIELD_UNKNOWN;
        }
        if (entry.holdsNumbers())
        {
            addNumber(entry.field, condition, test);
            return NONE;
        }
        if (!entry.holdsWords() || test != ConditionTest.EQUAL.value())
        {
            return FIELD_UNKNOWN;
        }
        final int number = entry.numberOf(condition.low());
        if (number < 0)
        {
            return KEYWORD_MALFORMED;
        }
        query.equalTo(use(entry.field), number);
        return NONE;
    }

    private RefusalCode addText(final Field field)
    {
        if (textLength > field.bytes())
        {
            return TEXT_TOO_LONG;
        }
        query.equalTo(use(field), asked.buffer(), textOffset, textLength);
        return NONE;
    }

    private void addNumber(
        final Field field, final FindRecordsDecoder.ConditionsDecoder condition, final int test)
    {
        final boolean isRange = test == ConditionTest.RANGE.value();
        query.between(use(field), condition.low(), isRange ? condition.high() : condition.low());
    }

    private RefusalCode addToAttribute(final FindRecordsDecoder.ConditionsDecoder condition, final int test)
    {
        final int attribute = attribute(condition.field());
        if (attribute < 0 || test == ConditionTest.TEXT.value())
        {
            return FIELD_UNKNOWN;
        }
        if (catalog.games().holdsWords(type, attribute))
        {
            if (test != ConditionTest.EQUAL.value())
            {
                return FIELD_UNKNOWN;
            }
            if (!Keyword.isKeyword(condition.low()))
            {
                return KEYWORD_MALFORMED;
            }
        }
        attributesSet |= 1L << attribute;
        addNumber(catalog.games().attributeField(attribute), condition, test);
        return NONE;
    }

    private RefusalCode addTag(final long name)
    {
        final int tag = type == 0 ? -1 : catalog.games().tag(type, name);
        if (tag < 0)
        {
            return FIELD_UNKNOWN;
        }
        tags |= 1L << tag;
        return NONE;
    }

    /** An instance that does not have the attribute that orders them has no place among them. */
    private boolean addOrder()
    {
        if (asked.orderBy() == Keyword.NONE)
        {
            return true;
        }
        final Catalog.Entry entry = catalog.find(asked.orderBy());
        if (entry != null)
        {
            query.orderBy(use(entry.field));
            return entry.holdsNumbers();
        }
        final int attribute = attribute(asked.orderBy());
        if (attribute < 0)
        {
            return false;
        }
        attributesSet |= 1L << attribute;
        query.orderBy(use(catalog.games().attributeField(attribute)));
        return true;
    }

    private void addBits()
    {
        if (attributesSet != 0)
        {
            query.tagged(use(catalog.games().attributesSetField()), attributesSet);
            fieldsHash = Mix.of(fieldsHash, attributesSet);
        }
        if (tags != 0)
        {
            query.tagged(use(catalog.games().tagsField()), tags);
            fieldsHash = Mix.of(fieldsHash, tags);
        }
    }

    private RefusalCode goOn()
    {
        final boolean isFirst = (asked.epoch() | asked.queryHash() | asked.afterValue() | asked.afterKey()) == 0;
        if (isFirst)
        {
            return NONE;
        }
        final long keyMax = asked.orderBy() == Keyword.NONE ? Slab.RECORDS_MAX : Long.MAX_VALUE - 1;
        if (asked.queryHash() != wordsHash || asked.afterKey() < 0 || asked.afterKey() > keyMax)
        {
            return CONTINUATION_FOREIGN;
        }
        query.after(asked.afterValue(), asked.afterKey());
        return asked.epoch() == fieldsHash ? NONE : CONTINUATION_EXPIRED;
    }

    /** Only with a type is it known which attribute a name stands for. */
    private int attribute(final long name)
    {
        return type == 0 ? -1 : catalog.games().attribute(type, name);
    }

    private Field use(final Field field)
    {
        fieldsHash = Mix.of(fieldsHash, (long)field.offset() << Integer.SIZE | field.bytes());
        return field;
    }
}
