package io.muster.console.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A hundred ports in a row, ten for each node. A claimed block is locked against other claims on this machine until it
 * is closed, so that two test runs at once do not meet between the look and the bind.
 */
public final class PortBlock implements AutoCloseable
{
    /** Ports of a block. */
    public static final int SIZE = 100;

    private static final int FIRST = 21_000;
    private static final int BLOCKS = 110;
    private static final Path LOCKS = Path.of(
        System.getProperty("java.io.tmpdir"), "muster-ports-" + System.getProperty("user.name") + ".lock");

    private final int first;
    private final FileChannel lockFile;

    private PortBlock(final int first, final FileChannel lockFile)
    {
        this.first = first;
        this.lockFile = lockFile;
    }

    /** The block that begins at a port, whether it is free or not. */
    public static PortBlock at(final int first)
    {
        return new PortBlock(first, null);
    }

    /**
     * A block of which every port is free now, below the range from which the kernel gives out ports by itself.
     *
     * @throws ConsoleException PORTS_TAKEN.
     */
    public static PortBlock claim()
    {
        final int begin = (int)(ProcessHandle.current().pid() % BLOCKS);
        for (int i = 0; i < BLOCKS; i++)
        {
            final int first = FIRST + (begin + i) % BLOCKS * SIZE;
            final PortBlock block = claim(first);
            if (block != null)
            {
                return block;
            }
        }
        throw new ConsoleException(ConsoleError.PORTS_TAKEN,
            "no " + SIZE + " free ports in a row were found from " + FIRST + " to " + (FIRST + BLOCKS * SIZE - 1));
    }

    private static PortBlock claim(final int first)
    {
        try
        {
            final FileChannel file = FileChannel.open(LOCKS, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            if (isLocked(file, first) && firstTaken(first) == 0)
            {
                return new PortBlock(first, file);
            }
            file.close();
            return null;
        }
        catch (final IOException ex)
        {
            throw new ConsoleException(ConsoleError.FILE_UNWRITABLE, "cannot write " + LOCKS + ": " + ex.getMessage());
        }
    }

    /** The byte of the file that stands for the block. */
    private static boolean isLocked(final FileChannel file, final int first) throws IOException
    {
        try
        {
            return file.tryLock(first, 1, false) != null;
        }
        catch (final OverlappingFileLockException ex)
        {
            // This very process has it.
            return false;
        }
    }

    /** The first port of a block that somebody listens at, on TCP or UDP, or 0. */
    static int firstTaken(final int first)
    {
        for (int port = first; port < first + SIZE; port++)
        {
            if (!isFree(port))
            {
                return port;
            }
        }
        return 0;
    }

    /** Whether nobody listens at a port, neither on TCP nor on UDP. */
    static boolean isFree(final int port)
    {
        final InetSocketAddress address = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
        try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null))
        {
            tcp.setReuseAddress(true);
            tcp.bind(address);
            udp.bind(address);
            return true;
        }
        catch (final IOException ex)
        {
            return false;
        }
    }

    /** The port at an offset from the first. */
    public int port(final int offset)
    {
        if (offset < 0 || offset >= SIZE)
        {
            throw new IllegalArgumentException("offset " + offset + " of a block of " + SIZE);
        }
        return first + offset;
    }

    /** Others may claim the block again. */
    @Override
    public void close()
    {
        if (lockFile != null)
        {
            try
            {
                lockFile.close();
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }
}
