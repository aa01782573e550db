package io.muster.master.engine.event;

import io.muster.codecs.MessageHeaderEncoder;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.outbox.Outbox;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * The one way in which anything is said: into a node's outbox.
 * <p>
 * What does not fit is not said, and the node is marked: it will be declared down when the command is done, because
 * nothing may fail half way.
 */
public final class Outboxes
{
    private final UnsafeBuffer scratch = new UnsafeBuffer(new byte[Outbox.MESSAGE_BYTES_MAX]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private long position;
    private boolean isAnyOverrun;

    /** Everything said from here on is said at this position of the log. */
    public void at(final long logPosition)
    {
        position = logPosition;
    }

    /** Where to write the next message. */
    UnsafeBuffer scratch()
    {
        return scratch;
    }

    /** To write the next message with. */
    MessageHeaderEncoder header()
    {
        return header;
    }

    /** Say what is in the scratch buffer. A node that is down, or null, is said nothing. */
    public void say(final Node node, final int length)
    {
        say(node, scratch, 0, length);
    }

    /** Say a message, header first. */
    public void say(final Node node, final DirectBuffer message, final int offset, final int length)
    {
        if (node == null || !node.isUp() || node.isOverrun())
        {
            return;
        }
        isAnyOverrun |= !node.say(position, message, offset, length);
    }

    /** The last words to a node that went down: they take the place of everything that it was not told yet. */
    public void sayLast(final Node node, final int length)
    {
        node.forgetUntold();
        node.say(position, scratch, 0, length);
    }

    /** Whether a node's outbox was full since this was asked last. */
    public boolean takeOverrun()
    {
        final boolean was = isAnyOverrun;
        isAnyOverrun = false;
        return was;
    }
}
