package io.muster.failover.history.check;

import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What is missing, what is there twice, and what is there though nobody was told. */
class EndStateTest
{
    @Test
    void shouldFindNothingWhenAllIsThereOnce()
    {
        assertEquals(new EndState(0, 0, 0), EndState.of(Map.of("a", 1L, "b", 2L), Map.of(), Map.of("a", 1L, "b", 2L)));
    }

    @Test
    void shouldCountWhatWasAcknowledgedAndIsGone()
    {
        assertEquals(new EndState(2, 0, 0), EndState.of(Map.of("a", 1L, "b", 2L), Map.of(), Map.of("b", 1L)));
    }

    @Test
    void shouldCountWhatIsThereTwice()
    {
        assertEquals(new EndState(0, 1, 0), EndState.of(Map.of("a", 1L), Map.of(), Map.of("a", 2L)));
    }

    @Test
    void shouldLetTheUnansweredBeThereOrNot()
    {
        final Map<String, Long> unanswered = Map.of("a", 1L, "b", 1L, "c", 1L);
        assertEquals(new EndState(0, 1, 2), EndState.of(Map.of("a", 1L), unanswered, Map.of("a", 2L, "b", 2L)));
    }
}
