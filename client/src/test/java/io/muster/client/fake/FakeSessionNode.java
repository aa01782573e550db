package io.muster.client.fake;

import io.muster.client.SessionNode;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A listening socket and its connections; what is said on them is the {@link FakeServers}' business. */
public final class FakeSessionNode implements AutoCloseable
{
    /** Frames that came, by template. */
    public final Map<Integer, Integer> heard = new HashMap<>();

    /** Its connections, closed ones too. */
    public final List<FakeConnection> connections = new ArrayList<>();

    /** While set, nothing is read and nothing is said: the machine hangs. */
    public boolean isHanging;

    final int nodeId;
    private final FakeServers servers;
    private final ServerSocketChannel listener;
    private final Map<Fault, Integer> faults = new EnumMap<>(Fault.class);

    FakeSessionNode(final int nodeId, final FakeServers servers)
    {
        this.nodeId = nodeId;
        this.servers = servers;
        try
        {
            listener = ServerSocketChannel.open();
            listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            listener.configureBlocking(false);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Where it listens. */
    public SessionNode address()
    {
        return new SessionNode(nodeId, "127.0.0.1", listener.socket().getLocalPort());
    }

    /** The next frame of this template meets this fault. */
    public void next(final int templateId, final Fault fault)
    {
        faults.put(fault, templateId);
    }

    /** Cut every connection. */
    public void cutAll()
    {
        connections.forEach(FakeConnection::close);
    }

    /** Frames of this template that came. */
    public int heard(final int templateId)
    {
        return heard.getOrDefault(templateId, 0);
    }

    void poll() throws IOException
    {
        if (isHanging || !listener.isOpen())
        {
            return;
        }
        for (SocketChannel channel = listener.accept(); channel != null; channel = listener.accept())
        {
            connections.add(new FakeConnection(this, channel));
        }
        for (int i = 0; i < connections.size(); i++)
        {
            connections.get(i).poll();
        }
    }

    void onFrame(final FakeConnection connection, final int templateId, final DirectBuffer frame)
    {
        heard.merge(templateId, 1, Integer::sum);
        final boolean isCutAfter = faults.remove(Fault.CUT_AFTER, templateId);
        if (faults.remove(Fault.CUT_BEFORE, templateId))
        {
            connection.close();
        }
        else if (faults.remove(Fault.UNAVAILABLE, templateId))
        {
            servers.refuseUnavailable(connection, templateId, frame);
        }
        else if (!faults.remove(Fault.IGNORE, templateId))
        {
            servers.isSilent = isCutAfter;
            servers.onFrame(connection, templateId, frame);
            servers.isSilent = false;
        }
        if (isCutAfter)
        {
            connection.close();
        }
    }

    @Override
    public void close()
    {
        cutAll();
        CloseHelper.quietClose(listener);
    }
}
