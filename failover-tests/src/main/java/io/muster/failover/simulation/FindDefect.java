package io.muster.failover.simulation;

import java.util.concurrent.TimeUnit;

/** Runs seeds from 1 on until one fails, and says in one line what was found. For a process with a planted defect. */
public final class FindDefect
{
    private static final int STEPS = 1_500;
    /** Of every fourth seed: some defects take what only happens when much does. */
    private static final int STEPS_MANY = 12_000;
    private static final int MANY_EVERY = 4;
    private static final double SHRINK_SHARE = 0.2;

    private FindDefect()
    {
    }

    /** The only argument is for how many seconds. */
    public static void main(final String[] args)
    {
        final long forNs = TimeUnit.SECONDS.toNanos(Integer.parseInt(args[0]));
        final long startNs = System.nanoTime();
        Failure failure = null;
        for (long seed = 1; failure == null && System.nanoTime() - startNs < forNs; seed++)
        {
            final int steps = seed % MANY_EVERY == 0 ? STEPS_MANY : STEPS;
            failure = Failure.of(Simulation.of(seed, steps), seed, steps);
        }
        if (failure != null)
        {
            final long shrinkNs = Math.max(TimeUnit.SECONDS.toNanos(1),
                (long)(SHRINK_SHARE * (System.nanoTime() - startNs)));
            final long foundNs = System.nanoTime();
            final Failure shrunk =
                new Shrinking(failure, () -> System.nanoTime() - foundNs > shrinkNs).run();
            System.out.println("found " + shrunk.invariant() + ' ' + shrunk.seed() + ' ' +
                shrunk.history().size() + ' ' + shrunk.sentence().replace('\n', ' '));
        }
    }
}
