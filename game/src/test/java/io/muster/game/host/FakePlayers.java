package io.muster.game.host;

import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.aeron.protocol.DataHeaderFlyweight;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.MessageHandler;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/** Session nodes written by hand: a packet is delivered at once, and what comes back goes to the test's listener. */
final class FakePlayers implements PlayPort
{
    final List<String> ways = new ArrayList<>();
    MessageHandler listener;
    boolean isClosed;

    private final Header header = new Header(0, 16);
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[DataHeaderFlyweight.HEADER_LENGTH]);
    private FragmentHandler packets;

    FakePlayers()
    {
        header.buffer(frame);
        header.offset(0);
    }

    /** Deliver a packet by the stream of the given number; the game agent must have worked once. */
    void say(final int stream, final DirectBuffer buffer, final int offset, final int length)
    {
        frame.putInt(DataHeaderFlyweight.SESSION_ID_FIELD_OFFSET, stream);
        packets.onFragment(buffer, offset, length, header);
    }

    @Override
    public void onNodeUp(final int nodeId, final String playEndpoint)
    {
        ways.add(nodeId + "=" + playEndpoint);
    }

    @Override
    public void onNodeGone(final int nodeId)
    {
        ways.add(nodeId + " gone");
    }

    @Override
    public boolean offer(final int nodeId, final DirectBuffer buffer, final int offset, final int length)
    {
        listener.onMessage(nodeId, (UnsafeBuffer)buffer, offset, length);
        return true;
    }

    @Override
    public int poll(final FragmentHandler handler, final int fragmentLimit)
    {
        packets = handler;
        return 0;
    }

    @Override
    public void close()
    {
        isClosed = true;
    }
}
