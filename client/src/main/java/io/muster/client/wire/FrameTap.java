package io.muster.client.wire;

import org.agrona.DirectBuffer;

/**
 * Hears every frame of one player, before the SDK has made anything of it. For recorders and ledgers; what it is
 * shown is only valid during the call.
 */
public interface FrameTap
{
    /**
     * A message was put into the send buffer.
     *
     * @param templateId which message.
     * @param seq        its requestSeq, queryId, inputSeq or outputSeq; 0 when it has none.
     * @param nowNs      time of this cycle.
     */
    void onSent(int templateId, long seq, long nowNs);

    /**
     * A whole, known message came in.
     *
     * @param templateId which message.
     * @param frame      message header first, and nothing behind the message.
     * @param nowNs      time of this cycle.
     */
    void onReceived(int templateId, DirectBuffer frame, long nowNs);
}
