package io.muster.failover.rule;

import org.agrona.collections.Long2LongHashMap;
import org.agrona.collections.LongArrayList;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Every world that can be reached in so many steps, nearest first, until one breaks a promise.
 *
 * @param worlds         that were looked at.
 * @param acknowledging  those of them in which something was acknowledged.
 * @param depth          steps to the furthest of them.
 * @param counterExample what happened, step by step, and what is wrong in the end; empty when nothing is.
 */
public record Exploration(long worlds, long acknowledging, int depth, List<String> counterExample)
{
    private static final long NO_PARENT = -1;

    /** Explore. */
    public static Exploration of(final CommitRule rule, final int depthMax)
    {
        final CommitModel model = new CommitModel(rule);
        final Long2LongHashMap parents = new Long2LongHashMap(Long.MIN_VALUE);
        LongArrayList shell = new LongArrayList();
        final long first = World.first().packed();
        long acknowledging = 0;
        parents.put(first, NO_PARENT);
        shell.addLong(first);
        for (int depth = 1; depth <= depthMax; depth++)
        {
            final LongArrayList nextShell = new LongArrayList();
            for (int i = 0; i < shell.size(); i++)
            {
                final long from = shell.getLong(i);
                for (final CommitModel.Step step : model.next(World.of(from)))
                {
                    final long to = step.world().packed();
                    if (parents.containsKey(to))
                    {
                        continue;
                    }
                    parents.put(to, from);
                    nextShell.addLong(to);
                    acknowledging += step.world().acknowledged[0] == 0 ? 0 : 1;
                    if (model.violation(step.world()) != null)
                    {
                        return new Exploration(parents.size(), acknowledging, depth, story(model, parents, to));
                    }
                }
            }
            shell = nextShell;
        }
        return new Exploration(parents.size(), acknowledging, depthMax, List.of());
    }

    private static List<String> story(final CommitModel model, final Long2LongHashMap parents, final long end)
    {
        final List<String> sentences = new ArrayList<>();
        sentences.add(model.violation(World.of(end)));
        long to = end;
        for (long from = parents.get(to); from != NO_PARENT; from = parents.get(to))
        {
            final long reached = to;
            sentences.add(model.next(World.of(from)).stream()
                .filter((step) -> step.world().packed() == reached).findFirst().orElseThrow().sentence());
            to = from;
        }
        Collections.reverse(sentences);
        return sentences;
    }
}
