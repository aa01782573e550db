package io.muster.node;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

import static io.muster.node.StartupError.ARGUMENT_UNKNOWN;

/**
 * The command line of a node.
 *
 * @param config    the settings file, or {@code null}.
 * @param overrides of the settings file, in the order given.
 * @param isLeashed whether the node ends when its standard input does.
 */
record Arguments(Path config, Map<String, String> overrides, boolean printsSettings, boolean isLeashed)
{
    static Arguments parse(final String[] args)
    {
        Path config = null;
        boolean printsSettings = false;
        boolean isLeashed = false;
        final Map<String, String> overrides = new LinkedHashMap<>();
        for (int i = 0; i < args.length; i++)
        {
            switch (args[i])
            {
                case "--config" -> config = Path.of(value(args, ++i));
                case "--set" -> put(overrides, value(args, ++i));
                case "--print-settings" -> printsSettings = true;
                case "--leashed" -> isLeashed = true;
                default -> throw new StartupException(ARGUMENT_UNKNOWN, "'" + args[i] +
                    "' is none of --config FILE, --set name=value, --print-settings, --leashed");
            }
        }
        return new Arguments(config, overrides, printsSettings, isLeashed);
    }

    private static String value(final String[] args, final int i)
    {
        if (i == args.length)
        {
            throw new StartupException(ARGUMENT_UNKNOWN, args[i - 1] + " needs a value");
        }
        return args[i];
    }

    private static void put(final Map<String, String> overrides, final String assignment)
    {
        final int equals = assignment.indexOf('=');
        if (equals < 1)
        {
            throw new StartupException(ARGUMENT_UNKNOWN, "--set needs name=value, not '" + assignment + "'");
        }
        overrides.put(assignment.substring(0, equals).trim(), assignment.substring(equals + 1).trim());
    }
}
