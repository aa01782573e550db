package io.muster.benchmarks.directory.workload;

import io.muster.benchmarks.directory.engine.Answer;
import io.muster.benchmarks.directory.engine.Conjunction;
import io.muster.benchmarks.directory.engine.DirectoryEngine;
import io.muster.benchmarks.directory.engine.UserRow;

/**
 * What is asked of every engine: lists that are made before anything is measured, each about users picked at random.
 * Each asking returns a sum over its answers, which is the same for engines that agree.
 */
public final class Questions
{
    private static final int RATING_SPAN = 150;
    private static final int PICKS = 5;

    private final long[] ids;
    private final String[] names;
    private final long[] guilds;
    private final int[] ratings;
    private final Conjunction[] conjunctions;
    private final Answer answer = new Answer();
    private long found;

    /** Lists of the lengths that the effort says. */
    public Questions(final Population population, final Effort effort)
    {
        ids = new long[effort.lookUps()];
        names = new String[effort.lookUps()];
        for (int i = 0; i < ids.length; i++)
        {
            ids[i] = population.id(pick(population, i, 0));
            names[i] = population.name(pick(population, i, 1));
        }
        guilds = new long[effort.visits()];
        for (int i = 0; i < guilds.length; i++)
        {
            guilds[i] = population.row(pick(population, i, 2)).guild();
        }
        ratings = new int[effort.ranges()];
        for (int i = 0; i < ratings.length; i++)
        {
            ratings[i] = population.row(pick(population, i, 3)).rating();
        }
        conjunctions = new Conjunction[effort.conjunctions()];
        for (int i = 0; i < conjunctions.length; i++)
        {
            final UserRow row = population.row(pick(population, i, 4));
            conjunctions[i] =
                new Conjunction(row.node(), row.state(), row.rating() - RATING_SPAN, row.rating() + RATING_SPAN);
        }
    }

    /** Users by id. */
    public long lookUp(final DirectoryEngine engine)
    {
        long sum = 0;
        for (final long id : ids)
        {
            sum = sum * 31 + engine.lookUp(id);
        }
        found = ids.length;
        return sum;
    }

    /** Users by name. */
    public long lookUpNames(final DirectoryEngine engine)
    {
        long sum = 0;
        for (final String name : names)
        {
            sum = sum * 31 + engine.lookUp(name);
        }
        found = names.length;
        return sum;
    }

    /** The members of guilds. */
    public long visit(final DirectoryEngine engine)
    {
        long sum = 0;
        found = 0;
        for (final long guild : guilds)
        {
            if (guild != 0)
            {
                answer.reset();
                engine.guild(guild, answer);
                sum = sum * 31 + answer.sum();
                found += answer.count();
            }
        }
        return sum;
    }

    /** Users from a rating on. */
    public long range(final DirectoryEngine engine)
    {
        long sum = 0;
        for (final int rating : ratings)
        {
            answer.reset();
            engine.ratedFrom(rating, answer);
            sum = sum * 31 + answer.inOrder();
        }
        found = ratings.length;
        return sum;
    }

    /** Users of a node, in a state, with a rating in a range. */
    public long conjunction(final DirectoryEngine engine)
    {
        long sum = 0;
        for (int i = 0; i < conjunctions.length; i++)
        {
            sum = sum * 31 + conjunction(engine, i);
        }
        found = conjunctions.length;
        return sum;
    }

    /** One of each, again and again: a look-up, a conjunction, and a change in between. */
    public long mix(final DirectoryEngine engine, final Changes changes, final int times)
    {
        long sum = 0;
        for (int i = 0; i < times; i++)
        {
            sum = sum * 31 + engine.lookUp(ids[i % ids.length]);
            changes.next(engine);
            sum = sum * 31 + conjunction(engine, i % conjunctions.length);
        }
        return sum;
    }

    /** What the last asking is to be divided by: members visited, or questions asked. */
    public long found()
    {
        return found;
    }

    private long conjunction(final DirectoryEngine engine, final int index)
    {
        answer.reset();
        engine.find(conjunctions[index], answer);
        return answer.inOrder();
    }

    private static int pick(final Population population, final int index, final int list)
    {
        return Population.share(Population.hash(index, 100 + list % PICKS), population.users());
    }
}
