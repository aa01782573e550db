package io.muster.console.local;

import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class JvmTest
{
    @Test
    void shouldStartNodesWithTheFlagsThatTestsRunWith()
    {
        final String running = String.join(" ", ManagementFactory.getRuntimeMXBean().getInputArguments());
        final String started = String.join(" ", Jvm.options(Runtime.version().feature()));

        // The virtual machine reports `--add-opens x` as `--add-opens=x`.
        assertTrue(running.contains(started.replace("--add-opens ", "--add-opens=")), running + "\n" + started);
    }

    @Test
    void shouldAskForQuietOnlyWhereTheFlagsAreKnown()
    {
        assertFalse(Jvm.options(17).contains("--sun-misc-unsafe-memory-access=allow"));
        assertTrue(Jvm.options(24).containsAll(
            List.of("--sun-misc-unsafe-memory-access=allow", "--enable-native-access=ALL-UNNAMED")));
    }

    @Test
    void shouldLeaveTheFlagsOfTheLaunchScriptToTheSameFile() throws Exception
    {
        final String script = Files.readString(Path.of(System.getProperty("muster.root"), "muster"));

        assertTrue(script.contains("io/muster/console/local/jvm.properties"));
        for (final String flag : Jvm.options(24))
        {
            assertFalse(script.contains(flag), "the script has a copy of " + flag);
        }
    }

    @Test
    void shouldStartTheSameJavaWithTheSameClassPath()
    {
        final List<String> command = Jvm.command("some.Main", List.of("-Xmx9m"));

        assertTrue(Files.isExecutable(Path.of(command.get(0))), command.get(0));
        assertTrue(command.contains("-Xmx9m"));
        assertEquals("some.Main", command.get(command.size() - 1));
    }
}
