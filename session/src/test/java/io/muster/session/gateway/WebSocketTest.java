package io.muster.session.gateway;

import io.muster.codecs.ClosingDecoder;
import io.muster.codecs.OutputDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.codecs.WelcomeDecoder;
import io.muster.session.Frames;
import io.muster.session.Heard;
import io.muster.session.SessionRig;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Players in a browser, with the Java runtime's own client on the other side. */
class WebSocketTest
{
    private final SessionRig rig = new SessionRig();
    private final Queue<Heard> heard = new ConcurrentLinkedQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final CompletableFuture<String> ponged = new CompletableFuture<>();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldCarryTheSameMessages()
    {
        final WebSocket socket = connect();
        say(socket, Frames.checkIn(1));
        hear(SessionNodesDecoder.TEMPLATE_ID);
        say(socket, Frames.login(1, "ada"));
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 0, 0);
        assertEquals(500, hear(WelcomeDecoder.TEMPLATE_ID).welcome().userId());

        rig.master.seated(500, 0, 1, 70);
        hear(SeatGrantedDecoder.TEMPLATE_ID);
        for (final int length : new int[]{ 1, 60, 100, 200, 4_096 })
        {
            rig.master.seatOutput(70, 500, 1, "x".repeat(length));
            assertEquals(length, hear(OutputDecoder.TEMPLATE_ID).output().payloadLength());
        }
        say(socket, Frames.logout());
        rig.await(() -> rig.count("frames_received_total") == 3);
        rig.master.left(1L << 24, 500);
        hearClosing(RefusalCode.LOGGED_OUT);
    }

    @Test
    void shouldTakeAMessageInFragments()
    {
        final WebSocket socket = connect();
        final byte[] message = Frames.checkIn(1);
        socket.sendBinary(ByteBuffer.wrap(message, 0, 5), false).join();
        socket.sendBinary(ByteBuffer.wrap(message, 5, message.length - 5), true).join();

        hear(SessionNodesDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldRefuseABadFrameAndGoOn()
    {
        final WebSocket socket = connect();
        final byte[] foreign = Frames.checkIn(1);
        new UnsafeBuffer(foreign).putShort(4, (short)902);
        say(socket, foreign);
        assertEquals(RefusalCode.SCHEMA_FOREIGN, hear(6).refused().code());
        say(socket, new byte[0]);
        assertEquals(RefusalCode.FRAME_TRUNCATED, hear(6).refused().code());
        say(socket, Frames.checkIn(1));
        hear(SessionNodesDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldCloseWhoSendsText()
    {
        connect().sendText("hello", true).join();
        hearClosing(RefusalCode.FRAME_MALFORMED);
    }

    @Test
    void shouldCloseWhoSendsAFrameBeyondTheLimit()
    {
        connect().sendBinary(ByteBuffer.allocate(16 * 1024 + 1), true).join();
        hearClosing(RefusalCode.FRAME_TOO_LARGE);
    }

    @Test
    void shouldCloseWhoseFragmentsAreBeyondTheLimit()
    {
        final WebSocket socket = connect();
        socket.sendBinary(ByteBuffer.allocate(9_000), false).join();
        socket.sendBinary(ByteBuffer.allocate(9_000), true).join();
        hearClosing(RefusalCode.FRAME_TOO_LARGE);
    }

    @Test
    void shouldAnswerPings()
    {
        connect().sendPing(ByteBuffer.wrap("are you there".getBytes(StandardCharsets.US_ASCII))).join();
        rig.await(ponged::isDone);
        assertEquals("are you there", ponged.join());
    }

    @Test
    void shouldSayGoodbyeToWhoSaysGoodbye()
    {
        connect().sendClose(WebSocket.NORMAL_CLOSURE, "bye").join();
        rig.await(() -> rig.count("connections") == 0);
    }

    @Test
    void shouldCloseWhoBreaksTheProtocolAfterTheHandshake() throws IOException
    {
        try (Socket socket = new Socket("127.0.0.1", rig.gateway.webSocketPort()))
        {
            socket.getOutputStream().write(("GET / HTTP/1.1\r\nHost: x\r\n" +
                "Upgrade: websocket\r\nConnection: Upgrade\r\n" +
                "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
            assertTrue(new BufferedReader(new InputStreamReader(
                socket.getInputStream(), StandardCharsets.US_ASCII)).readLine().startsWith("HTTP/1.1 101"));
            // A frame that is not masked, as a client's must be, with reserved bits and an unknown opcode.
            socket.getOutputStream().write(new byte[]{ (byte)0xFF, 0x02, 1, 2 });
            rig.await(() -> rig.gateway.refusals().told(RefusalCode.FRAME_MALFORMED) == 1);
        }
        rig.await(() -> rig.count("connections") == 0);
    }

    @Test
    void shouldTellWhoIsNoWebSocketWhatIsHere() throws IOException
    {
        assertTrue(answerTo("GET / HTTP/1.1\r\nHost: x\r\n\r\n").startsWith("HTTP/1.1 400"));
        assertTrue(answerTo("GET / HTTP/1.1\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n\r\n")
            .startsWith("HTTP/1.1 400"));
        assertTrue(answerTo("\u0000\u0001 nothing\r\n\r\n").startsWith("HTTP/1.1 400"));
        rig.await(() -> rig.count("handshakes_failed_total") == 3);
        rig.await(() -> rig.count("connections") == 0);
    }

    @Test
    void shouldNotWaitLongForAHandshake() throws IOException
    {
        final SessionRig quick = new SessionRig("session.handshakeMax", "100ms");
        try (Socket socket = new Socket("127.0.0.1", quick.gateway.webSocketPort()))
        {
            socket.getOutputStream().write("GET / HTTP".getBytes(StandardCharsets.US_ASCII));
            assertEquals(-1, socket.getInputStream().read());
        }
        finally
        {
            quick.close();
        }
    }

    private String answerTo(final String request) throws IOException
    {
        try (Socket socket = new Socket("127.0.0.1", rig.gateway.webSocketPort()))
        {
            socket.setSoTimeout(10_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            final InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        }
    }

    private WebSocket connect()
    {
        return HttpClient.newHttpClient().newWebSocketBuilder()
            .buildAsync(URI.create("ws://127.0.0.1:" + rig.gateway.webSocketPort() + "/play"), new Listener())
            .join();
    }

    private static void say(final WebSocket socket, final byte[] message)
    {
        socket.sendBinary(ByteBuffer.wrap(message), true).join();
    }

    private Heard hear(final int templateId)
    {
        final Heard next = rig.await(heard::poll);
        assertEquals(templateId, next.templateId(), next::toString);
        return next;
    }

    private void hearClosing(final RefusalCode code)
    {
        assertEquals(code, hear(ClosingDecoder.TEMPLATE_ID).closing().code());
        rig.await(closed::isDone);
        assertEquals(4_000 + code.value(), closed.join());
        rig.await(() -> rig.count("connections") == 0);
    }

    private final class Listener implements WebSocket.Listener
    {
        private byte[] partial = new byte[0];

        @Override
        public CompletionStage<?> onBinary(final WebSocket socket, final ByteBuffer data, final boolean last)
        {
            final int length = partial.length;
            partial = Arrays.copyOf(partial, length + data.remaining());
            data.get(partial, length, data.remaining());
            if (last)
            {
                final Heard message = new Heard(partial);
                partial = new byte[0];
                if (!message.isHeartbeat())
                {
                    heard.add(message);
                }
            }
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onPong(final WebSocket socket, final ByteBuffer data)
        {
            ponged.complete(StandardCharsets.US_ASCII.decode(data).toString());
            socket.request(1);
            return null;
        }

        @Override
        public CompletionStage<?> onClose(final WebSocket socket, final int status, final String reason)
        {
            closed.complete(status);
            return null;
        }

        @Override
        public void onError(final WebSocket socket, final Throwable error)
        {
            closed.completeExceptionally(error);
        }
    }
}
