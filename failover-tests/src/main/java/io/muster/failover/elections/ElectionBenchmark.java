package io.muster.failover.elections;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.console.local.ConsoleException;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Locale;
import java.util.concurrent.TimeUnit;

/** Counts elections that nobody needed, in a cluster that works as hard as it can. */
public final class ElectionBenchmark
{
    private static final long WARM_UP_S = 10;
    private static final int OPTION_REFUSED = 2;
    private static final int WORLD = 3;

    private ElectionBenchmark()
    {
    }

    public static void main(final String[] args)
    {
        if (args.length > 0 && ("--help".equals(args[0]) || "-h".equals(args[0])))
        {
            System.out.print(ElectionSettings.HELP);
            return;
        }
        try
        {
            run(ElectionSettings.parse(args));
        }
        catch (final IllegalArgumentException refused)
        {
            end("M0201 " + refused.getMessage(), OPTION_REFUSED);
        }
        catch (final IOException unwritable)
        {
            end("M0202 cannot write the numbers: " + unwritable.getMessage(), WORLD);
        }
        catch (final ConsoleException notStarted)
        {
            end(notStarted.getMessage(), WORLD);
        }
        System.exit(0);
    }

    private static void end(final String sentence, final int status)
    {
        System.err.println("muster: " + sentence);
        System.exit(status);
    }

    private static void run(final ElectionSettings settings) throws IOException
    {
        if (settings.json() != null)
        {
            // The only sure way to know whether a file can be written is to try it.
            Files.writeString(settings.json(), "");
        }
        show("starting seven nodes ...");
        try (ElectionWatch watch = new ElectionWatch(settings))
        {
            watch.run(WARM_UP_S, () -> show("warming up ..."));
            watch.forget();
            final long beganNs = System.nanoTime();
            watch.run(TimeUnit.MINUTES.toSeconds(settings.minutes()), () -> show(String.format(Locale.ROOT,
                "%5d s of %d   needless elections %d   longest wait %d ms",
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - beganNs),
                TimeUnit.MINUTES.toSeconds(settings.minutes()), watch.needless(), watch.longestWaitMs())));
            report(settings, watch);
        }
    }

    private static void show(final String line)
    {
        System.out.printf("\r%-100s", line);
        System.out.flush();
    }

    private static void report(final ElectionSettings settings, final ElectionWatch watch) throws IOException
    {
        System.out.printf(Locale.ROOT, "%n%n%-28s %12s%n", "in " + settings.minutes() + " min of full load", "");
        System.out.printf(Locale.ROOT, "%-28s %,12d%n", "elections nobody needed", watch.needless());
        System.out.printf(Locale.ROOT, "%-28s %,12d%n", "longest wait, ms", watch.longestWaitMs());
        System.out.printf(Locale.ROOT, "%-28s %,12d%n", "commands applied", watch.commands());
        if (settings.json() != null)
        {
            final ObjectMapper mapper = new ObjectMapper();
            final ObjectNode root = mapper.createObjectNode();
            root.put("minutes", settings.minutes());
            root.put("needlessElections", watch.needless());
            root.put("longestWaitMs", watch.longestWaitMs());
            root.put("commands", watch.commands());
            settings.masters().forEach(root.putObject("settings")::put);
            mapper.writerWithDefaultPrettyPrinter().writeValue(settings.json().toFile(), root);
        }
    }
}
