package io.muster.codecs;

import com.sun.management.ThreadMXBean;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.util.stream.IntStream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A message in messages, as commands travel: the form that the hot path depends on. */
class CommandBatchTest
{
    private static final int COMMANDS = 20;
    private static final int ROUNDS = 5;
    private static final int BATCHES = 20_000;

    private final MutableDirectBuffer batch = new UnsafeBuffer(new byte[4096]);
    private final MutableDirectBuffer command = new UnsafeBuffer(new byte[128]);
    private final DirectBuffer view = new UnsafeBuffer(0, 0);
    private final byte[] gameType = GameTypes.bytesOf("connect-four");

    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final CommandBatchEncoder batchEncoder = new CommandBatchEncoder();
    private final CreateInstanceEncoder createEncoder = new CreateInstanceEncoder();
    private final MessageHeaderDecoder headerDecoder = new MessageHeaderDecoder();
    private final CommandBatchDecoder batchDecoder = new CommandBatchDecoder();
    private final CreateInstanceDecoder createDecoder = new CreateInstanceDecoder();

    @Test
    void shouldCarryWholeCommandsInOrder()
    {
        encode();

        assertEquals(IntStream.rangeClosed(1, COMMANDS).sum(), sumOfUserIds());
    }

    /** In the best of some rounds: the compiler may make something of its own once, but not in each. */
    @Test
    void shouldAllocateNothing()
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++)
        {
            final long before = threads.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < BATCHES; i++)
            {
                encodeAndDecode();
            }
            least = Math.min(least, threads.getCurrentThreadAllocatedBytes() - before);
        }
        assertEquals(0, least);
    }

    private void encodeAndDecode()
    {
        encode();
        sumOfUserIds();
    }

    private void encode()
    {
        batchEncoder.wrapAndApplyHeader(batch, 0, headerEncoder)
            .incarnation(1).firstCommandSeq(1).ackedEventSeq(0).nodeId(1);
        final CommandBatchEncoder.CommandsEncoder commands = batchEncoder.commandsCount(COMMANDS);
        for (int userId = 1; userId <= COMMANDS; userId++)
        {
            createEncoder.wrapAndApplyHeader(command, 0, headerEncoder)
                .userId(userId).requestSeq(1).putGameType(gameType, 0).seatsMax((short)2);
            commands.next().putMessage(
                command, 0, MessageHeaderEncoder.ENCODED_LENGTH + createEncoder.encodedLength());
        }
    }

    private long sumOfUserIds()
    {
        long sum = 0;
        batchDecoder.wrapAndApplyHeader(batch, 0, headerDecoder);
        for (final CommandBatchDecoder.CommandsDecoder next : batchDecoder.commands())
        {
            next.wrapMessage(view);
            sum += createDecoder.wrapAndApplyHeader(view, 0, headerDecoder).userId();
        }
        return sum;
    }
}
