package io.muster.master.engine.answer;

import io.muster.codecs.ConditionTest;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.query.Page;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

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
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What is asked by wire, against a table whose records are known. */
class QuestionTest
{
    private static final int ARENA = 7;
    private static final Field ID = new Field("id", 0, 8);
    private static final Field TYPE = new Field("type", 8, 4);
    private static final Field FREE = new Field("seats-free", 12, 4);
    private static final Field STATE = new Field("state", 16, 1);
    private static final Field SET = new Field("set", 17, 1);
    private static final Field TAGS = new Field("tags", 24, 8);
    private static final Field MAP = new Field("attribute0", 32, 8);
    private static final Field RATING = new Field("attribute1", 40, 8);
    private static final Field NAME = new Field("name", 48, 16);

    private final Table table = new Table("instances", 64, 1_000, ID, List.of(
        new Indexed(Indexed.Kind.GROUP, TYPE),
        new Indexed(Indexed.Kind.SORTED, FREE),
        new Indexed(Indexed.Kind.SORTED, RATING),
        new Indexed(Indexed.Kind.BITS, TAGS),
        new Indexed(Indexed.Kind.UNIQUE_TEXT, NAME)));
    private final FakeGames games = new FakeGames();
    private final Catalog catalog = new Catalog(table)
        .number(ID).number(FREE).words(STATE, "", "starting", "running").text(NAME).games(games);
    private final Question question = new Question();

    /** Ids 1 to 60: every third is another game's; free seats 0 to 9; arenas have a map, every other a rating. */
    @BeforeEach
    void fill()
    {
        for (int i = 1; i <= 60; i++)
        {
            final int slot = table.allocate();
            final Slab slab = table.slab();
            final boolean isArena = i % 3 != 0;
            final byte[] name = ("room-" + i).getBytes(StandardCharsets.UTF_8);
            slab.put(slot, ID, i);
            slab.put(slot, TYPE, isArena ? ARENA : 1);
            slab.put(slot, FREE, i % 10);
            slab.put(slot, STATE, 1 + i % 2);
            slab.put(slot, MAP, isArena ? Keyword.of(i % 4 == 0 ? "dust" : "aztec") : 0);
            slab.put(slot, RATING, isArena && i % 2 == 0 ? 10 * i : 0);
            slab.put(slot, SET, isArena ? 1 + (i % 2 == 0 ? 2 : 0) : 0);
            slab.put(slot, TAGS, isArena && i % 5 == 0 ? 1 : 0);
            slab.putText(slot, NAME, new UnsafeBuffer(name), 0, name.length);
            table.link(slot);
        }
    }

    @Test
    void shouldFindByNumberWordRangeTextTagAndAttribute()
    {
        assertEquals(List.of(17L), idsOf(ask().equal("id", 17)));
        assertEquals(List.of(8L, 16L, 18L), idsOf(ask().equal("state", "starting").range("seats-free", 6, 8)).stream()
            .filter((id) -> id < 20 && id != 6).toList());
        assertEquals(List.of(42L), idsOf(ask().text("name", "room-42")));
        assertEquals(List.of(4L, 8L, 16L, 20L, 28L, 32L, 40L, 44L, 52L, 56L), idsOf(arena().equal("map", "dust")));
        assertEquals(List.of(20L, 40L), idsOf(arena().equal("map", "dust").tagged("ranked")));
        assertEquals(List.of(50L, 52L), idsOf(arena().range("rating", 500, 530)));
    }

    @Test
    void shouldLeaveOutWhatDoesNotHaveTheAttributeThatIsAskedFor()
    {
        assertEquals(List.of(2L, 4L, 8L), idsOf(arena().range("rating", -100, 100)).subList(0, 3));
        assertEquals(List.of(2L, 4L, 8L), idsOf(arena().orderBy("rating").limit(3)));
    }

