package io.muster.master.engine.answer;

import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.Engine;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.TestLog;
import io.muster.master.engine.TestNode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Predicate;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** Instances that come, are described and go, in an engine and in a plain map; every question has one answer. */
class DescriptionModelTest
{
    private static final List<String> MAPS = List.of("dust", "aztec", "nuke");
    private static final List<String> TAGS = List.of("ranked", "fresh", "private");

    /** Null is what is not set. */
    private record Described(String map, Long rating, List<String> tags)
    {
        String[] texts()
        {
            final List<String> texts = new ArrayList<>();
            if (map != null)
            {
                texts.add("map=" + map);
            }
            if (rating != null)
            {
                texts.add("rating=" + rating);
            }
            tags.forEach((tag) -> texts.add("#" + tag));
            return texts.toArray(String[]::new);
        }
    }

    private final TestLog log = new TestLog(
        new EngineSettings(5, 2_000, 100, 1 << 20, 1_000_000, 1_000_000, 1_000_000, 1_000));
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 100, "arena").up();
    private final Map<Long, Described> model = new TreeMap<>();
    private long created;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldFindInstancesByWhatTheyWereLastDescribedBy(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        game.say((it) -> it.declare("arena", "map:word", "rating:number", "#ranked", "#fresh", "#private"));
        Engine engine = log.engine();
        for (int i = 0; i < 1_500; i++)
        {
            step(random);
            engine = i == 700 ? log.restoreAnother() : engine;
            ask(random, engine, "seed " + seed + ", step " + i);
        }
    }

    private void step(final SplittableRandom random)
    {
        final int choice = random.nextInt(10);
        if (choice < 3 && model.size() < 90)
        {
            created++;
            session.say((it) -> it.enter(created, created, "user-" + created).create(created, 1, "arena", 0));
            game.say((it) -> it.started(created));
            model.put(created, new Described(null, null, List.of()));
        }
        else if (!model.isEmpty())
        {
            final long id = List.copyOf(model.keySet()).get(random.nextInt(model.size()));
            if (choice == 9)
            {
                game.say((it) -> it.ended(id));
                model.remove(id);
            }
            else
            {
                model.put(id, new Described(
                    random.nextInt(4) == 0 ? null : MAPS.get(random.nextInt(3)),
                    random.nextInt(4) == 0 ? null : (long)random.nextInt(-50, 50),
                    TAGS.stream().filter((tag) -> random.nextInt(3) == 0).toList()));
                game.say((it) -> it.describe(id, model.get(id).texts()));
            }
        }
    }

    private void ask(final SplittableRandom random, final Engine engine, final String message)
    {
        final Ask ask = new Ask(RecordKind.INSTANCES).of("arena");
        Predicate<Described> expected = (it) -> true;
        if (random.nextBoolean())
        {
            final String map = MAPS.get(random.nextInt(3));
            ask.equal("map", map);
            expected = expected.and((it) -> map.equals(it.map));
        }
        if (random.nextBoolean())
        {
            final long low = random.nextInt(-60, 40);
            final long high = low + random.nextInt(60);
            ask.range("rating", low, high);
            expected = expected.and((it) -> it.rating != null && it.rating >= low && it.rating <= high);
        }
        if (random.nextBoolean())
        {
            final String tag = TAGS.get(random.nextInt(3));
            ask.tagged(tag);
            expected = expected.and((it) -> it.tags.contains(tag));
        }
        Comparator<Long> order = Comparator.naturalOrder();
        ask.orderBy("id");
        if (random.nextBoolean())
        {
            ask.orderBy("rating");
            expected = expected.and((it) -> it.rating != null);
            order = Comparator.<Long>comparingLong((id) -> model.get(id).rating).thenComparing(order);
        }
        final Predicate<Described> all = expected;
        assertEquals(
            model.keySet().stream().filter((id) -> all.test(model.get(id))).sorted(order).toList(),
            pagesOf(engine, ask.limit(1 + random.nextInt(20))), message);
    }

    private List<Long> pagesOf(final Engine engine, final Ask ask)
    {
        final List<Long> ids = new ArrayList<>();
        Answered page;
        do
        {
            page = Answered.of(engine, ask, log.position());
            assertEquals(RefusalCode.NONE, page.code);
            page.rows.forEach((row) -> ids.add(Long.parseLong(row.substring(0, row.indexOf(' ')))));
            page.next(ask);
        }
        while (page.hasMore);
        return ids;
    }
}
