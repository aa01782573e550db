package io.muster.benchmarks.capture;

import io.muster.client.Client;
import io.muster.client.ClientSettings;
import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.client.PlayerListener;
import io.muster.client.SessionNode;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;
import org.HdrHistogram.Histogram;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Players, in instances that are full, and what they send: nothing, as much as they may, or at a steady pace. */
final class EchoPlayers implements AutoCloseable
{
    static final int INPUT_BYTES = 64;

    private static final int SEND_BYTES_MAX = 64 * 1024;
    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long LATENCY_MAX_NS = TimeUnit.MINUTES.toNanos(1);

    private final Client client;
    private final List<EchoPlayer> players = new ArrayList<>();
    private final UnsafeBuffer input = new UnsafeBuffer(new byte[INPUT_BYTES]);
    private final Histogram latencyNs = new Histogram(LATENCY_MAX_NS, 3);
    private boolean isFlooding;
    private long intervalNs;
    private long dueNs;
    private int next;
    private long echoes;
    private String disturbance;

    /** @param window inputs of a player that are on their way at once. */
    EchoPlayers(final int count, final int window, final int tcpPort)
    {
        final ClientSettings settings = new ClientSettings();
        settings.sessionNodes = List.of(SessionNode.of("127.0.0.1:" + tcpPort));
        settings.inputsMax = window;
        settings.inputBytesMax = Math.max(Player.INPUT_BYTES_MAX, 2 * window * INPUT_BYTES);
        settings.sendBytesMax = SEND_BYTES_MAX;
        client = new Client(settings);
        for (int i = 0; i < count; i++)
        {
            players.add(new EchoPlayer("echo-" + i, i % Echo.SEATS == 0 ? null : players.get(i - i % Echo.SEATS)));
        }
    }

    /** Send as much as the windows let through. */
    void flood()
    {
        isFlooding = true;
        intervalNs = 0;
    }

    /** Send one input after the other, each from the next player. */
    void pace(final int inputsPerSecond)
    {
        isFlooding = false;
        intervalNs = TimeUnit.SECONDS.toNanos(1) / inputsPerSecond;
        dueNs = System.nanoTime();
    }

    int poll(final long nowNs)
    {
        final int work = client.poll(nowNs);
        if (isFlooding)
        {
            players.forEach(EchoPlayer::fillWindow);
        }
        else if (intervalNs > 0)
        {
            keepPace(nowNs);
        }
        else
        {
            players.forEach((player) -> player.sitDown(nowNs));
        }
        return work;
    }

    boolean areSeated()
    {
        return players.stream().allMatch((player) -> player.isSeated);
    }

    /** Inputs whose echo has come back. */
    long echoes()
    {
        return echoes;
    }

    /** What a player met first that a benchmark should not have, such as an input refused; or null. */
    String disturbance()
    {
        return disturbance;
    }

    /** Since the last reset, from the time at which an input was due. */
    Histogram latencyNs()
    {
        return latencyNs;
    }

    /** Without a logout: nobody is left to wait for one. */
    @Override
    public void close()
    {
        client.close();
    }

    /** What is late stays due since when it was, so that a stall is seen by all that it held up. */
    private void keepPace(final long nowNs)
    {
        while (nowNs - dueNs >= 0 && players.get(next).send(dueNs))
        {
            dueNs += intervalNs;
            next = (next + 1) % players.size();
        }
    }

    private void disturbed(final String sentence)
    {
        disturbance = disturbance == null ? sentence : disturbance;
    }

    private final class EchoPlayer implements PlayerListener
    {
        private final Player player = client.player(this);
        /** Who makes the instance for the others; null: this one. */
        private final EchoPlayer host;
        private boolean isIn;
        private boolean isSeated;
        private long againNs;

        private EchoPlayer(final String name, final EchoPlayer host)
        {
            this.host = host;
            player.login(name);
            againNs = System.nanoTime();
        }

        /** The master refuses as long as it does not know the game node. */
        private void sitDown(final long nowNs)
        {
            if (!isIn || player.instanceId() != 0 || nowNs - againNs < 0)
            {
                return;
            }
            againNs = nowNs + AGAIN_NS;
            if (host == null)
            {
                player.create(Echo.NAME, Echo.SEATS);
            }
            else if (host.player.instanceId() != 0)
            {
                player.join(host.player.instanceId());
            }
        }

        private void fillWindow()
        {
            while (send(0))
            {
                // Until the window is full.
            }
        }

        private boolean send(final long atNs)
        {
            input.putLong(0, atNs);
            return player.input(input, 0, INPUT_BYTES) != 0;
        }

        @Override
        public void onWelcome(final Player ignored, final boolean resumed)
        {
            isIn = true;
        }

        @Override
        public void onAttached(final Player ignored)
        {
            isSeated = true;
        }

        @Override
        public void onDisconnected(final Player ignored, final RefusalCode code, final String sentence)
        {
            disturbed("a connection was lost: " + code + ", " + sentence);
        }

        @Override
        public void onFrameRefused(final Player ignored, final RefusalCode code, final String sentence)
        {
            disturbed("an input was refused: " + code + ", " + sentence);
        }

        @Override
        public void onSeatClosed(
            final Player ignored, final long requestSeq, final long instanceId, final SeatReason reason)
        {
            disturbed("a seat was lost: " + reason);
        }

        @Override
        public void onOutput(final Player ignored, final Output output)
        {
            echoes++;
            final long atNs = output.payload().getLong(0);
            if (atNs != 0)
            {
                latencyNs.recordValue(Math.min(LATENCY_MAX_NS, System.nanoTime() - atNs));
            }
        }
    }
}
