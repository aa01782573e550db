package io.muster.master;

import io.aeron.DirectBufferVector;
import io.aeron.cluster.service.ClientSession;
import io.aeron.logbuffer.BufferClaim;
import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.LinkRefusedDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class LinkRefusalsTest
{
    private static final int BYTES = 64;

    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[BYTES]);
    private final LinkRefusals refusals = new LinkRefusals();
    private final Session session = new Session();

    private void encodeBatch()
    {
        new CommandBatchEncoder().wrapAndApplyHeader(frame, 0, new MessageHeaderEncoder())
            .incarnation(3).nodeId(7).commandsCount(0);
    }

    @Test
    void shouldTellTheNodeWhoseBatchWasRefused()
    {
        encodeBatch();
        refusals.refuse(session, frame, 0, BYTES, RefusalCode.NODE_UNKNOWN);

        assertEquals(List.of("7 3 NODE_UNKNOWN"), session.told);
    }

    /** A flipped bit in the simulation found that such a frame ended the replica, and every other one with it. */
    @Test
    void shouldAnswerNobodyForWhatIsNoBatch()
    {
        for (int templateId = 0; templateId < 256; templateId++)
        {
            encodeBatch();
            new MessageHeaderEncoder().wrap(frame, 0).templateId(templateId);
            if (templateId != CommandBatchEncoder.TEMPLATE_ID)
            {
                refusals.refuse(session, frame, 0, BYTES, RefusalCode.FRAME_MALFORMED);
            }
        }
        encodeBatch();
        new MessageHeaderEncoder().wrap(frame, 0).schemaId(1);
        refusals.refuse(session, frame, 0, BYTES, RefusalCode.FRAME_MALFORMED);
        encodeBatch();
        refusals.refuse(session, frame, 0, MessageHeaderEncoder.ENCODED_LENGTH, RefusalCode.FRAME_MALFORMED);

        assertEquals(List.of(), session.told);
    }

    /** Keeps what is offered. */
    private static final class Session implements ClientSession
    {
        private final List<String> told = new ArrayList<>();

        @Override
        public long offer(final DirectBuffer buffer, final int offset, final int length)
        {
            final LinkRefusedDecoder refused =
                new LinkRefusedDecoder().wrapAndApplyHeader(buffer, offset, new MessageHeaderDecoder());
            told.add(refused.nodeId() + " " + refused.incarnation() + " " + refused.code());
            return 1;
        }

        @Override
        public long id()
        {
            return 1;
        }

        @Override
        public int responseStreamId()
        {
            return 0;
        }

        @Override
        public String responseChannel()
        {
            return "";
        }

        @Override
        public byte[] encodedPrincipal()
        {
            return new byte[0];
        }

        @Override
        public void close()
        {
            told.clear();
        }

        @Override
        public boolean isClosing()
        {
            return false;
        }

        @Override
        public long offer(final DirectBufferVector[] vectors)
        {
            return 0;
        }

        @Override
        public long tryClaim(final int length, final BufferClaim bufferClaim)
        {
            return 0;
        }
    }
}
