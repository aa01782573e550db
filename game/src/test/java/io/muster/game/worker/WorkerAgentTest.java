package io.muster.game.worker;

import io.muster.game.instance.InstanceLimits;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import static io.muster.game.worker.WorkerStand.LIMITS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What the master asks of a worker. */
class WorkerAgentTest
{
    private static final int GAME = 7;
    private static final int ANN = 11;
    private static final int BOB = 12;

    private final WorkerStand stand = new WorkerStand(LIMITS);

    @BeforeEach
    void shouldStartAnInstance()
    {
        stand.start(GAME, "parrot", 2);
        stand.work();
        assertEquals(List.of("started " + GAME), stand.commands());
    }

    @Test
    void shouldRefuseToStartWhatItDoesNotRunOrHasNoRoomFor()
    {
        stand.start(1, "chess", 2);
        stand.start(2, "parrot", 5);
        stand.start(3, "parrot", 3);
        stand.work();

        assertEquals(List.of("not started GAME_TYPE_UNKNOWN", "not started SEATS_OUT_OF_RANGE",
            "not started INSTANCE_NOT_STARTED"), stand.commands());
        assertEquals(1, stand.counted.instances.get());
        assertEquals("never with three", stand.failures.get(0).getCause().getMessage());

        IntStream.range(20, 28).forEach((id) -> stand.start(id, "parrot", 0));
        stand.work();
        assertEquals("not started GAME_NODES_FULL", stand.commands().get(7));
    }

    @Test
    void shouldSeatWhomTheGameLetsIn()
    {
        stand.offer(GAME, ANN, 0, "ann");
        stand.offer(GAME, BOB, 1, "nobody");
        stand.offer(GAME, BOB, 0, "bob");
        stand.offer(GAME, BOB, 2, "bob");
        stand.offer(GAME, ANN, 1, "ann");
        stand.offer(GAME, ANN, 0, "ann");
        stand.offer(99, ANN, 0, "ann");
        stand.work();

        assertEquals(List.of("accepted 11", "declined 12", "declined 12", "declined 12", "declined 11", "accepted 11",
            "declined 11"), stand.commands());
        assertEquals(List.of("join 0 ann"), stand.parrot().heard);
        assertEquals(1, stand.counted.seatsTaken.get());
    }

    @Test
    void shouldFreeASeatThatTheMasterVacates()
    {
        stand.offer(GAME, ANN, 0, "ann");
        stand.vacate(GAME, ANN);
        stand.vacate(GAME, ANN);
        stand.offer(GAME, BOB, 0, "bob");
        stand.work();

        assertEquals(List.of("join 0 ann", "leave 0 LEFT", "join 0 bob"), stand.parrot().heard);
        assertEquals(1, stand.counted.seatsTaken.get());
    }

    @Test
    void shouldTerminateAndForgetAnInstanceThatIsStopped()
    {
        stand.offer(GAME, ANN, 0, "ann");
        stand.stop(GAME);
        stand.stop(GAME);
        stand.offer(GAME, BOB, 1, "bob");
        stand.pass(200);

        assertEquals(List.of("join 0 ann", "terminate"), stand.parrot().heard);
        assertEquals(List.of("accepted 11", "declined 12"), stand.commands());
        assertEquals(0, stand.counted.instances.get());
        assertEquals(0, stand.counted.seatsTaken.get());
        assertTrue(stand.parrot().ticks.isEmpty());
    }

    @Test
    void shouldTickAtAFixedRate()
    {
        stand.pass(1_000);

        final List<Long> ticks = stand.parrot().ticks;
        assertEquals(10, ticks.size(), 1);
        assertEquals(1, ticks.get(0));
        assertEquals(ticks.size(), ticks.get(ticks.size() - 1));
    }

    @Test
    void shouldSkipAndCountTicksWhenItFallsBehind()
    {
        stand.pass(500);
        final int before = stand.parrot().ticks.size();
        stand.stall(1_000);
        stand.pass(100);

        final List<Long> ticks = stand.parrot().ticks;
        final long skipped = stand.counted.ticksSkipped.get();
        assertEquals(9, skipped, 1);
        assertEquals(before + 2, ticks.size(), 1);
        assertEquals(ticks.size() + skipped, ticks.get(ticks.size() - 1));
    }

