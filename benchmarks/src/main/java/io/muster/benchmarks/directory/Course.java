package io.muster.benchmarks.directory;

import com.sun.management.ThreadMXBean;
import io.muster.benchmarks.directory.engine.DirectoryEngine;
import io.muster.benchmarks.directory.engine.UserRow;
import io.muster.benchmarks.directory.report.Numbers;
import io.muster.benchmarks.directory.workload.Changes;
import io.muster.benchmarks.directory.workload.Effort;
import io.muster.benchmarks.directory.workload.Population;
import io.muster.benchmarks.directory.workload.Questions;

import java.lang.management.ManagementFactory;
import java.util.function.ToLongFunction;

/**
 * What every engine goes through, step by step: it is filled, asked, changed, asked again, emptied in part and asked a
 * third time. Everything is timed, and everything that is answered is summed up, so that engines can be compared.
 */
final class Course
{
    private static final int BLOCK = 1_000;
    private static final int ROUNDS_MIN = 3;
    private static final int REMOVED_SHARE = 5;
    private static final ThreadMXBean THREADS = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    private final DirectoryEngine engine;
    private final Population population;
    private final Effort effort;
    private final Questions questions;
    private final Changes changes;
    private final Numbers numbers;
    private final Steps steps;

    Course(final DirectoryEngine engine, final int users, final Numbers numbers, final Steps steps)
    {
        this.engine = engine;
        this.numbers = numbers;
        this.steps = steps;
        population = new Population(users);
        effort = Effort.of(users);
        questions = new Questions(population, effort);
        changes = new Changes(population, effort.changes());
    }

    /** From an empty engine to all numbers. */
    void run()
    {
        insert();
        ask("inserted", true);
        update();
        ask("updated", false);
        countAllocations();
        ask("mixed", false);
        remove();
        ask("removed", false);
    }

    private void insert()
    {
        final long bytesBefore = engine.bytesUsed();
        numbers.put("insertPerSecond", perSecond(population.users(), insertAll()));
        steps.begin("measuring memory");
        final long bytes = Math.max(engine.bytesUsed() - bytesBefore, engine.bytesCounted());
        numbers.put("bytesPerUser", (double)bytes / population.users());
    }

    /** Rows are made out of the measured time, a block at a time. */
    private long insertAll()
    {
        final UserRow[] block = new UserRow[BLOCK];
        long ns = 0;
        for (int done = 0; done < population.users();)
        {
            final int length = Math.min(BLOCK, population.users() - done);
            for (int i = 0; i < length; i++)
            {
                block[i] = population.row(done + i);
            }
            final long beganNs = System.nanoTime();
            for (int i = 0; i < length; i++)
            {
                engine.insert(block[i]);
            }
            ns += System.nanoTime() - beganNs;
            done += length;
            steps.show("inserting", done, population.users());
        }
        final long beganNs = System.nanoTime();
        engine.flush();
        return ns + System.nanoTime() - beganNs;
    }

    private void ask(final String stage, final boolean isTimed)
    {
        ask(stage, isTimed, "lookupNs", questions::lookUp);
        ask(stage, isTimed, "nameLookupNs", questions::lookUpNames);
        ask(stage, isTimed, "groupVisitNsPerMember", questions::visit);
        ask(stage, isTimed, "rangeOf50Ns", questions::range);
        ask(stage, isTimed, "conjunctionNs", questions::conjunction);
    }

    private void ask(
        final String stage, final boolean isTimed, final String key, final ToLongFunction<DirectoryEngine> list)
    {
        steps.begin("asking for " + key + ", " + stage);
        final String question = stage + ' ' + key.replaceAll("Ns.*", "");
        numbers.answer(question, list.applyAsLong(engine));
        if (isTimed)
        {
            numbers.put(key, best(list, question) / questions.found());
        }
    }

    /** The quickest of some rounds over the same list, as the machine may have more to do than this. */
    private double best(final ToLongFunction<DirectoryEngine> list, final String question)
    {
        long bestNs = Long.MAX_VALUE;
        long totalNs = 0;
        for (int round = 0; round < ROUNDS_MIN || totalNs < effort.roundsNs(); round++)
        {
            final long beganNs = System.nanoTime();
            final long sum = list.applyAsLong(engine);
            final long ns = System.nanoTime() - beganNs;
            bestNs = Math.min(bestNs, ns);
            totalNs += ns;
            numbers.answer(question, sum);
        }
        return bestNs;
    }

    private void update()
    {
        steps.begin("updating");
        change(effort.changes() / 4);
        numbers.put("updatePerSecond", perSecond(effort.changes(), change(effort.changes())));
    }

    private long change(final int times)
    {
        final long beganNs = System.nanoTime();
        for (int i = 0; i < times; i++)
        {
            changes.next(engine);
        }
        engine.flush();
        return System.nanoTime() - beganNs;
    }

    /** The second time, as by then all code has been compiled. */
    private void countAllocations()
    {
        steps.begin("counting allocations");
        numbers.answer("mix warming up", questions.mix(engine, changes, effort.mixes()));
        final long thread = Thread.currentThread().getId();
        final long before = THREADS.getThreadAllocatedBytes(thread);
        final long sum = questions.mix(engine, changes, effort.mixes());
        final long bytes = THREADS.getThreadAllocatedBytes(thread) - before;
        numbers.answer("mix", sum);
        numbers.put("bytesAllocatedPerOperation", bytes / (3.0 * effort.mixes()));
    }

    /** Every fifth user. */
    private void remove()
    {
        steps.begin("removing");
        final long beganNs = System.nanoTime();
        int removed = 0;
        for (int i = 0; i < population.users(); i += REMOVED_SHARE)
        {
            engine.remove(population.id(i));
            removed++;
        }
        engine.flush();
        numbers.put("removePerSecond", perSecond(removed, System.nanoTime() - beganNs));
    }

    private static double perSecond(final int times, final long ns)
    {
        return times * 1e9 / ns;
    }
}
