package io.muster.benchmarks.directory;

import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.directory.report.Numbers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A JVM of its own that measures something, writes {@link Numbers} to a file that is its last argument, and ends. */
final class MeasuringProcess
{
    private static final long MIB = 1 << 20;

    private MeasuringProcess()
    {
    }

    /**
     * Run one to its end.
     *
     * @param heapBytes   that it may use.
     * @param directBytes that it may use beside its heap.
     * @throws BenchmarkError.Refusal ENGINE_FAILED.
     */
    static Numbers run(
        final Class<?> mainClass, final long heapBytes, final long directBytes, final String... arguments)
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-XX:+UseParallelGC", "-Xms" + heapBytes / MIB + "m", "-Xmx" + heapBytes / MIB + "m",
            "-XX:MaxDirectMemorySize=" + directBytes / MIB + "m"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName()));
        command.addAll(List.of(arguments));
        try
        {
            final Path file = Files.createTempFile("muster-bench-", ".json");
            try
            {
                command.add(file.toString());
                final int status = runToItsEnd(command);
                if (status != 0)
                {
                    throw BenchmarkError.ENGINE_FAILED.because(
                        "the process of " + String.join(" ", arguments) + " ended with status " + status);
                }
                return Numbers.read(file);
            }
            finally
            {
                Files.delete(file);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** It holds its input open, which is its leash: see {@link Leash}. */
    private static int runToItsEnd(final List<String> command) throws IOException
    {
        final Process process = new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.INHERIT)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
        try
        {
            return process.waitFor();
        }
        catch (final InterruptedException ex)
        {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            return 1;
        }
    }
}
