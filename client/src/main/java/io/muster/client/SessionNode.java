package io.muster.client;

/**
 * Where a session node is reached.
 *
 * @param nodeId  the node, or 0 while it is known by its address only.
 * @param host    name or address. A name is resolved at each connect, and that blocks.
 * @param tcpPort for framed SBE over TCP.
 */
public record SessionNode(int nodeId, String host, int tcpPort)
{
    private static final int PORT_MAX = 65_535;

    /**
     * A well-known session node as people write it.
     *
     * @throws IllegalArgumentException unless the text is {@code host:port}.
     */
    public static SessionNode of(final String hostAndPort)
    {
        final int colon = hostAndPort.lastIndexOf(':');
        if (colon <= 0 || !hostAndPort.substring(colon + 1).matches("[0-9]{1,5}"))
        {
            throw new IllegalArgumentException("a session node is host:port, not '" + hostAndPort + "'");
        }
        final int port = Integer.parseInt(hostAndPort.substring(colon + 1));
        if (port < 1 || port > PORT_MAX)
        {
            throw new IllegalArgumentException("a port is 1 to " + PORT_MAX + ", not " + port);
        }
        return new SessionNode(0, hostAndPort.substring(0, colon), port);
    }
}
