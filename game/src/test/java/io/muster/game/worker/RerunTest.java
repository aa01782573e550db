package io.muster.game.worker;

import io.muster.codecs.samples.ArenaMoveEncoder;
import io.muster.codecs.samples.ConnectFourMoveEncoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import io.muster.game.GameType;
import io.muster.game.journal.JournalException;
import io.muster.game.journal.Rerun;
import io.muster.game.samples.Arena;
import io.muster.game.samples.ConnectFour;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.UnaryOperator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Instances run live in a worker, and again from what was captured. */
class RerunTest
{
    private static final int INSTANCES = 40;

    @TempDir
    private Path dir;

    private final GameType arena = new Arena.Type();
    private final GameType connectFour = new ConnectFour.Type();
    private Recorder recorder;
    private WorkerStand stand;

    @BeforeEach
    void begin()
    {
        recorder = new Recorder(dir);
        stand = new WorkerStand(WorkerStand.LIMITS, recorder.journal(), arena, connectFour);
    }

    @AfterEach
    void end()
    {
        recorder.close();
    }

    /** Both sample games: seats taken and left, inputs sensible and not, ticks skipped, players put out. */
    @Test
    void shouldPlayTheSampleGamesAsTheyWerePlayed()
    {
        final Random random = new Random(11);
        long calls = 0;
        for (int i = 0; i < INSTANCES; i++)
        {
            final long id = i + 1;
            final boolean isArena = i % 2 == 0;
            stand.start(id, isArena ? arena.name() : connectFour.name(), isArena ? 6 : 2);
            play(id, isArena, random);
            stand.stop(id);
            stand.work();
            stand.packets();
            stand.commands();
        }
        recorder.flush();
        assertEquals(List.of(), stand.failures);

        for (int i = 0; i < INSTANCES; i++)
        {
            final Rerun rerun = recorder.rerun(i + 1, List.of(arena, connectFour), 1);
            assertNull(rerun.difference(), () -> String.valueOf(rerun.difference()));
            assertTrue(rerun.calls() > 20 && rerun.states() > 2, () -> rerun.calls() + " calls");
            calls += rerun.calls();
        }
        assertTrue(calls > 2_500, calls + " calls");
    }

    private void play(final long id, final boolean isArena, final Random random)
    {
        final int seats = isArena ? 6 : 2;
        final long[] inputSeqs = new long[seats];
        for (int turn = 0; turn < 80; turn++)
        {
            final int seat = random.nextInt(seats);
            final long userId = 1_000 * id + seat;
            switch (random.nextInt(10))
            {
                case 0 ->
                {
                    stand.offer(id, userId, seat, "player-" + seat);
                    stand.attach(1, id, userId, turn + 1, 0);
                }
                case 1 ->
                {
                    if (random.nextInt(4) == 0)
                    {
                        stand.vacate(id, userId);
                        inputSeqs[seat] = 0;
                    }
                }
                case 2 -> stand.stall(400);
                default -> stand.input(id, userId, ++inputSeqs[seat], 0, input(isArena, random));
            }
            stand.pass(random.nextInt(120));
            recorder.flush();
        }
    }

    private static byte[] input(final boolean isArena, final Random random)
    {
        final byte[] bytes = new byte[32];
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        if (random.nextInt(20) == 0)
        {
            random.nextBytes(bytes);
        }
        else if (isArena)
        {
            new ArenaMoveEncoder().wrapAndApplyHeader(buffer, 0, header)
                .dx((byte)(random.nextInt(4) - 1)).dy((byte)(random.nextInt(3) - 1));
        }
        else
        {
            new ConnectFourMoveEncoder().wrapAndApplyHeader(buffer, 0, header).column((short)random.nextInt(8));
        }
        return bytes;
    }

    /** Everything that a game can do: words to one and to all, putting out, ending, throwing, asking in vain. */
    @Test
    void shouldDoWhatTheGameDid()
    {
        parrot(1, "ehello", "ball of you", "kk", "mforest", "e", "rout");
        parrot(2, "ehello", "q");
        parrot(3, "ehello", "x");
        parrot(5, "too", "l");
        parrot(6, "far", "s");
        stand.start(4, "parrot", 4);
        stand.offer(4, 40, 0, "nobody");
        stand.offer(4, 41, 1, "thrower");
        stand.pass(500);
        recorder.flush();

        for (int id = 1; id <= 6; id++)
        {
            final Rerun rerun = recorder.rerun(id, List.of(stand.parrots), 1);
            assertNull(rerun.difference(), () -> String.valueOf(rerun.difference()));
            assertTrue(rerun.calls() > 2, id + ": " + rerun.calls());
        }
        assertTrue(recorder.rerun(1, List.of(stand.parrots), 1).words() >= 4);
    }

