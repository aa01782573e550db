package io.muster.master.cluster;

import io.muster.master.MasterNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** One replica as a process of its own, which can be killed, suspended and started again. */
public final class MasterProcess implements AutoCloseable
{
    private static final List<String> JVM = List.of(
        "--add-opens", "java.base/jdk.internal.misc=ALL-UNNAMED",
        "--add-opens", "java.base/java.util.zip=ALL-UNNAMED",
        "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m", "-XX:MaxDirectMemorySize=512m",
        "-Djava.net.preferIPv4Stack=true");

    private static final AtomicInteger TWINS = new AtomicInteger();

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path log;
    private final int statusPort;
    private final List<String> command = new ArrayList<>();
    private Process process;

    public MasterProcess(final int memberId, final int basePort, final Path dir, final Map<String, String> settings)
    {
        log = dir.resolve("master-" + memberId + ".log");
        statusPort = basePort + 7;
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(JVM);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), MasterNode.class.getName()));
        set("master.memberId", Integer.toString(memberId));
        set("master.dir", dir.resolve("master-" + memberId).toString());
        settings.forEach(this::set);
    }

    /** Another process with the same settings. */
    private MasterProcess(final MasterProcess original)
    {
        log = original.log.resolveSibling("twin-" + TWINS.incrementAndGet() + ".log");
        statusPort = original.statusPort;
        command.addAll(original.command);
    }

    public MasterProcess twin()
    {
        return new MasterProcess(this);
    }

    public void set(final String name, final String value)
    {
        command.add("--set");
        command.add(name + "=" + value);
    }

    public MasterProcess start()
    {
        try
        {
            process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
            return this;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** SIGKILL. */
    public void kill()
    {
        process.destroyForcibly();
        awaitEnd();
    }

    /** SIGTERM. @return the exit status. */
    public int stop()
    {
        process.destroy();
        return awaitEnd();
    }

    /** SIGSTOP. */
    public void suspend()
    {
        signal("STOP");
    }

    /** SIGCONT. */
    public void resume()
    {
        signal("CONT");
    }

    private void signal(final String name)
    {
        try
        {
            new ProcessBuilder("kill", "-" + name, Long.toString(process.pid())).start().waitFor();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    public long pid()
    {
        return process.pid();
    }

    public boolean isAlive()
    {
        return process.isAlive();
    }

    public int awaitEnd()
    {
        try
        {
            if (!process.waitFor(30, TimeUnit.SECONDS))
            {
                throw new AssertionError("the process does not end; it said: " + said());
            }
            return process.exitValue();
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    /** Everything it has printed. */
    public String said()
    {
        try
        {
            return Files.readString(log);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** A value of its status page, or the given one when it has no page now. */
    public long status(final String name, final long otherwise)
    {
        return valueOf(name, page(), otherwise);
    }

    /** A position that it has applied, and the digest of its state there; empty when it has no page now. */
    public String digest()
    {
        final String page = page();
        final long position = valueOf("digest_position", page, 0);
        return position == 0 ? "" : position + " " + valueOf("digest", page, 0);
    }

    private static long valueOf(final String name, final String page, final long otherwise)
    {
        final Matcher matcher = Pattern.compile("\"" + name + "\"\\s*:\\s*\"?(-?\\d+)").matcher(page);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : otherwise;
    }

    private String page()
    {
        try
        {
            final HttpRequest request = HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + statusPort + "/status")).timeout(Duration.ofSeconds(2)).build();
            return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
        }
        catch (final IOException ex)
        {
            return "";
        }
        catch (final InterruptedException ex)
        {
            throw new AssertionError(ex);
        }
    }

    @Override
    public void close()
    {
        if (process != null)
        {
            process.destroyForcibly();
        }
    }
}
