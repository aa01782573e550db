package io.muster.game.host;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.game.worker.Messages;
import io.muster.game.worker.Said;
import io.muster.node.link.LinkListener;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/** A master written by hand: says what a test wants it to, and writes down what it hears. */
final class FakeMaster implements MasterPort
{
    final Messages messages = new Messages();
    final List<String> heard = new ArrayList<>();
    LinkListener listener;
    boolean isFull;
    boolean isForgetful;
    boolean isClosed;

    MasterPort join(final LinkListener newListener)
    {
        listener = newListener;
        return this;
    }

    /** Say what was just written to {@link #messages}. */
    void say(final int length)
    {
        final int templateId = new MessageHeaderDecoder().wrap(messages.buffer, 0).templateId();
        listener.onEvent(templateId, messages.buffer, 0, length);
    }

    @Override
    public int poll(final long nowNs)
    {
        return 0;
    }

    @Override
    public boolean send(final DirectBuffer buffer, final int offset, final int length)
    {
        if (!isFull && !isForgetful)
        {
            heard.add(Said.of(buffer, offset));
        }
        return !isFull;
    }

    @Override
    public void close()
    {
        isClosed = true;
    }
}