    /** What a game does wrong with its buffers is its own end, never that of the capture. */
    @Test
    void shouldCaptureOnAfterAGameThatSaysMoreThanItHas()
    {
        parrot(1, "ehello", "w");
        stand.start(2, "parrot", 4);
        stand.offer(2, 20, 0, "polly");
        stand.attach(1, 2, 20, 1, 0);
        stand.input(2, 20, 1, "v");
        stand.pass(1_500);
        parrot(3, "ehello", "eagain");
        recorder.flush();

        assertEquals(1, stand.failures.size(), stand.failures::toString);
        final Rerun rerun = recorder.rerun(3, List.of(stand.parrots), 1);
        assertNull(rerun.difference(), () -> String.valueOf(rerun.difference()));
        assertTrue(rerun.words() >= 2, rerun.words() + " words");
        assertNull(recorder.rerun(1, List.of(stand.parrots), 1).difference());
        assertEquals(1, stand.counted.statesFailed.get());
    }

    private void parrot(final long id, final String... inputs)
    {
        stand.start(id, "parrot", 4);
        stand.offer(id, 10 * id, 2, "polly");
        stand.attach(1, id, 10 * id, 1, 0);
        long inputSeq = 0;
        for (final String input : inputs)
        {
            stand.input(id, 10 * id, ++inputSeq, input);
            stand.pass(150);
        }
        stand.pass(1_500);
        stand.commands();
        stand.packets();
        recorder.flush();
    }

    @Test
    void shouldSayWhichTickDiffersAndHowMuch()
    {
        parrot(1, "ehello", "ewelt", "ethree");
        parrot(2, "ehello", "x");

        final Rerun otherWord = rerunAltered(1, (live) -> live.replace('w', 'v'));
        assertEquals("input of seat 2, 5 bytes", otherWord.difference().call());
        assertEquals("of the 5 bytes to seat 2, byte 1 was 77 live, and is 76 now", otherWord.difference().what());
        assertTrue(otherWord.difference().tick() > 1);

        final Rerun longer = rerunAltered(1, (live) -> live + "!");
        assertEquals("live it said 6 bytes to seat 2, now it says 7 bytes to seat 2", longer.difference().what());
        final Rerun silent = rerunAltered(1, (live) -> "z");
        assertEquals("live it said 6 bytes to seat 2, now it says nothing more", silent.difference().what());
        final Rerun thrower = rerunAltered(1, (live) -> "x");
        assertTrue(thrower.difference().what().startsWith("live it said 6 bytes"), thrower.difference().what());
        final Rerun tame = rerunAltered(2, (live) -> live.replace('x', 'z'));
        assertEquals("live it threw java.lang.IllegalStateException: as you wish, now it does not",
            tame.difference().what());
        final Rerun talker = rerunAltered(2, (live) -> live.replace('x', 'b'));
        assertNotNull(talker.difference());
    }

    @Test
    void shouldSayWhichPartOfTheStateDiffers()
    {
        stand.start(1, arena.name(), 4);
        stand.offer(1, 10, 0, "ann");
        stand.pass(3_000);
        recorder.flush();

        final Rerun rerun = recorder.rerun(
            1, List.of(new Altered(arena, (seat) -> seat + 1, (input) -> input)), 1);
        assertNotNull(rerun.difference());
        assertTrue(rerun.difference().what().startsWith("of the "), rerun.difference().what());
    }

    /** What was dropped for want of room is noticed, and a state that was kept later is a new beginning. */
    @Test
    void shouldNoticeAGapAndBeginAtAnyState()
    {
        stand.start(1, arena.name(), 4);
        stand.offer(1, 10, 0, "ann");
        stand.pass(2_000);
        recorder.flush();
        recorder.turn(false);
        stand.pass(300);
        recorder.turn(true);
        stand.pass(2_000);
        recorder.flush();

        final JournalException gap = assertThrows(
            JournalException.class, () -> recorder.rerun(1, List.of(arena), 1));
        assertTrue(gap.getMessage().startsWith("after step "), gap::getMessage);
        final Rerun rerun = recorder.rerun(1, List.of(arena), 120);
        assertNull(rerun.difference(), () -> String.valueOf(rerun.difference()));
        assertTrue(rerun.game() != null && rerun.calls() > 10 && rerun.states() >= 1, rerun.states() + " states");
    }

    @Test
    void shouldSayWhichGameIsNotHere()
    {
        parrot(1, "ehello");
        final JournalException refusal =
            assertThrows(JournalException.class, () -> recorder.rerun(1, List.of(arena), 1));
        assertEquals("the instance plays parrot, and no such game is on the class path", refusal.getMessage());
    }

    private Rerun rerunAltered(final long instanceId, final UnaryOperator<String> inputs)
    {
        return recorder.rerun(instanceId, List.of(new Altered(stand.parrots, (seat) -> seat, inputs)), 1);
    }
}
