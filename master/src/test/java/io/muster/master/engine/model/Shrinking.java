package io.muster.master.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing list of commands short, so that a person can read it. */
public final class Shrinking
{
    private Shrinking()
    {
    }

    /**
     * A part of a list that fails as the list does, and of which no single element can be left out. Leaves out halves
     * first, then ever smaller parts (Zeller, Hildebrandt: Simplifying and Isolating Failure-Inducing Input, 2002).
     *
     * @param fails to be asked of many lists; each element must be good for something after any others.
     */
    public static <T> List<T> shrink(final List<T> failing, final Predicate<List<T>> fails)
    {
        List<T> shortest = failing;
        int part = Math.max(1, failing.size() / 2);
        while (true)
        {
            final List<T> shorter = withoutParts(shortest, part, fails);
            if (part == 1 && shorter.size() == shortest.size())
            {
                return shortest;
            }
            shortest = shorter;
            part = Math.max(1, part / 2);
        }
    }

    private static <T> List<T> withoutParts(final List<T> failing, final int part, final Predicate<List<T>> fails)
    {
        List<T> shortest = failing;
        int from = 0;
        while (from < shortest.size())
        {
            final List<T> shorter = new ArrayList<>(shortest.subList(0, from));
            shorter.addAll(shortest.subList(Math.min(from + part, shortest.size()), shortest.size()));
            if (fails.test(shorter))
            {
                shortest = shorter;
            }
            else
            {
                from += part;
            }
        }
        return shortest;
    }
}
