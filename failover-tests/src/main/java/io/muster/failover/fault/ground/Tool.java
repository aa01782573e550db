package io.muster.failover.fault.ground;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Tools of the system, each run to its end. */
public final class Tool
{
    private Tool()
    {
    }

    /**
     * Run a tool.
     *
     * @return what it printed, errors included.
     * @throws ToolException when it failed, or there is none.
     */
    public static String run(final String... command)
    {
        return run(List.of(command));
    }

    /** As above. */
    public static String run(final List<String> command)
    {
        return run("", command);
    }

    /** Run a tool that reads a text. */
    static String feed(final String text, final String... command)
    {
        return run(text, List.of(command));
    }

    private static String run(final String text, final List<String> command)
    {
        try
        {
            final Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            try (OutputStream in = process.getOutputStream())
            {
                in.write(text.getBytes(StandardCharsets.UTF_8));
            }
            final String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            final int status = process.waitFor();
            if (status != 0)
            {
                throw new ToolException(
                    String.join(" ", command) + " ended with status " + status + ": " + said.strip());
            }
            return said;
        }
        catch (final IOException ex)
        {
            throw new ToolException(command.get(0) + " cannot be run: " + ex.getMessage());
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
            throw new ToolException(command.get(0) + " was interrupted");
        }
    }

    /** Whether a tool does what it is asked to, without a word about why it does not. */
    public static boolean works(final String... command)
    {
        try
        {
            run(command);
            return true;
        }
        catch (final ToolException ex)
        {
            return false;
        }
    }
}
