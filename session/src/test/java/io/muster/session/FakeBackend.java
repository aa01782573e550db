package io.muster.session;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.session.backend.Backend;
import io.muster.session.backend.BackendListener;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/** A master, replicas and game nodes in a test's hands: it keeps what it is told, and says what the test wants. */
public final class FakeBackend implements Backend
{
    /** What was told to the master, to replicas and to game nodes and not taken yet, in order. */
    public final Queue<Told> commands = new ArrayDeque<>();
    public final Queue<Told> queries = new ArrayDeque<>();
    public final Queue<Told> packets = new ArrayDeque<>();
    public final Map<Integer, String> gameNodes = new HashMap<>();
    public boolean isRegistered = true;
    public boolean isWindowFull;
    public boolean isQueriesFull;
    public boolean isClosed;
    public long position;

    private final BackendListener listener;
    private final List<Runnable> said = new ArrayList<>();

    /** A message that was told: to which node (of packets), and its bytes. */
    public record Told(int nodeId, byte[] bytes)
    {
        public int templateId()
        {
            return new MessageHeaderDecoder().wrap(buffer(), 0).templateId();
        }

        public UnsafeBuffer buffer()
        {
            return new UnsafeBuffer(bytes);
        }
    }

    FakeBackend(final BackendListener listener)
    {
        this.listener = listener;
    }

    /** Say something with the next poll, on the agent's thread. */
    public void say(final Runnable something)
    {
        said.add(something);
    }

    public void event(final ExpandableArrayBuffer message, final int bodyLength)
    {
        position += 64;
        say(() -> listener.onEvent(templateOf(message), message, 0, length(bodyLength)));
    }

    public void answer(final ExpandableArrayBuffer message, final int bodyLength)
    {
        say(() -> listener.onAnswer(templateOf(message), message, 0, length(bodyLength)));
    }

    public void packet(final ExpandableArrayBuffer message, final int bodyLength)
    {
        say(() -> listener.onPacket(message, 0, length(bodyLength)));
    }

    public BackendListener listener()
    {
        return listener;
    }

    @Override
    public int poll(final long nowNs)
    {
        final List<Runnable> now = List.copyOf(said);
        said.clear();
        now.forEach(Runnable::run);
        return now.size();
    }

    @Override
    public boolean isRegistered()
    {
        return isRegistered;
    }

    @Override
    public long position()
    {
        return position;
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        return isRegistered && !isWindowFull && commands.add(new Told(0, bytes(buffer, offset, length)));
    }

    @Override
    public boolean ask(
        final DirectBuffer buffer, final int offset, final int length, final long queryId, final long nowNs)
    {
        return !isQueriesFull && queries.add(new Told(0, bytes(buffer, offset, length)));
    }

    @Override
    public boolean offer(final int nodeId, final DirectBuffer buffer, final int offset, final int length)
    {
        return packets.add(new Told(nodeId, bytes(buffer, offset, length)));
    }

    @Override
    public void onGameNodeUp(final int nodeId, final String playEndpoint)
    {
        gameNodes.put(nodeId, playEndpoint);
    }

    @Override
    public void onGameNodeGone(final int nodeId)
    {
        gameNodes.remove(nodeId);
    }

    @Override
    public void close()
    {
        isClosed = true;
    }

    private static byte[] bytes(final DirectBuffer buffer, final int offset, final int length)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        return bytes;
    }

    private static int templateOf(final DirectBuffer message)
    {
        return new MessageHeaderDecoder().wrap(message, 0).templateId();
    }

    private static int length(final int bodyLength)
    {
        return MessageHeaderDecoder.ENCODED_LENGTH + bodyLength;
    }
}
