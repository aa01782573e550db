package io.muster.failover.elections;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The command line.
 *
 * @param minutes of full load.
 * @param window  commands under way at a time, of each of two nodes.
 * @param json    a file for the numbers, or null.
 * @param masters settings of every replica that are not the default.
 */
record ElectionSettings(int minutes, int window, Path json, Map<String, String> masters)
{
    static final String HELP = """
        Usage: muster bench elections [--minutes 10] [--window 512] [--json FILE] [--set NAME=VALUE]...

        A whole cluster under as much load as it takes, with nobody killed: counts the elections that nobody needed, and
        says how long commands waited at worst.

          --minutes N       of full load, 1 to 600
          --window N        commands under way at a time, 1 to 8,192
          --json FILE       write the numbers there
          --set NAME=VALUE  a setting of every replica, such as master.leaderTimeout=300ms
        """;

    private static final int MINUTES = 10;
    private static final int MINUTES_MAX = 600;
    private static final int WINDOW = 512;
    private static final int WINDOW_MAX = 8_192;

    /** @throws IllegalArgumentException with a sentence for the user. */
    static ElectionSettings parse(final String[] args)
    {
        int minutes = MINUTES;
        int window = WINDOW;
        Path json = null;
        final Map<String, String> masters = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i += 2)
        {
            final String value = i + 1 < args.length ? args[i + 1] : "";
            switch (args[i])
            {
                case "--minutes" -> minutes = number(args[i], value, MINUTES_MAX);
                case "--window" -> window = number(args[i], value, WINDOW_MAX);
                case "--json" -> json = file(value);
                case "--set" -> putSetting(masters, value);
                default -> throw new IllegalArgumentException("there is no option " + args[i] + "; see --help");
            }
        }
        return new ElectionSettings(minutes, window, json, masters);
    }

    private static Path file(final String value)
    {
        if (value.isEmpty())
        {
            throw new IllegalArgumentException("--json wants a file");
        }
        return Path.of(value);
    }

    private static void putSetting(final Map<String, String> masters, final String text)
    {
        final int equals = text.indexOf('=');
        if (!text.startsWith("master.") || equals < 0)
        {
            throw new IllegalArgumentException(
                "--set is a master's setting and its value, such as master.leaderTimeout=300ms, not '" + text + "'");
        }
        masters.put(text.substring(0, equals), text.substring(equals + 1));
    }

    private static int number(final String name, final String value, final int max)
    {
        final int number = value.matches("\\d{1,6}") ? Integer.parseInt(value) : 0;
        if (number < 1 || number > max)
        {
            throw new IllegalArgumentException(name + " is a number from 1 to " + max + ", not '" + value + "'");
        }
        return number;
    }
}
