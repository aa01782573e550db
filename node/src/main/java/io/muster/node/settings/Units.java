package io.muster.node.settings;

import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers with a unit. Both methods throw {@link IllegalArgumentException} or {@link ArithmeticException}. */
final class Units
{
    private static final Pattern FORM = Pattern.compile("(\\d{1,18})\\s*([a-zA-Z]*)");

    private Units()
    {
    }

    static long durationNs(final String text)
    {
        final Matcher form = match(text);
        final TimeUnit unit = switch (form.group(2))
        {
            case "ns" -> TimeUnit.NANOSECONDS;
            case "us" -> TimeUnit.MICROSECONDS;
            case "ms" -> TimeUnit.MILLISECONDS;
            case "s" -> TimeUnit.SECONDS;
            case "m" -> TimeUnit.MINUTES;
            case "h" -> TimeUnit.HOURS;
            default -> throw new IllegalArgumentException(text);
        };
        return Math.multiplyExact(Long.parseLong(form.group(1)), unit.toNanos(1));
    }

    static long bytes(final String text)
    {
        final Matcher form = match(text);
        final long unit = switch (form.group(2).toLowerCase(Locale.ROOT))
        {
            case "" -> 1L;
            case "k" -> 1L << 10;
            case "m" -> 1L << 20;
            case "g" -> 1L << 30;
            default -> throw new IllegalArgumentException(text);
        };
        return Math.multiplyExact(Long.parseLong(form.group(1)), unit);
    }

    private static Matcher match(final String text)
    {
        final Matcher form = FORM.matcher(text);
        if (!form.matches())
        {
            throw new IllegalArgumentException(text);
        }
        return form;
    }
}
