package io.muster.benchmarks.asked;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads what stands behind an option. */
public final class Values
{
    private Values()
    {
    }

    /** @throws BenchmarkError.Refusal OPTION_REFUSED when there is none. */
    public static String text(final String option, final String valueOrNull)
    {
        if (valueOrNull == null)
        {
            throw BenchmarkError.OPTION_REFUSED.because(option + " wants a value");
        }
        return valueOrNull;
    }

    /** @throws BenchmarkError.Refusal OPTION_REFUSED when it is no number from the least to the most. */
    public static int number(final String option, final String valueOrNull, final int min, final int max)
    {
        final String text = text(option, valueOrNull);
        final int number = text.matches("\\d{1,9}") ? Integer.parseInt(text) : -1;
        if (number < min || number > max)
        {
            throw BenchmarkError.OPTION_REFUSED.because(
                option + " is a number from " + min + " to " + max + ", not " + text);
        }
        return number;
    }

    /**
     * The only sure way to know whether a file can be written is to try it.
     *
     * @throws BenchmarkError.Refusal FILE_UNWRITABLE; never for null, which is no file.
     */
    public static void requireWritable(final Path fileOrNull)
    {
        if (fileOrNull == null)
        {
            return;
        }
        try
        {
            Files.delete(Files.createTempFile(fileOrNull.toAbsolutePath().getParent(), "muster", ""));
        }
        catch (final IOException | RuntimeException ex)
        {
            throw BenchmarkError.FILE_UNWRITABLE.because(
                "cannot write " + fileOrNull + " (" + ex.getClass().getSimpleName() + ")");
        }
    }
}
