package io.muster.master.release;

import io.muster.codecs.MessageHeaderEncoder;
import io.muster.master.cluster.Commands;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class QueryTest
{
    private static final byte[] FIND_USER = Commands.findUser(3, 64, 7, 42);

    private final Query query = new Query();

    @Test
    void shouldTakeAQuery()
    {
        assertTrue(take(FIND_USER));
        assertEquals(3, query.queryId());
        assertEquals(7, query.nodeId());
    }

    @Test
    void shouldRefuseAQueryThatEndsTooEarly()
    {
        for (int length = 0; length < FIND_USER.length; length++)
        {
            assertFalse(take(Arrays.copyOf(FIND_USER, length)), length + " bytes");
        }
    }

    @Test
    void shouldRefuseAnotherSchemaAnotherTemplateAndAQueryThatIsTooLong()
    {
        final UnsafeBuffer frame = new UnsafeBuffer(FIND_USER.clone());
        new MessageHeaderEncoder().wrap(frame, 0).schemaId(1);
        assertFalse(take(frame.byteArray()));

        new MessageHeaderEncoder().wrap(frame, 0).schemaId(MessageHeaderEncoder.SCHEMA_ID).templateId(1);
        assertFalse(take(frame.byteArray()));
        assertFalse(take(Arrays.copyOf(FIND_USER, Query.QUERY_BYTES_MAX + 1)));
    }

    @Test
    void shouldNeverThrowWhateverComesIn()
    {
        final Random random = new Random(7);
        for (int i = 0; i < 100_000; i++)
        {
            final byte[] frame = Arrays.copyOf(FIND_USER, random.nextInt(Query.QUERY_BYTES_MAX + 20));
            for (int flips = random.nextInt(8); flips > 0 && frame.length > 0; flips--)
            {
                frame[random.nextInt(frame.length)] = (byte)random.nextInt();
            }
            take(frame);
        }
    }

    private boolean take(final byte[] frame)
    {
        return query.take(new UnsafeBuffer(frame), 0, frame.length, 0);
    }
}