    @Test
    void shouldSpreadTheTicksOfItsInstancesOverTheInterval()
    {
        final WorkerStand many = new WorkerStand(new InstanceLimits(
            1_000, 4, 16 * 1024, LIMITS.resendNs(), LIMITS.lingerNs(), LIMITS.answerNs()));
        IntStream.range(1, 1_001).forEach((id) ->
        {
            many.start(id, "parrot", 2);
            many.work();
            many.commands();
        });

        many.pass(100);
        long before = many.counted.ticks.get();
        final List<Long> perMs = new ArrayList<>();
        for (int i = 0; i < 100; i++)
        {
            many.pass(1);
            perMs.add(many.counted.ticks.get() - before);
            before = many.counted.ticks.get();
        }
        assertTrue(perMs.stream().allMatch((ticks) -> ticks <= 13), perMs.toString());
        assertEquals(1_000, perMs.stream().mapToLong(Long::longValue).sum(), 4);
    }

    @Test
    void shouldEndOnlyTheInstanceWhoseGameThrows()
    {
        stand.start(8, "parrot", 2);
        stand.offer(GAME, ANN, 0, "ann");
        stand.offer(8, BOB, 0, "bob");
        stand.work();
        stand.commands();

        stand.input(GAME, ANN, 1, "x");
        stand.input(8, BOB, 1, "e");
        stand.pass(300);

        assertEquals(List.of("ended " + GAME), stand.commands());
        assertEquals(1, stand.counted.instances.get());
        assertEquals(List.of("join 0 bob", "input 0 e"), stand.parrots.made.get(1).heard);
        assertTrue(stand.failures.get(0).getMessage().startsWith("instance 7 of parrot ended at tick 1"));
    }

    @Test
    void shouldEndAnInstanceWhoseGameOverflowsBreaksALimitOrThrowsWhenAsked()
    {
        for (final String word : List.of("o", "l", "s", "x"))
        {
            final WorkerStand one = new WorkerStand(LIMITS);
            one.start(GAME, "parrot", 2);
            one.offer(GAME, ANN, 0, "ann");
            one.input(GAME, ANN, 1, word);
            one.pass(200);
            assertEquals(List.of("started 7", "accepted 11", "ended 7"), one.commands(), word);
            assertEquals(1, one.counted.gamesFailed.get());
        }

        stand.offer(GAME, ANN, 0, "thrower");
        stand.work();
        assertEquals(List.of("declined 11", "ended 7"), stand.commands());
    }

    @Test
    void shouldBeginWithNothingInANewIncarnation()
    {
        stand.offer(GAME, ANN, 0, "ann");
        stand.newIncarnation(2);
        stand.start(8, "parrot", 2);
        stand.work();

        assertEquals(1, stand.counted.instances.get());
        assertEquals(0, stand.counted.seatsTaken.get());
        assertEquals("terminate", stand.parrot().heard.get(1));
        final List<Integer> incarnations = new ArrayList<>();
        stand.lane.commands().read((typeId, buffer, index, length) -> incarnations.add(typeId));
        assertEquals(List.of(1, 2), incarnations);
    }

    @Test
    void shouldTakeNoEventsWhileTheMasterTakesNoCommands()
    {
        final WorkerStand pressed = new WorkerStand(new InstanceLimits(
            100_000, 4, 16 * 1024, LIMITS.resendNs(), LIMITS.lingerNs(), LIMITS.answerNs()));
        for (int id = 1; id < 5_000; id++)
        {
            pressed.start(id, "chess", 2);
            pressed.work();
        }
        final long waiting = pressed.lane.events().size();
        final int said = pressed.commands().size();
        pressed.work();

        assertTrue(waiting > 0 && said < 5_000);
        assertTrue(pressed.lane.events().size() < waiting);
    }

    @Test
    void shouldTellTheEndOnceEveryoneHasSeenItsLastOutputs()
    {
        stand.offer(GAME, ANN, 0, "ann");
        stand.offer(GAME, BOB, 1, "bob");
        stand.work();
        stand.commands();
        stand.attach(3, GAME, ANN, 1, 0);
        stand.input(GAME, ANN, 1, "b!");
        stand.input(GAME, ANN, 2, "q");
        stand.pass(500);
        assertEquals(List.of(), stand.commands());

        stand.ack(GAME, ANN, 1);
        stand.pass(500);
        assertEquals(List.of(), stand.commands());

        stand.attach(4, GAME, BOB, 1, 0);
        stand.ack(GAME, BOB, 1);
        stand.work();
        assertEquals(List.of("ended 7"), stand.commands());
        assertEquals(0, stand.counted.instances.get());
    }

    @Test
    void shouldTellTheEndAfterTheLingerTimeWhoeverIsAway()
    {
        stand.offer(GAME, ANN, 0, "ann");
        stand.input(GAME, ANN, 1, "b!");
        stand.input(GAME, ANN, 2, "q");
        stand.pass(200);
        stand.commands();

        stand.stall((int)TimeUnit.NANOSECONDS.toMillis(LIMITS.lingerNs()));
        stand.pass(200);
        assertEquals(List.of("ended 7"), stand.commands());
    }
}
