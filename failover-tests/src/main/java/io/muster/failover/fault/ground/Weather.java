package io.muster.failover.fault.ground;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A switch between the nodes, instead of a bridge, that loses, delays, reorders and duplicates packets by a seed: this
 * kernel may have no netem. What it does to a packet comes from the seed; the order of packets is real.
 */
public final class Weather implements AutoCloseable
{
    private final long seed = System.nanoTime();
    private final Path script;
    private final Process process;
    private final Writer in;
    private final BufferedReader out;

    /** @param nodes addresses by name of namespace. */
    Weather(final Map<String, String> nodes)
    {
        try
        {
            script = Files.createTempFile("muster-weather-", ".py");
            try (InputStream stream = Weather.class.getResourceAsStream("weather.py"))
            {
                Files.copy(stream, script, StandardCopyOption.REPLACE_EXISTING);
            }
            final List<String> command = new ArrayList<>(
                List.of("python3", script.toString(), String.valueOf(seed), Namespaces.here()));
            nodes.forEach((name, address) -> command.add(name + "=" + address));
            process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            in = process.outputWriter(StandardCharsets.UTF_8);
            out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
            if (!"ready".equals(out.readLine()))
            {
                throw new ToolException("the switch between the namespaces did not start");
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** What happens to packets between nodes from now on: such as {@code loss=0.02 delay=2 jitter=3 duplicate=0.01}. */
    public void set(final String weather)
    {
        say("weather " + weather);
    }

    /** Nothing happens to packets any more. */
    public void clear()
    {
        say("clear");
    }

    /** Packets so far that went through weather: carried, lost, duplicated, delayed, late. */
    public long[] counts()
    {
        say("count");
        try
        {
            return List.of(out.readLine().split(" ")).stream().mapToLong(Long::parseLong).toArray();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    public long seed()
    {
        return seed;
    }

    private void say(final String line)
    {
        try
        {
            in.write(line + "\n");
            in.flush();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    @Override
    public void close()
    {
        process.destroy();
        Tool.works("rm", "-f", script.toString());
    }
}
