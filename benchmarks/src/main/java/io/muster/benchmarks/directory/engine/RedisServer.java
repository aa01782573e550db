package io.muster.benchmarks.directory.engine;

import org.agrona.IoUtil;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * The Redis server of this machine, started on loopback with a free port and nothing that goes to disk.
 * <p>
 * A shell holds it, and ends it when this process is gone in whatever way.
 */
final class RedisServer implements AutoCloseable
{
    private static final String NAME = "redis-server";
    private static final String HOST = "127.0.0.1";
    private static final long PATIENCE_NS = TimeUnit.SECONDS.toNanos(20);
    private static final long RETRY_NS = TimeUnit.MILLISECONDS.toNanos(50);
    private static final long STOP_SECONDS = 10;
    private static final int TIMEOUT_MS = 300_000;
    private static final String LEASH = "\"$@\" & read -r ignored; kill $!; wait $!";

    private final Path dir;
    private final int port;
    private final Process leash;

    /** @throws UncheckedIOException when it can't be started. */
    RedisServer()
    {
        try
        {
            dir = Files.createTempDirectory("muster-redis-");
            port = freePort();
            leash = new ProcessBuilder("/bin/sh", "-c", LEASH, "leash", program().toString(),
                "--bind", HOST, "--port", Integer.toString(port), "--dir", dir.toString(),
                "--save", "", "--appendonly", "no", "--daemonize", "no")
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Is there a Redis on the path of this process? */
    static boolean isInstalled()
    {
        return program() != null;
    }

    /** A connection, once the server answers. */
    Jedis connect()
    {
        final long deadlineNs = System.nanoTime() + PATIENCE_NS;
        while (true)
        {
            try
            {
                return new Jedis(HOST, port, TIMEOUT_MS);
            }
            catch (final JedisConnectionException ex)
            {
                if (!leash.isAlive() || System.nanoTime() - deadlineNs > 0)
                {
                    throw new IllegalStateException(NAME + " does not answer; it said: " + said(), ex);
                }
                LockSupport.parkNanos(RETRY_NS);
            }
        }
    }

    @Override
    public void close()
    {
        try
        {
            leash.getOutputStream().close();
            if (!leash.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
            {
                leash.descendants().forEach(ProcessHandle::destroyForcibly);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
        IoUtil.delete(dir.toFile(), true);
    }

    private Path log()
    {
        return dir.resolve("redis.log");
    }

    private String said()
    {
        try
        {
            return Files.readString(log());
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }

    private static Path program()
    {
        final String folders = System.getenv().getOrDefault("PATH", "");
        return Stream.of(folders.split(File.pathSeparator))
            .filter((folder) -> !folder.isEmpty())
            .map((folder) -> Path.of(folder, NAME))
            .filter(Files::isExecutable)
            .findFirst().orElse(null);
    }

    private static int freePort() throws IOException
    {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST)))
        {
            return socket.getLocalPort();
        }
    }
}
