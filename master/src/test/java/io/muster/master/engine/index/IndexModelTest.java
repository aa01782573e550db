package io.muster.master.engine.index;

import io.muster.master.engine.model.Shrinking;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.fail;

/** All indexes at once against maps and lists, through random lives of many records. */
class IndexModelTest
{
    private static final int PHASES = 6;
    private static final int STEPS_OF_PHASE = 8_000;
    private static final int STEPS_BETWEEN_CHECKS = 4_000;

    @ParameterizedTest
    @ValueSource(longs = { 1, 2, 3, 4 })
    void shouldAgreeWithMapsAndLists(final long seed)
    {
        final List<IndexLife.Step> steps = draw(new SplittableRandom(seed));
        final int failed = failedAt(steps);
        if (failed >= 0)
        {
            final List<IndexLife.Step> shortest =
                Shrinking.shrink(steps.subList(0, failed), (list) -> failureOf(list) != null);
            fail("seed " + seed + ", steps that fail: " + shortest, failureOf(shortest));
        }
    }

    /** The table grows and shrinks in turns. */
    private static List<IndexLife.Step> draw(final SplittableRandom random)
    {
        final List<IndexLife.Step> steps = new ArrayList<>();
        for (int i = 0; i < PHASES * STEPS_OF_PHASE; i++)
        {
            steps.add(IndexLife.Step.draw(random, i / STEPS_OF_PHASE % 2 == 0 ? 8 : 2));
        }
        return steps;
    }

    /** How many of the steps it takes to fail, or -1. */
    private static int failedAt(final List<IndexLife.Step> steps)
    {
        final IndexLife life = new IndexLife();
        for (int i = 0; i < steps.size(); i++)
        {
            try
            {
                life.apply(steps.get(i));
                if ((i + 1) % STEPS_BETWEEN_CHECKS == 0)
                {
                    life.check();
                }
            }
            catch (final AssertionError | RuntimeException ex)
            {
                return i + 1;
            }
        }
        return failureOf(steps) == null ? -1 : steps.size();
    }

    /** What went wrong in a life of these steps, or null. */
    private static Throwable failureOf(final List<IndexLife.Step> steps)
    {
        try
        {
            final IndexLife life = new IndexLife();
            steps.forEach(life::apply);
            life.check();
            life.end();
            return null;
        }
        catch (final AssertionError | RuntimeException ex)
        {
            return ex;
        }
    }
}
