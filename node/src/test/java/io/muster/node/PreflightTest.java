package io.muster.node;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.channels.DatagramChannel;
import java.nio.file.Files;
import java.nio.file.Path;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PreflightTest
{
    private static final String HOST = "127.0.0.1";

    @TempDir
    private Path directory;

    @Test
    void shouldTellATakenTcpPort() throws IOException
    {
        try (ServerSocket socket = new ServerSocket())
        {
            socket.bind(new InetSocketAddress(HOST, 0));
            final int port = socket.getLocalPort();

            assertRefused(StartupError.PORT_IN_USE, "TCP port " + port + " of 127.0.0.1 is in use",
                () -> Preflight.tcpPortFree(HOST, port));
        }
    }

    @Test
    void shouldTellATakenUdpPort() throws IOException
    {
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress(HOST, 0)))
        {
            final int port = ((InetSocketAddress)channel.getLocalAddress()).getPort();

            assertRefused(StartupError.PORT_IN_USE, "UDP port " + port + " of 127.0.0.1 is in use",
                () -> Preflight.udpPortFree(HOST, port));
        }
    }

    @Test
    void shouldLetAFreePortPassAndFindOne()
    {
        final int port = Preflight.udpPort(HOST, 0);

        Preflight.udpPortFree(HOST, port);
        Preflight.tcpPortFree(HOST, 0);
        assertTrue(port > 0);
    }

    @Test
    void shouldTellAHostThatIsNotThisMachine()
    {
        assertRefused(StartupError.HOST_UNKNOWN, "203.0.113.1", () -> Preflight.udpPortFree("203.0.113.1", 0));
        assertRefused(StartupError.HOST_UNKNOWN, "203.0.113.1", () -> Preflight.tcpPortFree("203.0.113.1", 0));
        assertRefused(StartupError.HOST_UNKNOWN, "no such host.", () -> Preflight.udpPortFree("no such host.", 0));
    }

    @Test
    void shouldTellADiskThatIsTooFull()
    {
        Preflight.diskFree(directory.resolve("not/yet/there"), 1);

        assertRefused(StartupError.DISK_FULL, "the disk under " + directory,
            () -> Preflight.diskFree(directory, Long.MAX_VALUE));
    }

    @Test
    void shouldTellADirectoryThatCannotBeWritten() throws IOException
    {
        Preflight.directoryWritable(directory.resolve("not/yet/there"));
        final Path file = Files.writeString(directory.resolve("file"), "in the way");

        assertRefused(StartupError.DIRECTORY_UNWRITABLE, "cannot write in",
            () -> Preflight.directoryWritable(file.resolve("below")));
    }

    @Test
    void shouldTellThatMemoryIsShort()
    {
        Preflight.memoryFree(1);

        assertRefused(StartupError.MEMORY_SHORT, "of memory to give", () -> Preflight.memoryFree(Long.MAX_VALUE - 1));
    }

    private static void assertRefused(final StartupError error, final String part, final Runnable work)
    {
        final StartupException ex = assertThrows(StartupException.class, work::run);
        assertEquals(error, ex.error());
        assertTrue(ex.getMessage().startsWith(error.code() + " ") && ex.getMessage().contains(part), ex.getMessage());
    }
}
