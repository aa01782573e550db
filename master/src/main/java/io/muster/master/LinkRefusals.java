package io.muster.master;

import io.aeron.cluster.service.ClientSession;
import io.muster.codecs.LinkRefusedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells a node that has no outbox here why its batch was refused, through the cluster's egress. A few tries, and no
 * more: the node sends again, and is refused again.
 */
final class LinkRefusals
{
    private static final int TRIES_MAX = 3;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + LinkRefusedEncoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final LinkRefusedEncoder refused = new LinkRefusedEncoder();

    void refuse(final ClientSession session, final int nodeId, final long incarnation, final RefusalCode code)
    {
        refused.wrapAndApplyHeader(buffer, 0, header).incarnation(incarnation).nodeId(nodeId).code(code);
        for (int tries = 0; tries < TRIES_MAX && session.offer(buffer, 0, LENGTH) < 0; tries++)
        {
            Thread.onSpinWait();
        }
    }
}
