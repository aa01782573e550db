package io.muster.failover;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

/** {@code ./muster} itself, in a copy of the project whose path has spaces; it was built by this very build. */
class LaunchScriptTest
{
    private static final int ENDS_S = 60;
    private static final Path ROOT = Path.of(System.getProperty("muster.root"));
    private static final Path FLAGS = Path.of("console/target/classes/io/muster/console/local/jvm.properties");
    private static final Path LIBRARIES = Path.of("console/target/lib");

    @TempDir
    private Path folder;
    private Path copy;

    @BeforeEach
    void copyProject() throws IOException
    {
        assumeTrue(Files.exists(ROOT.resolve(LIBRARIES)), "the class path of ./muster is made by `package`");
        copy = Files.createDirectory(folder.resolve("a path with spaces"));
        for (final String module : List.of("codecs", "node", "master", "session", "game", "client", "benchmarks",
            "console", "replay-tools", "failover-tests"))
        {
            Files.createDirectory(copy.resolve(module));
        }
        Files.createDirectories(copy.resolve(FLAGS).getParent());
        Files.createSymbolicLink(copy.resolve(FLAGS), ROOT.resolve(FLAGS));
        Files.createSymbolicLink(copy.resolve(LIBRARIES), ROOT.resolve(LIBRARIES));
        Files.copy(ROOT.resolve("pom.xml"), copy.resolve("pom.xml"));
        Files.copy(ROOT.resolve("muster"), copy.resolve("muster"));
        Files.createFile(copy.resolve("console/target/muster.stamp"));
    }

    private Cli run(final String... words)
    {
        return Cli.start(folder, List.of(words)).awaitEnd(ENDS_S);
    }

    @Test
    void shouldStartFromAnyFolderWithoutAWarning()
    {
        final Cli run = run(copy.resolve("muster").toString(), "--version");

        assertEquals(0, run.exitStatus(), run::text);
        assertTrue(run.out().startsWith("Muster "), run::text);
        assertEquals("", run.err());
    }

    @Test
    void shouldStartThroughALink() throws IOException
    {
        final Path link = Files.createSymbolicLink(folder.resolve("link"), copy.resolve("muster"));

        assertEquals(0, run(link.toString(), "--version").exitStatus());
    }

    @Test
    void shouldNameAJavaHomeThatHasNoJava()
    {
        final Cli run = run("env", "JAVA_HOME=/nowhere", copy.resolve("muster").toString(), "--version");

        assertEquals(3, run.exitStatus(), run::text);
        assertEquals("muster: M0211 JAVA_HOME is /nowhere, and no bin/java is there\n", run.err());
    }

    @Test
    void shouldBuildWhenASourceIsNewerAndSayWhenThatFails() throws IOException
    {
        Files.writeString(copy.resolve("mvnw"), "#!/bin/sh\necho no build here >&2\nexit 1\n");
        assertTrue(copy.resolve("mvnw").toFile().setExecutable(true));
        final Path stamp = copy.resolve("console/target/muster.stamp");
        Files.delete(stamp);

        final Cli run = run(copy.resolve("muster").toString(), "--version");

        assertEquals(3, run.exitStatus(), run::text);
        assertTrue(run.err().startsWith("muster: building for the first time"), run::text);
        assertTrue(run.err().contains("no build here\n"), run::text);
        assertTrue(run.err().endsWith("muster: M0212 the build failed, for the reason above\n"), run::text);
        assertTrue(Files.notExists(stamp), "a failed build must be tried again");
    }
}
