package io.muster.failover.simulation;

import io.muster.failover.simulation.mutant.Mutant;
import io.muster.failover.simulation.mutant.Planting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Planted defects are found. All of them: {@code ./muster simulate --mutants}. */
class MutantTest
{
    private static final int MUTANTS_MIN = 20;

    private final List<Mutant> mutants = Mutant.all();

    @Test
    void shouldHaveEveryDefectsTextExactlyOnceInItsSource() throws IOException
    {
        final Path root = Path.of(System.getProperty("muster.root"));
        final Set<String> names = new HashSet<>();
        for (final Mutant mutant : mutants)
        {
            assertEquals(1, mutant.countIn(Files.readString(root.resolve(mutant.file()))), mutant.name());
            assertTrue(names.add(mutant.name()) && !mutant.text().equals(mutant.replacement()), mutant.name());
        }
        assertTrue(mutants.size() >= MUTANTS_MIN);
    }

    @ParameterizedTest
    @ValueSource(strings = {
        "events are released before they are witnessed",
        "a batch that was applied is applied again",
        "a freed seat is not found" })
    void shouldFind(final String name)
    {
        final Mutant mutant = mutants.stream().filter((it) -> it.name().equals(name)).findFirst().orElseThrow();
        final Planting.Result result = new MutantReport(System.out).plant(mutant);

        assertTrue(result.isFound(), result::sentence);
    }
}
