package io.muster.master.cluster;

import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** Blocks of ports that nobody has now, below the range from which the kernel gives out ports by itself. */
public final class FreePorts
{
    private static final int FIRST = 21_000;
    private static final int LAST = 32_000;

    private FreePorts()
    {
    }

    /** The first of so many ports in a row, all of them free for TCP and UDP. */
    public static int block(final int ports)
    {
        for (int tries = 0; tries < 1_000; tries++)
        {
            final int first = ThreadLocalRandom.current().nextInt(FIRST, LAST - ports);
            if (isFree(first, ports))
            {
                return first;
            }
        }
        throw new AssertionError("no " + ports + " free ports in a row");
    }

    private static boolean isFree(final int first, final int ports)
    {
        final InetAddress host = InetAddress.getLoopbackAddress();
        for (int port = first; port < first + ports; port++)
        {
            try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null))
            {
                tcp.bind(new InetSocketAddress(host, port));
                udp.bind(new InetSocketAddress(host, port));
            }
            catch (final IOException ex)
            {
                return false;
            }
        }
        return true;
    }
}
