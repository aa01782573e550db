package io.muster.game.host;

import io.muster.game.Attribute;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.worker.Parrot;
import io.muster.node.StartupException;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RepertoireTest
{
    @Test
    void shouldFindTheGamesOnTheClassPathByName()
    {
        assertEquals("arena,connect-four", Repertoire.onClassPath("").names());
        assertEquals("arena", Repertoire.onClassPath(" arena ").names());
        assertEquals("connect-four,arena", Repertoire.onClassPath("connect-four , arena").names());
        assertEquals(16, Repertoire.onClassPath("arena").offers().get(0).seatsMax());
    }

    @Test
    void shouldSayWhichNameItDoesNotKnow()
    {
        final StartupException refused =
            assertThrows(StartupException.class, () -> Repertoire.onClassPath("arena,chess"));
        assertTrue(refused.getMessage().contains("chess") && refused.getMessage().contains("connect-four"));
    }

    @Test
    void shouldRefuseTypesThatAreNotAsTheyMustBe()
    {
        final List<GameType> wrong = List.of(
            new Odd("Chess!", 10, 1, 2), new Odd("chess", 0, 1, 2), new Odd("chess", 101, 1, 2),
            new Odd("chess", 10, 0, 2), new Odd("chess", 10, 3, 2), new Odd("chess", 10, 1, 65));

        wrong.forEach((type) -> assertThrows(StartupException.class, () -> Repertoire.of(List.of(type), "")));
        assertThrows(StartupException.class, () -> Repertoire.of(List.of(), ""));
        assertThrows(StartupException.class, () -> Repertoire.of(
            List.of(new Odd("chess", 10, 1, 2), new Odd("chess", 10, 1, 2)), ""));
    }

    @Test
    void shouldRefuseTypesWhoseVocabularyIsNotAsItMustBe()
    {
        final List<List<Attribute>> wrong = List.of(
            List.of(Attribute.word("Map")),
            List.of(Attribute.word("thirteenchars")),
            List.of(Attribute.word("map"), Attribute.number("map")),
            List.of(Attribute.word("seats-free")),
            List.of(Attribute.word("ranked")),
            IntStream.range(0, 9).mapToObj((i) -> Attribute.number("n" + i)).toList());

        wrong.forEach((attributes) -> assertThrows(StartupException.class,
            () -> Repertoire.of(List.of(new Described(attributes, List.of("ranked"))), ""), attributes::toString));
        assertThrows(StartupException.class, () -> Repertoire.of(List.of(new Described(
            List.of(), IntStream.range(0, 65).mapToObj((i) -> "t" + i).toList())), ""));
        Repertoire.of(List.of(new Described(List.of(Attribute.word("map")), List.of("ranked"))), "");
    }

    private record Described(List<Attribute> attributes, List<String> tags) implements GameType
    {
        @Override
        public String name()
        {
            return "chess";
        }

        @Override
        public int ticksPerSecond()
        {
            return 10;
        }

        @Override
        public int seatsMin()
        {
            return 1;
        }

        @Override
        public int seatsMax()
        {
            return 2;
        }

        @Override
        public Game newGame()
        {
            return new Parrot();
        }
    }

    private record Odd(String name, int ticksPerSecond, int seatsMin, int seatsMax) implements GameType
    {
        @Override
        public Game newGame()
        {
            return new Parrot();
        }
    }
}
