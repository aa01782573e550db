package io.muster.client;

import com.sun.management.ThreadMXBean;
import io.muster.codecs.AttachedEncoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.OutputEncoder;
import io.muster.codecs.SeatGrantedEncoder;
import io.muster.codecs.SessionHeartbeatEncoder;
import io.muster.codecs.WelcomeEncoder;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.io.DataInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteOrder;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A player that plays and is shown the game: what the SDK allocates for it in the thread that polls. */
@Timeout(60)
class AllocationTest
{
    private static final int ROUNDS = 20_000;
    private static final int BYTES_MAX = 1_000;

    /**
     * The first warms up. In a later one an unfinished frame may come that is longer than any before it, and is kept in
     * more memory from then on; what is allocated for each packet is allocated in every window.
     */
    private static final int WINDOWS = 5;
    private static final int PAYLOAD_BYTES = 200;

    private final ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Thread server = new Thread(this::serve, "session node");
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[PAYLOAD_BYTES]);
    private final UnsafeBuffer out = new UnsafeBuffer(new byte[1_024]);
    private final Client client;
    private final Player player;
    private long outputs;

    AllocationTest() throws IOException
    {
        final ClientSettings settings = new ClientSettings();
        settings.sessionNodes = List.of(new SessionNode(1, "127.0.0.1", listener.getLocalPort()));
        client = new Client(settings);
        player = client.player(new PlayerListener()
        {
            @Override
            public void onOutput(final Player player, final Output output)
            {
                outputs++;
            }
        });
        server.setDaemon(true);
        server.start();
    }

    @AfterEach
    void close() throws Exception
    {
        client.close();
        listener.close();
        server.join(5_000);
    }

    @Test
    void shouldNotAllocateForInputsOutputsAndHeartbeats()
    {
        player.login("ada");
        while (player.instanceId() == 0)
        {
            client.poll(System.nanoTime());
        }
        long bytes = Long.MAX_VALUE;
        for (int i = 0; i < WINDOWS && bytes >= BYTES_MAX; i++)
        {
            bytes = bytesAllocatedBy(ROUNDS);
        }
        final long allocated = bytes;

        assertTrue(
            allocated < BYTES_MAX, () -> allocated + " bytes for " + ROUNDS + " inputs, outputs and heartbeats");
    }

    private long bytesAllocatedBy(final int rounds)
    {
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        play(rounds);
        return threads.getCurrentThreadAllocatedBytes() - before;
    }

    /** Each input is answered by an output and a heartbeat. */
    private void play(final int rounds)
    {
        final long last = outputs + rounds;
        long sent = outputs;
        while (outputs < last)
        {
            if (sent < last && player.input(payload, 0, PAYLOAD_BYTES) != 0)
            {
                sent++;
            }
            client.poll(System.nanoTime());
        }
    }

    private void serve()
    {
        final UnsafeBuffer in = new UnsafeBuffer(new byte[4_096]);
        final MessageHeaderEncoder header = new MessageHeaderEncoder();
        final MessageHeaderDecoder heardHeader = new MessageHeaderDecoder();
        try (Socket socket = listener.accept(); DataInputStream stream = new DataInputStream(socket.getInputStream()))
        {
            for (long outputSeq = 1; ; )
            {
                final int length = stream.readInt() - 6;
                stream.readShort();
                stream.readFully(in.byteArray(), 0, length);
                heardHeader.wrap(in, 0);
                if (heardHeader.templateId() == LoginDecoder.TEMPLATE_ID)
                {
                    welcome(socket, header);
                }
                else if (heardHeader.templateId() == InputDecoder.TEMPLATE_ID)
                {
                    answer(socket, header, outputSeq++);
                }
            }
        }
        catch (final IOException ex)
        {
            CloseHelper.quietClose(listener); // The test is over.
        }
    }

    private void welcome(final Socket socket, final MessageHeaderEncoder header) throws IOException
    {
        say(socket, new WelcomeEncoder().wrapAndApplyHeader(out, 0, header)
            .userId(1).heartbeatMs(10_000).putKey(new byte[16], 0, 16).encodedLength());
        say(socket, new SeatGrantedEncoder().wrapAndApplyHeader(out, 0, header)
            .eventSeq(1).instanceId(9).seat((short)0).seatsMax((short)1).encodedLength());
        say(socket, new AttachedEncoder().wrapAndApplyHeader(out, 0, header).instanceId(9).ackedInputSeq(0)
            .encodedLength());
    }

    private void answer(final Socket socket, final MessageHeaderEncoder header, final long seq) throws IOException
    {
        say(socket, new OutputEncoder().wrapAndApplyHeader(out, 0, header)
            .instanceId(9).outputSeq(seq).ackedInputSeq(seq).tick(seq).putPayload(payload, 0, PAYLOAD_BYTES)
            .encodedLength());
        say(socket, new SessionHeartbeatEncoder().wrapAndApplyHeader(out, 0, header).clientNs(0).encodedLength());
    }

    private void say(final Socket socket, final int encodedLength) throws IOException
    {
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
        final byte[] frame = new byte[6 + length];
        final UnsafeBuffer buffer = new UnsafeBuffer(frame);
        buffer.putInt(0, 6 + length, ByteOrder.BIG_ENDIAN);
        buffer.putShort(4, (short)0xEB50, ByteOrder.BIG_ENDIAN);
        buffer.putBytes(6, out, 0, length);
        socket.getOutputStream().write(frame);
    }
}
