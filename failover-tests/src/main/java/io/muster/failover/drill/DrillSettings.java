package io.muster.failover.drill;

import io.muster.failover.fault.Fault;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The command line of a drill.
 *
 * @param faults    to strike, in this order.
 * @param isAll     whether all were asked for.
 * @param seconds   that each is struck for, the last strike included.
 * @param players   who play meanwhile; half as many again only ask.
 * @param overrides settings of the masters that differ from the defaults.
 * @param json      a file for the rows, or null.
 */
record DrillSettings(
    List<Fault> faults, boolean isAll, int seconds, int players, Map<String, String> overrides, Path json)
{
    static final String HELP = """
        Usage: muster drill --fault NAME | --all [--minutes M] [--json FILE] [--players N] [--set NAME=VALUE]
               muster drill --list

        Strikes real processes with real faults while players play, again and again, and judges by the ledgers of the
        players, the digests of the replicas and what the nodes logged. A strike that did not bite makes the run void.

          --fault NAME      one fault; may be repeated
          --all             each of them
          --list            what there is, and what each needs
          --minutes M       how long each is struck, such as 0.5 (the default) to 1440; it is struck once at least
          --json FILE       write the rows there: one object, or with --all or several faults a list under "faults"
          --players N       who play meanwhile, 4 to 2000 (default 24); a quarter as many beside them only ask
          --set NAME=VALUE  a setting of the masters, such as master.fileSyncLevel=0; may be repeated

        Exit status: 0 every verdict is ok, or impossible on this machine when --all was asked for;
                     1 a verdict is not ok; 2 asked wrongly; 3 what was asked for is impossible here.
        """;

    private static final int DEFAULT_SECONDS = 30;
    private static final int DEFAULT_PLAYERS = 24;
    private static final double MINUTES_MAX = 1_440;

    /** Nothing but the list is asked for. */
    static boolean isList(final String[] args)
    {
        return args.length == 1 && "--list".equals(args[0]);
    }

    /** @throws IllegalArgumentException with a sentence for the user. */
    static DrillSettings parse(final String[] args)
    {
        final Map<String, Fault> faults = new LinkedHashMap<>();
        final Map<String, String> overrides = new LinkedHashMap<>();
        boolean isAll = false;
        int seconds = DEFAULT_SECONDS;
        int players = DEFAULT_PLAYERS;
        Path json = null;
        for (int i = 0; i < args.length; i++)
        {
            final String option = args[i];
            if ("--all".equals(option))
            {
                isAll = true;
                Faults.ALL.forEach((fault) -> faults.put(fault.name(), fault));
                continue;
            }
            final String value = ++i < args.length ? args[i] : null;
            switch (option)
            {
                case "--fault" -> faults.put(value, fault(text(option, value)));
                case "--minutes" -> seconds = (int)Math.ceil(60 * number(option, text(option, value), 0, MINUTES_MAX));
                case "--players" -> players = (int)number(option, text(option, value), 4, 2_000);
                case "--json" -> json = writable(Path.of(text(option, value)));
                case "--set" -> override(overrides, text(option, value));
                default -> throw new IllegalArgumentException("there is no option " + option + "; see --help");
            }
        }
        require(!faults.isEmpty(), "which fault? --fault NAME or --all; --list shows what there is");
        return new DrillSettings(List.copyOf(faults.values()), isAll, seconds, players, overrides, json);
    }

    private static Fault fault(final String name)
    {
        return Faults.named(name).orElseThrow(() -> new IllegalArgumentException("there is no fault " + name +
            "; there are: " + Faults.ALL.stream().map(Fault::name).collect(Collectors.joining(", "))));
    }

    private static String text(final String option, final String value)
    {
        require(value != null, option + " needs a value");
        return value;
    }

    private static double number(final String option, final String value, final double min, final double max)
    {
        try
        {
            final double number = Double.parseDouble(value);
            if (number >= min && number <= max)
            {
                return number;
            }
        }
        catch (final NumberFormatException ignored)
        {
            // Told below, as for a number that is out of range.
        }
        throw new IllegalArgumentException(
            option + " is a number from " + (long)min + " to " + (long)max + ", not " + value);
    }

    private static void override(final Map<String, String> overrides, final String text)
    {
        final int equals = text.indexOf('=');
        require(equals > 0, "--set is NAME=VALUE, not " + text);
        overrides.put(text.substring(0, equals), text.substring(equals + 1));
    }

    /** A run takes minutes: what cannot be written is said before. */
    private static Path writable(final Path file)
    {
        final Path folder = file.toAbsolutePath().getParent();
        require(!Files.isDirectory(file) && (Files.exists(file) ? Files.isWritable(file) : Files.isWritable(folder)),
            "--json: " + file + " cannot be written");
        return file;
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
