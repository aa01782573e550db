package io.muster.session.frame;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.WelcomeEncoder;
import io.muster.node.capture.CaptureRing;
import org.agrona.DirectBuffer;

import java.nio.ByteOrder;

/**
 * Captures what connections say and are told, as it is at the socket. Whose a connection is, shows in the {@code
 * Welcome} that it is told. Belongs to one event loop's thread.
 */
public final class FrameCapture
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CaptureRing capture;

    public FrameCapture(final CaptureRing capture)
    {
        this.capture = capture;
    }

    /** What follows, until the next call, is one batch: its frames have one time. */
    public void begin()
    {
        capture.begin();
    }

    /** A connection is open. */
    public void came(final long connectionId)
    {
        capture.moment(CaptureWay.PLAYER_CAME, connectionId, 0);
    }

    /** A connection is gone. */
    public void went(final long connectionId, final long userId)
    {
        capture.moment(CaptureWay.PLAYER_WENT, connectionId, userId);
    }

    /** A connection said something, well-formed or not. */
    public void heard(
        final long connectionId, final long userId, final DirectBuffer buffer, final int offset, final int length)
    {
        copy(capture.claim(CaptureWay.FROM_PLAYER, connectionId, userId, length), buffer, offset, length);
    }

    /**
     * A connection is told something.
     *
     * @param userId whose it is, as far as is known.
     * @return whose it is now.
     */
    public long told(
        final long connectionId, final long userId, final DirectBuffer buffer, final int offset, final int length)
    {
        final boolean isWelcome = header.wrap(buffer, offset).templateId() == WelcomeEncoder.TEMPLATE_ID;
        final int whose = offset + MessageHeaderDecoder.ENCODED_LENGTH + WelcomeEncoder.userIdEncodingOffset();
        final long nowUserId = isWelcome ? buffer.getLong(whose, ByteOrder.LITTLE_ENDIAN) : userId;
        copy(capture.claim(CaptureWay.TO_PLAYER, connectionId, nowUserId, length), buffer, offset, length);
        return nowUserId;
    }

    private void copy(final int index, final DirectBuffer buffer, final int offset, final int length)
    {
        if (index > 0)
        {
            capture.buffer().putBytes(index, buffer, offset, length);
            capture.commit();
        }
    }
}
