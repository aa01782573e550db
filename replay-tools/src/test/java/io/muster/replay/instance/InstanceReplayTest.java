package io.muster.replay.instance;

import io.muster.game.GameType;
import io.muster.replay.ReplayTools;
import io.muster.replay.log.ReplayError;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongUnaryOperator;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class InstanceReplayTest
{
    private static final GameType FAIR = new Toy.Type((sum) -> 3);

    @TempDir
    private Path dir;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeEach
    void play()
    {
        play(FAIR, 1);
    }

    private void play(final GameType type, final long instanceId)
    {
        try (ToyHost host = new ToyHost(dir, type))
        {
            host.start(instanceId);
            host.offer(instanceId, 0, "ann");
            host.offer(instanceId, 1, "bob");
            for (int i = 1; i <= 60; i++)
            {
                host.input(instanceId, i % 2, (i + 1) / 2, i);
                host.pass(130);
            }
        }
    }

    @Test
    void shouldDoWhatItDidLive()
    {
        final InstanceReplay replay = replay(1, FAIR).run();

        assertNull(replay.difference());
        assertEquals(List.of(), replay.notes());
        assertTrue(replay.rerun().tick() > 70 && replay.rerun().states() >= 5 && replay.rerun().words() >= 7);
        assertEquals(20, replay(1, FAIR).toTick(20).run().rerun().tick());
    }

    /** Something that the game does not say for a while: the state tells, and the field is named. */
    @Test
    void shouldNameTheFieldThatIsAnotherNow()
    {
        final InstanceReplay replay = replay(1, new Toy.Type((sum) -> sum < 9 ? 3 : 4)).run();

        assertTrue(replay.difference().startsWith("tick 4"), replay::difference);
        assertTrue(replay.difference().contains("snapshot: of the state, byte 16 was "), replay::difference);
        assertEquals(List.of("Toy.sums[2]: live 12, now 13"), replay.fields());
        assertNull(replay.chance(), "two runs of now are alike");
    }

    /** What is said differs first; the fields are those of the state that was captured next. */
    @Test
    void shouldNameTheFieldBehindAnotherWord()
    {
        final InstanceReplay replay = replay(1, new Toy.Type((sum) -> sum < 9 ? 3 : 2 * Toy.SECRET)).run();

        assertTrue(replay.difference().startsWith("tick 40 "), replay::difference);
        assertTrue(replay.difference().contains(", tick: of the 8 bytes to everyone, byte "), replay::difference);
        assertEquals(List.of("Toy.sums[2]: live 12, now 2009"), replay.fields());
        assertNull(replay.chance());
    }

    @Test
    void shouldTellAGameOfChanceWhereItDiffersFromItself()
    {
        final AtomicLong outside = new AtomicLong();
        final LongUnaryOperator chance = (sum) -> outside.incrementAndGet();
        play(new Toy.Type(chance), 2);

        final InstanceReplay replay = replay(2, new Toy.Type(chance)).run();
        assertTrue(replay.difference() != null);
        assertTrue(replay.chance().matches("tick 10 \\(step \\d+\\), tick"), replay::chance);
        assertTrue(replay.chanceFields().get(0).startsWith("Toy.sums[2]: one run "), replay.chanceFields()::toString);
    }

    @Test
    void shouldSayWhatIsMissingAndGoOnFromTheNextState()
    {
        try (ToyHost host = new ToyHost(dir, FAIR))
        {
            host.start(3);
            host.pass(3_000);
            host.capture(false);
            host.pass(500);
            host.capture(true);
            host.pass(5_000);
        }

        final ReplayError.Refusal gap = assertThrows(ReplayError.Refusal.class, () -> replay(3, FAIR).run());
        assertEquals(ReplayError.JOURNAL_GAPPED, gap.error());
        assertTrue(gap.getMessage().startsWith("M0243 after step "), gap::getMessage);
        final InstanceReplay salvaged = replay(3, FAIR).salvage().run();
        assertNull(salvaged.difference());
        assertEquals(1, salvaged.notes().size());
        assertTrue(salvaged.rerun().tick() > 80 && salvaged.rerun().states() > 0);
    }

    /** What differs is told, and whether by chance, also behind a gap. */
    @Test
    void shouldTellADifferenceBehindAGap()
    {
        try (ToyHost host = new ToyHost(dir, FAIR))
        {
            host.start(6);
            host.pass(3_000);
            host.capture(false);
            host.pass(500);
            host.capture(true);
            host.pass(9_000);
        }
        final InstanceReplay replay = replay(6, new Toy.Type((sum) -> sum < 20 ? 3 : 4)).salvage().run();
        assertTrue(replay.difference() != null);
        assertNull(replay.chance());
        assertEquals(1, replay.fields().size());
    }

    /** What is said in the last tick that is run is judged, too. */
    @Test
    void shouldJudgeTheLastCall()
    {
        final GameType talker = new Toy.Type((sum) ->
        {
            if (sum >= 3)
            {
                throw new IllegalStateException("enough");
            }
            return 3;
        });
        final InstanceReplay replay = replay(1, talker).toTick(20).run();
        assertTrue(replay.difference().startsWith("tick 20 "), replay::difference);
        assertTrue(replay.difference().contains("now it "), replay::difference);
        assertEquals(replay.difference(), replay(1, talker).run().difference(), "it is the same with what follows");
        assertNull(replay(1, talker).toTick(19).run().difference());
    }

    @Test
    void shouldSayThatAnInstanceIsLater()
    {
        final ReplayError.Refusal refusal =
            assertThrows(ReplayError.Refusal.class, () -> replay(1, FAIR).toTick(-1).run());
        assertEquals(ReplayError.NOT_IN_LOG, refusal.error());
    }

    @Test
    void shouldBeginWithTheFirstStateThatIsLeft() throws IOException
    {
        try (ToyHost host = new ToyHost(dir, FAIR))
        {
            host.capture(false);
            host.start(4);
            host.pass(1_000);
            host.capture(true);
            host.pass(5_000);
        }
        final InstanceReplay replay = replay(4, FAIR).run();
        assertNull(replay.difference());
        assertTrue(replay.notes().get(0).endsWith("steps are gone from the capture"), replay.notes()::toString);

        try (ToyHost host = new ToyHost(dir, FAIR))
        {
            host.capture(false);
            host.start(5);
            host.pass(400);
            host.capture(true);
            host.offer(5, 0, "ann");
            host.kill();
        }
        final ReplayError.Refusal refusal = assertThrows(
            ReplayError.Refusal.class, () -> replay(5, FAIR).run());
        assertEquals(ReplayError.JOURNAL_GAPPED, refusal.error());
    }

    @Test
    void shouldListInstancesAndRefuseThoseThatAreNotThere() throws IOException
    {
        assertEquals(0, run("replay", "instance", dir.toString()));
        assertTrue(out.toString().contains("toy"), out::toString);
        assertTrue(out.toString().contains("over"), out::toString);
        assertEquals(3, run("replay", "instance", dir.toString(), "--instance", "99"));
        assertTrue(err.toString().contains("M0242 instance 99 is not in " + dir), err::toString);
        assertEquals(3, run("replay", "instance", dir.toString(), "--instance", "1"));
        assertTrue(err.toString().contains("M0244 the instance plays toy, and no such game"), err::toString);
        assertEquals(3, run("replay", "instance", dir.resolve("none").toString(), "--instance", "1"));
        assertTrue(err.toString().contains("M0231 there is no directory"), err::toString);
        assertEquals(2, run("replay", "instance", dir.toString(), "--instance", "1", "--games", "nothing.jar"));
        assertTrue(err.toString().contains("M0201 there is no nothing.jar"), err::toString);
    }

    @Test
    void shouldSayWhereTheCaptureIsAltered() throws IOException
    {
        final Path file;
        try (Stream<Path> files = Files.list(dir))
        {
            file = files.filter((it) -> it.toString().endsWith(".cq4")).findFirst().orElseThrow();
        }
        final byte[] bytes = Files.readAllBytes(file);
        int damaged = 0;
        for (int place = 70_000; place < 74_000; place += 97)
        {
            final byte[] altered = bytes.clone();
            altered[place] ^= 4;
            Files.write(file, altered);
            final int status = run("replay", "instance", dir.toString());
            damaged += status == 3 && err.toString().contains("M0232 " + file + ": ") ? 1 : 0;
            assertTrue(status == 0 || status == 3, err::toString);
            run("replay", "instance", dir.toString(), "--salvage", "--instance", "1", "--json");
        }
        assertTrue(damaged > 20, damaged + " seen");
    }

    private InstanceReplay replay(final long instanceId, final GameType type)
    {
        return new InstanceReplay(dir, instanceId, List.of(type));
    }

    private int run(final String... args)
    {
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return ReplayTools.run(new PrintWriter(out), new PrintWriter(err, true), args);
    }
}
