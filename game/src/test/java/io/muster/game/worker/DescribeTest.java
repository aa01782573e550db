package io.muster.game.worker;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a game says of its instance, as the master hears it. */
class DescribeTest
{
    private final WorkerStand stand = new WorkerStand(WorkerStand.LIMITS);

    @BeforeEach
    void sit()
    {
        stand.start(7, "parrot", 2);
        stand.offer(7, 11, 0, "ann");
        stand.pass(100);
        stand.commands();
    }

    @Test
    void shouldTellAllChangesOfATickInOneCommand()
    {
        stand.input(7, 11, 1, "mdust");
        stand.input(7, 11, 2, "k23");
        stand.input(7, 11, 3, "k234");
        stand.pass(100);

        assertEquals(List.of("described 7 map=dust rating=4 #open"), stand.commands());
    }

    @Test
    void shouldSayNothingWhileNothingChanges()
    {
        stand.input(7, 11, 1, "mdust");
        stand.pass(100);
        stand.commands();

        stand.input(7, 11, 2, "mdust");
        stand.pass(3_000);

        assertEquals(List.of(), stand.commands());
    }

    @Test
    void shouldTellTheLatestStateOnceASecondAtMost()
    {
        stand.input(7, 11, 1, "mone");
        stand.pass(100);
        stand.input(7, 11, 2, "mtwo");
        stand.pass(100);
        stand.input(7, 11, 3, "mthree");
        stand.pass(100);
        stand.input(7, 11, 4, "c");
        stand.input(7, 11, 5, "k2");
        stand.pass(900);

        final List<String> said = stand.commands();
        assertEquals(2, said.size(), said::toString);
        assertEquals("described 7 map=one", said.get(0));
        assertEquals("described 7 rating=2 #open", said.get(1));
    }

    @Test
    void shouldWaitWhileThereIsNoRoomForIt()
    {
        stand.input(7, 11, 1, "mdust");
        while (stand.lane.commands().size() < stand.lane.commands().capacity() / 2)
        {
            stand.lane.commands().write(1, stand.messages.buffer, 0, 64);
        }
        stand.pass(500);
        assertTrue(stand.parrot().heard.contains("input 0 mdust"), "the tick was not held up");
        stand.lane.commands().read((incarnation, buffer, index, length) -> assertEquals(64, length, "the filling"));

        stand.pass(100);

        assertEquals(List.of("described 7 map=dust"), stand.commands());
    }

    @Test
    void shouldEndAGameThatNamesWhatItDidNotDeclare()
    {
        stand.input(7, 11, 1, "u");
        stand.pass(100);

        assertEquals(List.of("ended 7"), stand.commands());
        assertEquals(1, stand.failures.size());
    }
}
