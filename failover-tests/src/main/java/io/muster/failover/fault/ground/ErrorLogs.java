package io.muster.failover.fault.ground;

import io.muster.console.local.LocalNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the nodes wrote although nobody announced it. Whoever strikes a fault says which errors it brings; the loss of a
 * leader may be reported in any run.
 */
public final class ErrorLogs
{
    private static final int EXAMPLES_MAX = 2;
    private static final int SHOWN_MAX = 240;
    private static final List<String> ALWAYS = List.of(
        "ready .*",
        "WARNING: existing errors saved to: .*",
        ".*io.netty.util.internal.MacAddressUtil .*",
        "WARNING: Failed to find a usable hardware address .*",
        // What Aeron goes on after by itself: elections, and what they interrupt.
        "muster: (survived|\\d+ x) io\\.aeron\\.\\S+: WARN - .*");

    private final List<Pattern> announced = new ArrayList<>();

    /** @param patterns of whole lines that the fault brings. */
    public ErrorLogs(final List<String> patterns)
    {
        ALWAYS.forEach((pattern) -> announced.add(Pattern.compile(pattern)));
        patterns.forEach((pattern) -> announced.add(Pattern.compile(pattern)));
    }

    /** What is wrong with the logs of some nodes, or empty. */
    public Optional<String> fault(final List<LocalNode> nodes)
    {
        final List<String> odd = new ArrayList<>();
        for (final LocalNode node : nodes)
        {
            read(node).lines().filter(this::isOdd).map((line) -> node + " logged: " + line).forEach(odd::add);
        }
        return odd.isEmpty() ? Optional.empty() : Optional.of(odd.size() + " lines that nobody announced: " +
            String.join("; ", odd.stream().limit(EXAMPLES_MAX).map(ErrorLogs::cut).toList()));
    }

    private boolean isOdd(final String line)
    {
        return !line.isBlank() && announced.stream().noneMatch((pattern) -> pattern.matcher(line).matches());
    }

    private static String cut(final String line)
    {
        return line.length() > SHOWN_MAX ? line.substring(0, SHOWN_MAX) + " ..." : line;
    }

    private static String read(final LocalNode node)
    {
        try
        {
            return new String(Files.readAllBytes(node.place().log()), StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
