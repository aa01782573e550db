package io.muster.master;

import io.aeron.cluster.service.ClientSession;
import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.LinkRefusedEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Tells a node that has no outbox here why its batch was refused, through the cluster's egress. A few tries, and no
 * more: the node sends again, and is refused again.
 */
final class LinkRefusals
{
    private static final int TRIES_MAX = 3;
    private static final int LENGTH = MessageHeaderEncoder.ENCODED_LENGTH + LinkRefusedEncoder.BLOCK_LENGTH;
    private static final int BATCH_BYTES_MIN = MessageHeaderDecoder.ENCODED_LENGTH + CommandBatchDecoder.BLOCK_LENGTH;

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[LENGTH]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final LinkRefusedEncoder refused = new LinkRefusedEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();

    /** What is no batch at all names no node, so nobody is answered. */
    void refuse(
        final ClientSession session,
        final DirectBuffer frame,
        final int offset,
        final int length,
        final RefusalCode code)
    {
        if (length < BATCH_BYTES_MIN)
        {
            return;
        }
        header.wrap(frame, offset);
        if (header.schemaId() == CommandBatchDecoder.SCHEMA_ID &&
            header.templateId() == CommandBatchDecoder.TEMPLATE_ID)
        {
            batch.wrapAndApplyHeader(frame, offset, header);
            refuse(session, batch.nodeId(), batch.incarnation(), code);
        }
    }

    private void refuse(
        final ClientSession session, final int nodeId, final long incarnation, final RefusalCode code)
    {
        refused.wrapAndApplyHeader(buffer, 0, headerEncoder).incarnation(incarnation).nodeId(nodeId).code(code);
        for (int tries = 0; tries < TRIES_MAX && session.offer(buffer, 0, LENGTH) < 0; tries++)
        {
            Thread.onSpinWait();
        }
    }
}
