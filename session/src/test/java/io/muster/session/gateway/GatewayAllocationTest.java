package io.muster.session.gateway;

import com.sun.management.ThreadMXBean;
import io.muster.session.Frames;
import io.muster.session.Heard;
import io.muster.session.RawPlayer;
import io.muster.session.SessionRig;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;

import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * What an event loop allocates for an input and an output, all of Netty and the Java runtime included. Our own share is
 * nothing; theirs is printed, and held to a budget. The packets go one by one, which is the dearest way.
 */
class GatewayAllocationTest
{
    private static final int WARM_UP = 10_000;
    private static final int PACKETS = 10_000;
    private static final int TCP_BYTES_MAX = 64;
    private static final int WEB_SOCKET_BYTES_MAX = 160;
    private static final String[] NO_LIMITS = {
        "session.playRate", "100000", "session.heartbeatRate", "100000", "session.frameRate", "100000",
        "session.loginMax", "600s" };

    private final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();

    @Test
    void shouldAllocateLittlePerPacketOverTcp()
    {
        final SessionRig rig = new SessionRig(NO_LIMITS);
        try
        {
            final RawPlayer player = rig.seated(500, 70);
            final byte[] input = Frames.framed(Frames.input(70, 1, 0, 40));
            expectAtMost(TCP_BYTES_MAX, "TCP", (ignored) ->
            {
                player.send(input);
                rig.packet();
                rig.master.seatOutput(70, 500, 1, "a board");
                rig.await(player::hear);
            });
        }
        finally
        {
            rig.close();
        }
    }

    @Test
    void shouldAllocateLittlePerPacketOverWebSocket()
    {
        final SessionRig rig = new SessionRig(NO_LIMITS);
        try
        {
            final AtomicLong heard = new AtomicLong();
            final WebSocket socket = HttpClient.newHttpClient().newWebSocketBuilder().buildAsync(
                URI.create("ws://127.0.0.1:" + rig.gateway.webSocketPort() + "/"), listener(heard)).join();
            final byte[] heartbeat = Frames.heartbeat(1);
            expectAtMost(WEB_SOCKET_BYTES_MAX, "WebSocket", (count) ->
            {
                socket.sendBinary(ByteBuffer.wrap(heartbeat), true).join();
                rig.await(() -> heard.get() > count);
            });
            socket.abort();
        }
        finally
        {
            rig.close();
        }
    }

    private void expectAtMost(final int bytesMax, final String transport, final LongConsumer packet)
    {
        for (long i = 0; i < WARM_UP; i++)
        {
            packet.accept(i);
        }
        final long before = allocatedByEventLoops();
        for (long i = WARM_UP; i < WARM_UP + PACKETS; i++)
        {
            packet.accept(i);
        }
        final double bytes = (double)(allocatedByEventLoops() - before) / PACKETS;
        System.out.printf("%s: %.1f bytes on the event loop per packet in and out%n", transport, bytes);
        assertTrue(bytes <= bytesMax, () -> transport + ": " + bytes + " bytes a packet");
    }

    private long allocatedByEventLoops()
    {
        long bytes = 0;
        for (final Thread thread : Thread.getAllStackTraces().keySet())
        {
            if (thread.getName().startsWith("gateway"))
            {
                bytes += threads.getThreadAllocatedBytes(thread.getId());
            }
        }
        return bytes;
    }

    private static WebSocket.Listener listener(final AtomicLong heard)
    {
        return new WebSocket.Listener()
        {
            private final ByteBuffer partial = ByteBuffer.allocate(1_024);

            @Override
            public CompletionStage<?> onBinary(final WebSocket socket, final ByteBuffer data, final boolean last)
            {
                partial.put(data);
                if (last)
                {
                    final Heard message = new Heard(Arrays.copyOf(partial.array(), partial.position()));
                    partial.clear();
                    heard.addAndGet(message.heartbeat().clientNs()); // 0 when it is not an answer.
                }
                socket.request(1);
                return null;
            }
        };
    }
}
