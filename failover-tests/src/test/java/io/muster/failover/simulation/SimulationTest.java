package io.muster.failover.simulation;

import io.muster.failover.simulation.world.Fault;
import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SimulationTest
{
    private static final int STEPS = 3_000;
    private static final long STALE_SEED = 206;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private int simulate(final String... arguments)
    {
        return Simulate.run(arguments, new PrintStream(out, true), new PrintStream(err, true));
    }

    private static Simulation run(final long seed, final int steps)
    {
        final Simulation world = Simulation.of(seed, steps);
        final Failure failure = Failure.of(world, seed, steps);
        assertNull(failure, () -> failure.sentence() + "\n" + failure.command() + "\n" + failure.state());
        return world;
    }

    /** Other seeds each time; the first is printed. Their time is {@code -Dsimulation.minutes}. */
    @Test
    void shouldHoldForFreshSeeds()
    {
        final int status = simulate("--minutes", System.getProperty("simulation.minutes", "3"));

        System.out.println(out.toString().replaceAll("(?m)^ +\\d+ s .*\n", ""));
        assertEquals(0, status, out::toString);
    }

    @Test
    void shouldHoldForEverySeedThatEverFailed() throws IOException
    {
        try (InputStream seeds = SimulationTest.class.getResourceAsStream("failed-seeds.txt"))
        {
            final List<String> lines = new String(seeds.readAllBytes(), StandardCharsets.UTF_8).lines()
                .filter((line) -> !line.startsWith("#")).toList();
            assertTrue(!lines.isEmpty());
            for (final String line : lines)
            {
                final String[] words = line.split(" ");
                run(Long.parseLong(words[0]), Integer.parseInt(words[1]));
            }
        }
    }

    @Test
    void shouldComeToTheSameEndTwice()
    {
        for (long seed = 1; seed <= 5; seed++)
        {
            final Simulation first = run(seed, STEPS);
            final Simulation second = run(seed, STEPS);

            assertEquals(first.hash(), second.hash());
            assertEquals(first.nowNs(), second.nowNs());
            assertEquals(first.tally().events(), second.tally().events());
        }
        assertNotEquals(run(1, STEPS).hash(), run(2, STEPS).hash());
    }

    /** The loss that Aeron 1.51 has happens in this seed, and nobody who was told anything notices. */
    @Test
    void shouldOutliveALogThatLosesWhatItCommitted()
    {
        final Simulation world = run(STALE_SEED, STEPS);

        assertTrue(world.tally().of(Fault.COMMIT_LOST) > 0, "nothing was lost: the fault does not bite any more");
    }

    /** One seed in eight: its games declare nothing, and its replicas start from snapshots of schema version 0. */
    @Test
    void shouldGoOnFromSnapshotsOfAnOlderBuild()
    {
        long restored = 0;
        for (long seed = 1; seed <= 60 && restored == 0; seed++)
        {
            restored = run(seed, STEPS).tally().of(Fault.OLD_SNAPSHOT);
        }
        assertTrue(restored > 0, "no seed from 1 to 60 restores an older build's snapshot any more");
    }

    @Test
    void shouldRefuseWhatMakesNoSense()
    {
        assertEquals(2, simulate("--seed", "x"));
        assertEquals(2, simulate("--only", "1"));
        assertEquals(2, simulate("--minutes", "0"));
        assertEquals(2, simulate("--nothing"));
        assertEquals(3, simulate("--seed", "1", "--json", "/nowhere/file.json"));
        assertTrue(err.toString().lines().allMatch((line) -> line.matches("muster: M020[12] .*")), err::toString);
    }
}
