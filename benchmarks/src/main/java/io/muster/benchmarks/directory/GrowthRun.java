package io.muster.benchmarks.directory;

import io.muster.benchmarks.directory.engine.MusterEngine;
import io.muster.benchmarks.directory.engine.UserRow;
import io.muster.benchmarks.directory.report.Growth;
import io.muster.benchmarks.directory.report.Numbers;
import io.muster.benchmarks.directory.workload.Changes;
import io.muster.benchmarks.directory.workload.Effort;
import io.muster.benchmarks.directory.workload.Population;
import io.muster.benchmarks.directory.workload.Questions;

import java.nio.file.Path;
import java.util.function.ToLongFunction;

/**
 * The master's table at each power of ten, in a process of its own: {@code GrowthRun USERS FILE}. What an operation
 * costs at each size, and the longest that any single change took on the way there.
 */
final class GrowthRun
{
    private static final int FIRST_SIZE = 1_000;
    private static final int BLOCK = 500;
    private static final int ROUNDS = 3;
    private static final int TIMES = 3;
    private static final int WARM_UP_USERS = 20_000;
    private static final int REMOVED_SHARE = 10;

    private final Steps steps = new Steps("muster");
    private final Numbers numbers = new Numbers();
    private final Worst worst = new Worst();
    private final UserRow[] block = new UserRow[BLOCK];
    private MusterEngine engine;
    private Population population;
    private int inserted;

    private GrowthRun()
    {
    }

    public static void main(final String[] args)
    {
        Leash.hold();
        new Course(new MusterEngine(), WARM_UP_USERS, new Numbers(), new Steps("muster")).run();
        final GrowthRun run = new GrowthRun();
        run.run(Integer.parseInt(args[0]));
        run.numbers.write(Path.of(args[1]));
    }

    /** The last and largest table is the one whose memory is told. */
    private void run(final int users)
    {
        long before = 0;
        for (int size = FIRST_SIZE; size <= users; size *= 10)
        {
            engine = new MusterEngine();
            before = engine.bytesUsed();
            measure(size);
        }
        remove();
        numbers.put("bytesAtTheEnd", Math.max(engine.bytesUsed() - before, engine.table().bytes()));
        for (int time = 2; time <= TIMES; time++)
        {
            worst.again();
            changeAgain(users);
        }
        numbers.put("worstCommandMs", worst.shortestMs());
        numbers.put("worstCommandAtWorstMs", worst.longestMs());
        numbers.put("worstOfNothingMs", worstOfNothing());
    }

    /** The same changes as the first time, and no questions. */
    private void changeAgain(final int users)
    {
        for (int size = FIRST_SIZE; size <= users; size *= 10)
        {
            // The memory of the table before is free once the collector has seen that nobody holds it.
            engine = null;
            System.gc();
            engine = new MusterEngine();
            begin(size);
            insert(size / 2);
            insert(size);
            final Effort effort = effort(size);
            update(new Changes(population, effort.changes()), effort.changes());
        }
        remove();
    }

    /** What the machine adds to any command: the longest that nothing at all took, in as much time, at its worst. */
    private double worstOfNothing()
    {
        steps.begin("doing nothing for as long");
        final Worst nothing = new Worst();
        while (nothing.totalNs() < worst.totalNs())
        {
            nothing.time(BLOCK, (i) -> {});
        }
        return nothing.longestMs();
    }

    private void measure(final int size)
    {
        begin(size);
        insert(size / 2);
        numbers.put(Growth.key("insert", size), insert(size));
        steps.begin(String.format("asking %,d users", size));
        final Effort effort = effort(size);
        final Questions questions = new Questions(population, effort);
        numbers.put(Growth.key("update", size), update(new Changes(population, effort.changes()), effort.changes()));
        numbers.put(Growth.key("lookup", size), best(questions, questions::lookUp));
        numbers.put(Growth.key("range", size), best(questions, questions::range));
        numbers.put(Growth.key("conjunction", size), best(questions, questions::conjunction));
    }

    private void begin(final int size)
    {
        population = new Population(size);
        inserted = 0;
    }

    private static Effort effort(final int size)
    {
        return Effort.of(Math.max(size, WARM_UP_USERS));
    }

    private double insert(final int upTo)
    {
        final int count = upTo - inserted;
        long totalNs = 0;
        while (inserted < upTo)
        {
            final int length = Math.min(BLOCK, upTo - inserted);
            for (int i = 0; i < length; i++)
            {
                block[i] = population.row(inserted + i);
            }
            totalNs += worst.time(length, (i) -> engine.insert(block[i]));
            inserted += length;
            steps.show("growing", inserted, population.users());
        }
        return (double)totalNs / count;
    }

    private double update(final Changes changes, final int count)
    {
        long totalNs = 0;
        for (int done = 0; done < count; done += BLOCK)
        {
            totalNs += worst.time(Math.min(BLOCK, count - done), (i) -> changes.next(engine));
        }
        return (double)totalNs / count;
    }

    /** Every tenth user goes. */
    private void remove()
    {
        for (int first = 0; first < inserted; first += BLOCK)
        {
            final int from = first;
            worst.time(Math.min(BLOCK, inserted - first) / REMOVED_SHARE,
                (i) -> engine.remove(population.id(from + i * REMOVED_SHARE)));
        }
    }

    private double best(final Questions questions, final ToLongFunction<MusterEngine> list)
    {
        long bestNs = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++)
        {
            final long beganNs = System.nanoTime();
            list.applyAsLong(engine);
            bestNs = Math.min(bestNs, System.nanoTime() - beganNs);
        }
        return (double)bestNs / questions.found();
    }
}
