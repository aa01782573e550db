package io.muster.console;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** Checks of options that picocli does not make. */
final class Options
{
    private Options()
    {
    }

    /** @throws ParameterException naming the option and its range. */
    static void checkRange(
        final CommandSpec spec, final String option, final int value, final int min, final int max)
    {
        if (value < min || value > max)
        {
            throw new ParameterException(spec.commandLine(),
                option + " is from " + min + " to " + max + ", not " + value);
        }
    }
}
