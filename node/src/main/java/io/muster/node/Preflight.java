package io.muster.node;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static io.muster.node.StartupError.DIRECTORY_UNWRITABLE;
import static io.muster.node.StartupError.DISK_FULL;
import static io.muster.node.StartupError.HOST_UNKNOWN;
import static io.muster.node.StartupError.MEMORY_SHORT;
import static io.muster.node.StartupError.PORT_FORBIDDEN;
import static io.muster.node.StartupError.PORT_IN_USE;

/**
 * Checks of the world before anything is bound: each failure is a {@link StartupException} with a code and a sentence
 * of its own. They are checks at one moment; what is bound afterwards may still fail.
 */
public final class Preflight
{
    private static final Path MEMORY = Path.of("/proc/meminfo");

    private Preflight()
    {
    }

    /** Nobody has the TCP port. 0 is always free. */
    public static void tcpPortFree(final String host, final int port)
    {
        try (ServerSocket socket = new ServerSocket())
        {
            // A connection that was closed lately is no owner.
            socket.setReuseAddress(true);
            socket.bind(address(host, port));
        }
        catch (final IOException ex)
        {
            throw notBound("TCP", host, port, ex);
        }
    }

    /** Nobody has the UDP port. 0 is always free. */
    public static void udpPortFree(final String host, final int port)
    {
        udpPort(host, port);
    }

    /** The UDP port, checked; or, when it is 0, one that is free now. */
    public static int udpPort(final String host, final int port)
    {
        try (DatagramChannel channel = DatagramChannel.open())
        {
            channel.bind(address(host, port));
            return ((InetSocketAddress)channel.getLocalAddress()).getPort();
        }
        catch (final IOException ex)
        {
            throw notBound("UDP", host, port, ex);
        }
    }

    /** The disk under a path, which need not be there yet, has at least so many bytes free. */
    public static void diskFree(final Path path, final long bytesMin)
    {
        Path existing = path.toAbsolutePath();
        while (!Files.exists(existing))
        {
            existing = existing.getParent();
        }

        final long bytesFree;
        try
        {
            bytesFree = Files.getFileStore(existing).getUsableSpace();
        }
        catch (final IOException ex)
        {
            throw new StartupException(DIRECTORY_UNWRITABLE, "cannot look at the disk under " + path, ex);
        }
        if (bytesFree < bytesMin)
        {
            throw new StartupException(DISK_FULL, "the disk under " + path + " has " + mebibytes(bytesFree) +
                " free, and at least " + mebibytes(bytesMin) + " are needed");
        }
    }

    /** The directory is there, or can be made, and can be written. */
    public static void directoryWritable(final Path directory)
    {
        try
        {
            Files.createDirectories(directory);
            final Path probe = Files.createTempFile(directory, "muster-", ".probe");
            Files.write(probe, new byte[]{ 1 });
            Files.delete(probe);
        }
        catch (final IOException ex)
        {
            if (StartupException.isDiskFull(ex))
            {
                throw new StartupException(DISK_FULL, "there is no room to write in " + directory, ex);
            }
            throw new StartupException(DIRECTORY_UNWRITABLE, "cannot write in " + directory + ": " + ex, ex);
        }
    }

    /** The machine has at least so many bytes of memory to give. Only Linux is asked; elsewhere there always is. */
    public static void memoryFree(final long bytesMin)
    {
        final long bytesFree = memoryBytesFree();
        if (bytesFree < bytesMin)
        {
            throw new StartupException(MEMORY_SHORT, "the machine has " + mebibytes(bytesFree) +
                " of memory to give, and at least " + mebibytes(bytesMin) + " are needed");
        }
    }

    private static long memoryBytesFree()
    {
        if (!Files.isReadable(MEMORY))
        {
            return Long.MAX_VALUE;
        }
        try (Stream<String> lines = Files.lines(MEMORY))
        {
            return lines.filter((line) -> line.startsWith("MemAvailable:"))
                .mapToLong((line) -> Long.parseLong(line.replaceAll("\\D", "")) << 10)
                .findFirst().orElse(Long.MAX_VALUE);
        }
        catch (final IOException ex)
        {
            return Long.MAX_VALUE;
        }
    }

    private static InetSocketAddress address(final String host, final int port)
    {
        final InetSocketAddress address = new InetSocketAddress(host, port);
        if (address.isUnresolved())
        {
            throw new StartupException(HOST_UNKNOWN, "the host " + host + " has no address");
        }
        return address;
    }

    private static StartupException notBound(
        final String protocol, final String host, final int port, final IOException ex)
    {
        final String message = String.valueOf(ex.getMessage());
        if (message.contains("assign"))
        {
            return new StartupException(HOST_UNKNOWN, host + " is not an address of this machine", ex);
        }
        if (message.contains("denied"))
        {
            return new StartupException(PORT_FORBIDDEN, protocol + " port " + port + " is for the superuser only", ex);
        }
        return new StartupException(
            PORT_IN_USE, protocol + " port " + port + " of " + host + " is in use by another process", ex);
    }

    private static String mebibytes(final long bytes)
    {
        return (bytes >> 20) + " MiB";
    }
}
