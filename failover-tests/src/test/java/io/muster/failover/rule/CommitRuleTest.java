package io.muster.failover.rule;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Every schedule of thirteen steps: restarts with a stale log, elections, reports, commits, in every order. */
class CommitRuleTest
{
    private static final int DEPTH = 13;
    private static final int WORLDS_MIN = 10_000;

    @Test
    void shouldFindHowAeronsRuleLosesWhatItAcknowledged()
    {
        final Exploration found = Exploration.of(CommitRule.AERON, DEPTH);

        System.out.println("Aeron's rule, after " + found.worlds() + " worlds:");
        found.counterExample().forEach((sentence) -> System.out.println("  " + sentence));
        final List<String> story = found.counterExample();
        assertTrue(story.stream().anyMatch((sentence) -> sentence.contains("whose log is of term 1, tells")), () ->
            "a stale position was counted in " + story);
        assertTrue(story.get(story.size() - 1).contains("was acknowledged, and"), story::toString);
    }

    @Test
    void shouldLoseNothingThatWasWitnessed()
    {
        shouldHold(CommitRule.WITNESSED);
    }

    @Test
    void shouldLoseNothingWhenTheTermIsChecked()
    {
        shouldHold(CommitRule.TERM_CHECK);
    }

    private static void shouldHold(final CommitRule rule)
    {
        final Exploration found = Exploration.of(rule, DEPTH);

        System.out.println(rule + ": " + found);
        assertEquals(List.of(), found.counterExample());
        assertTrue(found.acknowledging() > WORLDS_MIN, () -> "too few acknowledgements in " + found);
    }
}
