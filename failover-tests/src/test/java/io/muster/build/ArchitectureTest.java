package io.muster.build;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What the compiler does not check about the architecture. */
class ArchitectureTest
{
    private static final Architecture ARCHITECTURE = new Architecture(SourceTree.ours());

    @Test
    void shouldMeetOtherProcessesOnlyOnTheWire()
    {
        expectNone(ARCHITECTURE.modulesThatMeetOffTheWire());
    }

    @Test
    void shouldKeepTheEngineDeterministic()
    {
        expectNone(ARCHITECTURE.whereReplicasMightDiffer());
    }

    @Test
    void shouldLetAGameBeWrittenWithoutAServer()
    {
        expectNone(ARCHITECTURE.gamesThatSeeTheServer());
    }

    @Test
    void shouldKeepLibrariesWhereTheyBelong()
    {
        expectNone(ARCHITECTURE.librariesOutOfPlace());
    }

    @Test
    void shouldBuildPackagesOnOneAnotherInOneDirection()
    {
        expectNone(ARCHITECTURE.packagesInCircles());
    }

    private static void expectNone(final List<String> violations)
    {
        assertEquals("", String.join("\n", violations));
    }
}
