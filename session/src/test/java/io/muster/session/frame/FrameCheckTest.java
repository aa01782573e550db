package io.muster.session.frame;

import io.muster.codecs.FindDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.ResumeDecoder;
import io.muster.session.Frames;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Arrays;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

class FrameCheckTest
{
    private static final int OFFSET = 8;
    private static final int MUTATIONS = 300_000;

    private final FrameCheck check = new FrameCheck();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @Test
    void shouldLetEveryMessageThroughThatAPlayerMaySend()
    {
        final byte[][] all = Frames.all();
        assertEquals(PlayerFrame.values().length, all.length);
        for (int i = 0; i < all.length; i++)
        {
            assertEquals(RefusalCode.NONE, check(all[i]));
            assertSame(PlayerFrame.values()[i], check.frame());
        }
    }

    @Test
    void shouldRefuseEveryMessageThatIsCutOffAnywhere()
    {
        for (final byte[] message : Frames.all())
        {
            for (int length = 0; length < message.length; length++)
            {
                assertEquals(RefusalCode.FRAME_TRUNCATED, check(Arrays.copyOf(message, length)));
            }
            assertEquals(RefusalCode.FRAME_MALFORMED, check(Arrays.copyOf(message, message.length + 1)));
        }
    }

    @Test
    void shouldRefuseNumbersThatMeanNothing()
    {
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.login(0, "ada")));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.login(Long.MIN_VALUE, "ada")));
        assertEquals(RefusalCode.NONE, check(Frames.login(-1, "ada")));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.resume(-1, new byte[56])));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.create(0, "arena", 0)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.join(0, 1)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.join(1, 0)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.leave(-1, 1)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.leave(1, -1)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.find(0, "arena", 1)));
        assertEquals(RefusalCode.LIMIT_OUT_OF_RANGE, check(Frames.find(1, "arena", 0)));
        assertEquals(RefusalCode.LIMIT_OUT_OF_RANGE, check(Frames.find(1, "arena", 101)));
        assertEquals(RefusalCode.NONE, check(Frames.find(1, "arena", 100)));
        assertEquals(RefusalCode.NONE, check(Frames.findOfVersion0(1, "arena")));
        assertEquals(RefusalCode.NONE, check(Frames.findRated(1, "arena", 1, 2, "a", "b", "c", "d", "e", "f")));
        assertEquals(RefusalCode.CONDITIONS_TOO_MANY,
            check(Frames.findRated(1, "arena", 1, 2, "a", "b", "c", "d", "e", "f", "g")));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.describeUser(0)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.input(0, 1, 0, 1)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.input(1, 0, 0, 1)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.input(1, 1, -1, 1)));
        assertEquals(RefusalCode.PAYLOAD_TOO_LARGE, check(Frames.input(1, 1, 0, 1_025)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.outputAck(0, 1)));
        assertEquals(RefusalCode.FRAME_MALFORMED, check(Frames.outputAck(1, -1)));
    }

    @Test
    void shouldTellWhichRequestOrQueryWasWrong()
    {
        check(Frames.join(44, 0));
        assertEquals(44, check.requestSeq());
        assertEquals(0, check.queryId());
        check(Frames.find(45, "arena", 0));
        assertEquals(0, check.requestSeq());
        assertEquals(45, check.queryId());
        check(new byte[3]);
        assertEquals(0, check.requestSeq());
        assertEquals(0, check.queryId());
    }

    /** Whatever is changed in good messages, the answer is a code; and what is let through can be decoded. */
    @ParameterizedTest
    @ValueSource(longs = { 1, 20_261_121, -7 })
    void shouldNeverThrowOnMutatedMessages(final long seed)
    {
        final SplittableRandom random = new SplittableRandom(seed);
        final byte[][] all = Frames.all();
        int admitted = 0;
        for (int i = 0; i < MUTATIONS; i++)
        {
            final byte[] message = mutated(all[random.nextInt(all.length)], random);
            final RefusalCode code = check(message);
            assertNotEquals(RefusalCode.NULL_VAL, code);
            if (code == RefusalCode.NONE)
            {
                admitted++;
                decode(message);
            }
        }
        assertTrue(admitted > MUTATIONS / 100, "some are let through: " + admitted);
    }

    private static byte[] mutated(final byte[] original, final SplittableRandom random)
    {
        final byte[] message = Arrays.copyOf(
            original, random.nextInt(4) == 0 ? random.nextInt(2 * original.length + 1) : original.length);
        for (int changes = random.nextInt(4); changes > 0 && message.length > 0; changes--)
        {
            final int index = random.nextInt(message.length);
            message[index] = changed(message[index], random);
        }
        return message;
    }

    private static byte changed(final byte original, final SplittableRandom random)
    {
        return switch (random.nextInt(4))
        {
            case 0 -> 0;
            case 1 -> (byte)0xFF;
            case 2 -> (byte)(original ^ 1 << random.nextInt(8));
            default -> (byte)random.nextInt(256);
        };
    }

    /** As the agent does it; the buffer ends where the message does, so that a read beyond it throws. */
    private void decode(final byte[] message)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(message);
        switch (check.frame())
        {
            case LOGIN -> new LoginDecoder().wrapAndApplyHeader(buffer, 0, header).name();
            case RESUME ->
            {
                final ResumeDecoder resume = new ResumeDecoder().wrapAndApplyHeader(buffer, 0, header);
                resume.getKey(new byte[resume.keyLength()], 0, resume.keyLength());
            }
            case INPUT ->
            {
                final InputDecoder input = new InputDecoder().wrapAndApplyHeader(buffer, 0, header);
                input.getPayload(new byte[input.payloadLength()], 0, input.payloadLength());
            }
            case FIND ->
            {
                final FindDecoder find = new FindDecoder().wrapAndApplyHeader(buffer, 0, header);
                find.conditions().forEach((it) -> it.low());
            }
            default -> assertTrue(message.length >= MessageHeaderDecoder.ENCODED_LENGTH);
        }
    }

    private RefusalCode check(final byte[] message)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[OFFSET + message.length]);
        buffer.putBytes(OFFSET, message);
        return check.check(buffer, OFFSET, message.length);
    }
}
