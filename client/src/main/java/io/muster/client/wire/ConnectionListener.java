package io.muster.client.wire;

import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;

/** Hears what happens to a {@link Connection}. It may close and open the connection from within each call. */
public interface ConnectionListener
{
    /** The session node accepted the connection; frames may be sent. */
    void onConnected();

    /**
     * One frame came in.
     *
     * @param frame the message without the framing header; valid during the call.
     */
    void onFrame(DirectBuffer frame);

    /**
     * The connection is gone, and was not closed by this side's application.
     *
     * @param code     what was wrong with the last frame; {@code NONE} when the network ended it.
     * @param sentence the same in words.
     */
    void onLost(RefusalCode code, String sentence);
}
