package io.muster.master.engine.model;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ShrinkingTest
{
    private static final List<Integer> NUMBERS = IntStream.range(0, 1_000).boxed().toList();

    @Test
    void shouldKeepWhatTheFailureNeedsInItsOrder()
    {
        assertEquals(List.of(3, 500, 999),
            Shrinking.shrink(NUMBERS, (list) -> list.containsAll(List.of(3, 500, 999))));
    }

    @Test
    void shouldKeepAsManyAsTheFailureNeeds()
    {
        assertEquals(17, Shrinking.shrink(NUMBERS, (list) -> list.size() >= 17).size());
    }

    @Test
    void shouldLeaveNothingOfWhatFailsWithoutCommands()
    {
        assertEquals(List.of(), Shrinking.shrink(NUMBERS, (list) -> true));
    }
}
