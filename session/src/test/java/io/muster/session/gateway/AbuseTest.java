package io.muster.session.gateway;

import io.muster.codecs.LoginEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SessionHeartbeatDecoder;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.session.Frames;
import io.muster.session.RawPlayer;
import io.muster.session.SessionRig;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.SplittableRandom;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a player can do wrong on a socket, what it is told, and that nobody else notices. */
class AbuseTest
{
    private final SessionRig rig = new SessionRig("session.badFrameRate", "10");
    private final RawPlayer bystander = rig.loggedIn(1);

    @AfterEach
    void everyoneElseGoesOn()
    {
        bystander.say(Frames.checkIn(1));
        rig.hear(bystander, SessionNodesDecoder.TEMPLATE_ID);
        rig.close();
    }

    @Test
    void shouldTakeFramesThatAreSplitAtEveryByte()
    {
        final byte[] bytes = Frames.framed(Frames.checkIn(1));
        for (int split = 1; split < bytes.length; split++)
        {
            final RawPlayer player = rig.connect().send(Arrays.copyOf(bytes, split));
            final long heard = rig.count("frames_received_total");
            rig.step();
            assertEquals(heard, rig.count("frames_received_total"));
            player.send(Arrays.copyOfRange(bytes, split, bytes.length));
            rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);
            player.close();
        }
    }

    @Test
    void shouldTakeFramesThatComeByteByByteOrAllAtOnce()
    {
        final RawPlayer player = rig.connect();
        final ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(Frames.framed(Frames.checkIn(1)));
        all.writeBytes(Frames.framed(Frames.heartbeat(9)));
        all.writeBytes(Frames.framed(Frames.checkIn(2)));
        for (final byte single : all.toByteArray())
        {
            player.send(new byte[]{ single });
        }
        rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);
        rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);

        player.send(all.toByteArray());
        rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);
        rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldRefuseAMessageThatIsCutOffAndGoOn()
    {
        final byte[] login = Frames.login(5, "ada");
        final RawPlayer player = rig.connect();
        for (int length = 0; length < login.length; length += 3)
        {
            player.say(Arrays.copyOf(login, length));
            rig.hearRefused(player, RefusalCode.FRAME_TRUNCATED);
        }
        player.say(Frames.checkIn(1));
        rig.hear(player, SessionNodesDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldRefuseATextThatClaimsToBeLongerThanItsMessage()
    {
        final byte[] login = Frames.login(5, "ada");
        new UnsafeBuffer(login).putShort(MessageHeaderEncoder.ENCODED_LENGTH + LoginEncoder.BLOCK_LENGTH, (short)-1);

        rig.hearRefused(rig.connect().say(login), RefusalCode.FRAME_TRUNCATED);
    }

    @Test
    void shouldRefuseWhatComesAfterAMessageInItsFrame()
    {
        final byte[] login = Frames.login(5, "ada");

        rig.hearRefused(
            rig.connect().say(Arrays.copyOf(login, login.length + 1)), RefusalCode.FRAME_MALFORMED);
    }

    @Test
    void shouldRefuseAnUnknownTemplate()
    {
        for (final int templateId : new int[]{ 0, 2, 20, 50, 111, 0xFFFF })
        {
            final byte[] message = Frames.checkIn(1);
            new UnsafeBuffer(message).putShort(2, (short)templateId);
            rig.hearRefused(rig.connect().say(message), RefusalCode.TEMPLATE_UNKNOWN);
        }
    }

    @Test
    void shouldRefuseAForeignSchema()
    {
        final byte[] message = Frames.checkIn(1);
        new UnsafeBuffer(message).putShort(4, (short)902);

        rig.hearRefused(rig.connect().say(message), RefusalCode.SCHEMA_FOREIGN);
    }

    @Test
    void shouldTakeAMessageOfALaterVersionThatIsLonger()
    {
        final byte[] message = Arrays.copyOf(Frames.checkIn(1), 30);
        new UnsafeBuffer(message).putShort(0, (short)10);
        new UnsafeBuffer(message).putShort(6, (short)7);

        rig.hear(rig.connect().say(message), SessionNodesDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldCloseWhoSendsAFrameBeyondTheLimit()
    {
        rig.hearClosing(rig.connect().say(Frames.login(5, "x".repeat(20_000))), RefusalCode.FRAME_TOO_LARGE);
        rig.hearClosing(
            rig.connect().send(header(0xFFFF_FFFF, 0xEB50)), RefusalCode.FRAME_TOO_LARGE);
        rig.hearClosing(
            rig.connect().send(header(6 + 16 * 1024 + 1, 0xEB50)), RefusalCode.FRAME_TOO_LARGE);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1, 5 })
    void shouldCloseWhoseFrameIsShorterThanItsOwnHeader(final int length)
    {
        rig.hearClosing(rig.connect().send(header(length, 0xEB50)), RefusalCode.FRAME_MALFORMED);
    }

    @Test
    void shouldCloseWhoSpeaksAnotherEncoding()
    {
        rig.hearClosing(rig.connect().send(header(20, 0x5BE0)), RefusalCode.FRAME_MALFORMED);
        rig.hearClosing(rig.connect().send(
            "GET / HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII)), RefusalCode.FRAME_MALFORMED);
    }

    @Test
    void shouldCloseWhoGoesOnWithBadFrames()
    {
        final RawPlayer player = rig.connect();
        final byte[] foreign = Frames.checkIn(1);
        new UnsafeBuffer(foreign).putShort(4, (short)902);
        for (int i = 0; i < 21; i++)
        {
            player.say(foreign);
        }
        for (int i = 0; i < 20; i++)
        {
            rig.hearRefused(player, RefusalCode.SCHEMA_FOREIGN);
        }
        rig.hearClosing(player, RefusalCode.SCHEMA_FOREIGN);
    }

    @Test
    void shouldLetTheClosedReadWhyWhateverTheyStillSend()
    {
        final RawPlayer player = rig.connect().send(header(20, 0x5BE0));
        final byte[] more = new byte[4_096];
        for (int i = 0; i < 64; i++)
        {
            player.trySend(ByteBuffer.wrap(more));
        }
        rig.hearClosing(player, RefusalCode.FRAME_MALFORMED);
    }

    @Test
    void shouldSurviveSeededGarbage()
    {
        final SplittableRandom random = new SplittableRandom(20_261_121);
        for (int i = 0; i < 60; i++)
        {
            final byte[] garbage = new byte[1 + random.nextInt(3_000)];
            random.nextBytes(garbage);
            if (random.nextBoolean() && garbage.length > 20)
            {
                System.arraycopy(header(garbage.length, 0xEB50), 0, garbage, 0, 6);
            }
            final RawPlayer player = rig.connect().send(garbage);
            rig.step();
            player.close();
        }
    }

    @Test
    void shouldAnswerHeartbeatsAndSpeakOfItsOwn()
    {
        final SessionRig quick = new SessionRig("session.heartbeat", "400ms");
        try
        {
            final RawPlayer player = quick.connect().say(Frames.heartbeat(4_711));
            assertEquals(4_711, quick.await(player::hearAny).heartbeat().clientNs());
            assertEquals(SessionHeartbeatDecoder.TEMPLATE_ID, quick.await(player::hearAny).templateId());
            quick.hearClosing(player, RefusalCode.HEARTBEAT_MISSED);
        }
        finally
        {
            quick.close();
        }
    }

    private static byte[] header(final int length, final int encoding)
    {
        return ByteBuffer.allocate(6).putInt(length).putShort((short)encoding).array();
    }
}
