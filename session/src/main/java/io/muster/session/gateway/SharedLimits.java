package io.muster.session.gateway;

import org.agrona.collections.Object2IntCounterMap;

import java.net.InetAddress;

/**
 * How many connections there are, in all and of each address. Shared by the event loops: every method holds the one
 * lock, for as long as a map access takes, once when a connection opens and once when it is gone.
 */
final class SharedLimits
{
    private final int connectionsMax;
    private final int addressConnectionsMax;
    private final Object2IntCounterMap<InetAddress> byAddress = new Object2IntCounterMap<>(0);
    private int connections;

    SharedLimits(final int connectionsMax, final int addressConnectionsMax)
    {
        this.connectionsMax = connectionsMax;
        this.addressConnectionsMax = addressConnectionsMax;
    }

    /** Let a connection in; false when there are too many, in all or of its address. */
    synchronized boolean admit(final InetAddress address)
    {
        if (connections == connectionsMax || byAddress.get(address) == addressConnectionsMax)
        {
            return false;
        }
        connections++;
        byAddress.incrementAndGet(address);
        return true;
    }

    /** A connection that was let in is gone. */
    synchronized void release(final InetAddress address)
    {
        connections--;
        byAddress.decrementAndGet(address);
    }
}
