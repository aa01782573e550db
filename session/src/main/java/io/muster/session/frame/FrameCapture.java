package io.muster.session.frame;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.WelcomeDecoder;
import io.muster.node.capture.Capture;
import org.agrona.DirectBuffer;

/**
 * Captures what connections say and are told, as it is at the socket. Whose a connection is, shows in the {@code
 * Welcome} that it is told. Belongs to one event loop's thread.
 */
public final class FrameCapture
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final WelcomeDecoder welcome = new WelcomeDecoder();
    private final Capture capture;

    public FrameCapture(final Capture capture)
    {
        this.capture = capture;
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
        capture.message(CaptureWay.FROM_PLAYER, connectionId, userId, buffer, offset, length);
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
        if (!capture.isOn())
        {
            return userId;
        }
        final boolean isWelcome = header.wrap(buffer, offset).templateId() == WelcomeDecoder.TEMPLATE_ID;
        final long nowUserId = isWelcome ? welcome.wrapAndApplyHeader(buffer, offset, header).userId() : userId;
        capture.message(CaptureWay.TO_PLAYER, connectionId, nowUserId, buffer, offset, length);
        return nowUserId;
    }
}
