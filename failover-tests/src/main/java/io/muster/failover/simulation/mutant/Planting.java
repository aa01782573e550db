package io.muster.failover.simulation.mutant;

import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Plants defects into copies of sources, and runs a main class with each. */
public final class Planting
{
    private final Path root;
    private final List<String> jvm;
    private final String classPath;

    /**
     * What came of a defect.
     *
     * @param invariant by which it was found, or null.
     * @param sentence  what was seen, or why nothing was.
     */
    public record Result(Mutant mutant, String invariant, String sentence, long seed, int steps, double seconds)
    {
        public boolean isFound()
        {
            return invariant != null;
        }
    }

    /**
     * @param root      of the project.
     * @param jvm       what starts the main class, without a class path.
     * @param classPath of this project.
     */
    public Planting(final Path root, final List<String> jvm, final String classPath)
    {
        this.root = root;
        this.jvm = List.copyOf(jvm);
        this.classPath = classPath;
    }

    /**
     * Run a main class with a defect. It has to print {@code found INVARIANT SEED STEPS SENTENCE} when it has found it.
     *
     * @param seconds after which it is given up.
     * @throws IllegalStateException when the defect cannot be planted.
     */
    public Result run(final Mutant mutant, final String mainClass, final int seconds)
    {
        try
        {
            final Path folder = Files.createTempDirectory("muster-mutant");
            try
            {
                compile(mutant, folder);
                return run(mutant, mainClass, folder, seconds);
            }
            finally
            {
                delete(folder);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            return new Result(mutant, null, "interrupted", 0, 0, 0);
        }
    }

    /**
     * Compile a source with a defect.
     *
     * @param folder for the classes.
     * @throws IllegalStateException when the defect cannot be planted.
     */
    public void compile(final Mutant mutant, final Path folder) throws IOException
    {
        final Path file = root.resolve(mutant.file());
        final String source = Files.readString(file);
        if (mutant.countIn(source) != 1)
        {
            throw new IllegalStateException("'" + mutant.name() + "' cannot be planted: its text stands " +
                mutant.countIn(source) + " times in " + mutant.file());
        }
        final Path copy = folder.resolve(file.getFileName());
        Files.writeString(copy, mutant.plantInto(source));
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        final ByteArrayOutputStream errors = new ByteArrayOutputStream();
        if (compiler == null || compiler.run(null, errors, errors, "-proc:none", "-implicit:none", "-nowarn",
            "--release", "17", "-cp", classPath, "-d", folder.toString(), copy.toString()) != 0)
        {
            throw new IllegalStateException("'" + mutant.name() + "' does not compile: " + errors);
        }
    }

    private Result run(final Mutant mutant, final String mainClass, final Path folder, final int seconds)
        throws IOException, InterruptedException
    {
        final List<String> command = new ArrayList<>(jvm);
        command.addAll(List.of("-cp", folder + java.io.File.pathSeparator + classPath, mainClass,
            Integer.toString(seconds)));
        final Path output = folder.resolve("output");
        final long startNs = System.nanoTime();
        final Process process = new ProcessBuilder(command)
            .redirectErrorStream(true).redirectOutput(output.toFile()).start();
        final boolean hasEnded = process.waitFor(seconds + 30L, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        final double tookSeconds = (System.nanoTime() - startNs) / 1e9;
        final String text = Files.readString(output, StandardCharsets.UTF_8);
        final String[] words = text.lines().filter((line) -> line.startsWith("found ")).findFirst().orElse("")
            .split(" ", 5);
        return words.length < 5 ?
            new Result(mutant, null, hasEnded ? text : "it hangs", 0, 0, tookSeconds) :
            new Result(mutant, words[1], words[4], Long.parseLong(words[2]), Integer.parseInt(words[3]), tookSeconds);
    }

    private static void delete(final Path folder) throws IOException
    {
        try (Stream<Path> files = Files.walk(folder))
        {
            for (final Path file : files.sorted(Comparator.reverseOrder()).toList())
            {
                Files.delete(file);
            }
        }
    }
}