    @Test
    void shouldOrderByANumberThatIsNotIndexed()
    {
        assertEquals(List.of(1L, 11L, 21L, 31L), idsOf(ask().equal("seats-free", 1).orderBy("id").limit(4)));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 101, 255})
    void shouldRefuseALimitOutOfRange(final int limit)
    {
        assertEquals(LIMIT_OUT_OF_RANGE, refusalOf(ask().limit(limit)));
    }

    @Test
    void shouldRefuseFieldsThatAreNotThere()
    {
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().equal("colour", 1)));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().orderBy("colour")));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().equal("map", "dust")), "an attribute without its game");
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().orderBy("rating")), "an attribute without its game");
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().tagged("ranked")), "a tag without its game");
        assertEquals(FIELD_UNKNOWN, refusalOf(arena().equal("colour", 1)));
        assertEquals(FIELD_UNKNOWN, refusalOf(arena().tagged("map")), "an attribute is no tag");
        assertEquals(FIELD_UNKNOWN, refusalOf(arena().equal("ranked", 1)), "a tag is no attribute");
    }

    @Test
    void shouldRefuseTestsThatTheFieldIsNotFor()
    {
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().equal("name", 1)));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().range("name", 1, 2)));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().text("id", "17")));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().range("state", 1, 2)));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().orderBy("name")));
        assertEquals(FIELD_UNKNOWN, refusalOf(ask().orderBy("state")));
        assertEquals(FIELD_UNKNOWN, refusalOf(arena().range("map", 1, 2)));
        assertEquals(FIELD_UNKNOWN, refusalOf(arena().text("map", "dust")));
    }

    @Test
    void shouldRefuseAWordThatTheFieldCannotHold()
    {
        assertEquals(KEYWORD_MALFORMED, refusalOf(ask().equal("state", "sleeping")));
        assertEquals(KEYWORD_MALFORMED, refusalOf(ask().equal("state", 0)));
        assertEquals(KEYWORD_MALFORMED, refusalOf(arena().equal("map", 40)));
    }

    @Test
    void shouldRefuseAnImpossibleRange()
    {
        assertEquals(RANGE_IMPOSSIBLE, refusalOf(ask().range("seats-free", 3, 2)));
        assertEquals(RANGE_IMPOSSIBLE, refusalOf(arena().range("rating", 1, -1)));
    }

    @Test
    void shouldRefuseATextThatIsLongerThanTheField()
    {
        assertEquals(NONE, refusalOf(ask().text("name", "a".repeat(16))));
        assertEquals(TEXT_TOO_LONG, refusalOf(ask().text("name", "a".repeat(17))));
    }

    @Test
    void shouldRefuseNineConditions()
    {
        final Ask ask = arena();
        for (int i = 0; i < Question.CONDITIONS_MAX; i++)
        {
            ask.range("rating", 0, i + 1);
        }
        assertEquals(NONE, refusalOf(ask.orderBy("rating")), "eight, the type and the attribute");
        assertEquals(CONDITIONS_TOO_MANY, refusalOf(ask.equal("id", 1)));
    }

    @Test
    void shouldRefuseATestThatThereIsNot()
    {
        assertEquals(QUERY_MALFORMED, refusalOf(ask().condition("id", ConditionTest.NULL_VAL, 1, 1)));
    }

    @Test
    void shouldRefuseTheContinuationOfAnotherQuery()
    {
        read(arena().equal("map", "dust"));
        final long words = question.wordsHash();
        final long fields = question.fieldsHash();

        assertEquals(NONE, refusalOf(arena().equal("map", "dust").after(fields, words, 0, 4)));
        assertEquals(NONE, refusalOf(arena().equal("map", "dust").limit(7).after(fields, words, 0, 4)), "other limit");
        assertEquals(CONTINUATION_FOREIGN, refusalOf(arena().equal("map", "aztec").after(fields, words, 0, 4)));
        assertEquals(CONTINUATION_FOREIGN, refusalOf(ask().after(fields, words, 0, 4)));
        assertEquals(CONTINUATION_FOREIGN, refusalOf(arena().equal("map", "dust").after(fields, words, 0, -1)));
        assertEquals(CONTINUATION_FOREIGN,
            refusalOf(arena().equal("map", "dust").after(fields, words, 0, Long.MAX_VALUE)));
    }

    @Test
    void shouldRefuseTheContinuationOfAClosedEpoch()
    {
        read(arena().range("rating", 0, 100));
        final long words = question.wordsHash();
        final long fields = question.fieldsHash();

        games.areSwapped = true;

        assertEquals(CONTINUATION_EXPIRED, refusalOf(arena().range("rating", 0, 100).after(fields, words, 0, 4)));
    }

    @Test
    void shouldSeeAMessageThatIsCutOffAnywhere()
    {
        final Ask ask = ask().text("name", "room-42").equal("id", 42);
        final UnsafeBuffer whole = new UnsafeBuffer(ask.encoded(1), 0, ask.length());

        assertTrue(QueryFrame.isWhole(whole, 0, whole.capacity()));
        for (int length = 0; length < whole.capacity(); length++)
        {
            final UnsafeBuffer cut = new UnsafeBuffer(new byte[whole.capacity()]);
            cut.putBytes(0, whole, 0, length);
            assertFalse(QueryFrame.isWhole(cut, 0, length), "cut off at " + length);
        }
    }

    private static Ask ask()
    {
        return new Ask(RecordKind.INSTANCES);
    }

    private static Ask arena()
    {
        return ask().of("arena");
    }

    private RefusalCode read(final Ask ask)
    {
        final FindRecordsDecoder message = ask.decoded();
        return question.read(message, catalog, message.gameType().equals("arena") ? ARENA : 0);
    }

    private RefusalCode refusalOf(final Ask ask)
    {
        return read(ask);
    }

    private List<Long> idsOf(final Ask ask)
    {
        assertEquals(NONE, read(ask));
        final Page page = catalog.search().run(question.query());
        final List<Long> ids = new ArrayList<>();
        for (int i = 0; i < page.size(); i++)
        {
            ids.add(table.slab().get(page.slot(i), ID));
        }
        return ids;
    }

    /** Arenas have a map and a rating, and may be ranked. */
    private static final class FakeGames implements Catalog.Games
    {
        private boolean areSwapped;

        @Override
        public int attribute(final int type, final long name)
        {
            final int index = List.of(Keyword.of("map"), Keyword.of("rating")).indexOf(name);
            return type != ARENA || index < 0 ? NONE : areSwapped ? 1 - index : index;
        }

        @Override
        public boolean holdsWords(final int type, final int attribute)
        {
            return !areSwapped && attribute == 0;
        }

        @Override
        public int tag(final int type, final long name)
        {
            return type == ARENA && name == Keyword.of("ranked") ? 0 : NONE;
        }

        @Override
        public Field typeField()
        {
            return TYPE;
        }

        @Override
        public Field attributeField(final int attribute)
        {
            return attribute == 0 ? MAP : RATING;
        }

        @Override
        public Field attributesSetField()
        {
            return SET;
        }

        @Override
        public Field tagsField()
        {
            return TAGS;
        }
    }
}
