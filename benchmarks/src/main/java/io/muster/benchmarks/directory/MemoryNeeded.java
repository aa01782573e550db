package io.muster.benchmarks.directory;

import com.sun.management.OperatingSystemMXBean;
import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.benchmarks.directory.engine.EngineKind;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** How much memory each engine is given, and whether the machine has it to spare: engines run one at a time. */
final class MemoryNeeded
{
    private static final int TEN_MILLION = 10_000_000;
    private static final long MIB = 1 << 20;
    private static final long HEAP_MIN = 256 * MIB;
    private static final long PEERS_HEAP_PER_USER = 2_500;
    private static final long OUR_HEAP_PER_USER = 100;
    private static final long OUR_DIRECT_PER_USER = 450;
    private static final long REDIS_PER_USER = 1_000;
    private static final double GIB = 1L << 30;
    private static final Path MEMINFO = Path.of("/proc/meminfo");
    private static final String AVAILABLE = "MemAvailable:";

    private MemoryNeeded()
    {
    }

    /** Refuse before anything is started. */
    static void check(final DirectorySettings settings)
    {
        long needed = 0;
        for (final EngineKind kind : settings.engines())
        {
            needed = Math.max(needed, bytes(kind, settings.users()));
        }
        if (settings.isTenMillion())
        {
            needed = Math.max(needed, bytes(EngineKind.MUSTER, TEN_MILLION));
        }
        final long available = available();
        if (available < needed)
        {
            throw BenchmarkError.MEMORY_SHORT.because(String.format(Locale.ROOT,
                "%.1f GiB of memory are needed for so many users, and %.1f are to spare; try fewer with --users%s",
                needed / GIB, available / GIB, settings.isTenMillion() ? ", or --no-10m" : ""));
        }
    }

    static long heapBytes(final EngineKind kind, final int users)
    {
        return switch (kind)
        {
            case MUSTER -> HEAP_MIN + users * OUR_HEAP_PER_USER;
            case REDIS -> 2 * HEAP_MIN;
            default -> 2 * HEAP_MIN + users * PEERS_HEAP_PER_USER;
        };
    }

    static long directBytes(final EngineKind kind, final int users)
    {
        return HEAP_MIN + (kind == EngineKind.MUSTER ? users * OUR_DIRECT_PER_USER : 0);
    }

    private static long bytes(final EngineKind kind, final int users)
    {
        return heapBytes(kind, users) + directBytes(kind, users) +
            (kind == EngineKind.REDIS ? users * REDIS_PER_USER : 0);
    }

    /** What Linux thinks can be used without swapping; elsewhere, what is free. */
    private static long available()
    {
        try
        {
            return Files.readAllLines(MEMINFO).stream()
                .filter((line) -> line.startsWith(AVAILABLE))
                .mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst().orElseThrow();
        }
        catch (final IOException noLinux)
        {
            return ((OperatingSystemMXBean)ManagementFactory.getOperatingSystemMXBean()).getFreeMemorySize();
        }
    }
}
