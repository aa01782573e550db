package io.muster.node;

/** Ports for tests that run at the same time as others on one machine. */
public final class TestPorts
{
    private static final String HOST = "127.0.0.1";
    private static final int BLOCK = 10;

    private TestPorts()
    {
    }

    /** The first of ten UDP ports in a row that are all free now. */
    public static int freeBlock()
    {
        for (int attempt = 0; attempt < 100; attempt++)
        {
            final int first = Math.min(65_000, Preflight.udpPort(HOST, 0));
            if (isFree(first))
            {
                return first;
            }
        }
        throw new IllegalStateException("there are no ten free ports in a row");
    }

    private static boolean isFree(final int first)
    {
        try
        {
            for (int port = first; port < first + BLOCK; port++)
            {
                Preflight.udpPortFree(HOST, port);
            }
            return true;
        }
        catch (final StartupException ex)
        {
            return false;
        }
    }
}
