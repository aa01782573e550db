package io.muster.failover.bench;

import io.muster.client.Client;
import io.muster.client.ClientSettings;
import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.client.PlayerListener;
import io.muster.client.SessionNode;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Some players, each alone in an arena of 20 ticks a second, and the times in which they were shown nothing. */
final class PlayWatch implements AutoCloseable
{
    static final double TICK_MS = 50;

    private static final long AGAIN_NS = TimeUnit.MILLISECONDS.toNanos(100);

    private final Client client;
    private final List<Watcher> watchers = new ArrayList<>();
    private final Gaps gaps = new Gaps(0);
    private long nowNs;

    PlayWatch(final List<String> endpoints, final int players)
    {
        final ClientSettings settings = new ClientSettings();
        settings.sessionNodes = endpoints.stream().map(SessionNode::of).toList();
        client = new Client(settings);
        for (int i = 0; i < players; i++)
        {
            watchers.add(new Watcher("watcher-" + i));
        }
    }

    int poll(final long atNs)
    {
        nowNs = atNs;
        final int work = client.poll(nowNs);
        watchers.forEach(Watcher::sitDown);
        return work;
    }

    /** Everybody has been shown something. */
    boolean isReady()
    {
        return watchers.stream().allMatch((watcher) -> watcher.outputs > 0);
    }

    Gaps gaps()
    {
        return gaps;
    }

    @Override
    public void close()
    {
        client.close();
    }

    private final class Watcher implements PlayerListener
    {
        private final Player player = client.player(this);
        private boolean isIn;
        private long againNs;
        private long outputs;
        private long shownNs;

        private Watcher(final String name)
        {
            player.login(name);
            againNs = System.nanoTime();
        }

        /** A round of the arena lasts ten seconds; then there is another. */
        private void sitDown()
        {
            if (isIn && player.instanceId() == 0 && nowNs - againNs >= 0)
            {
                player.create("arena", 0);
                againNs = nowNs + AGAIN_NS;
            }
        }

        @Override
        public void onWelcome(final Player ignored, final boolean resumed)
        {
            isIn = true;
        }

        @Override
        public void onClosed(final Player ignored, final RefusalCode code, final String sentence)
        {
            throw new IllegalStateException("a player was put out: " + code + ", " + sentence);
        }

        @Override
        public void onSeatGranted(final Player ignored, final long requestSeq)
        {
            shownNs = 0;
        }

        @Override
        public void onSeatClosed(
            final Player ignored, final long requestSeq, final long instanceId, final SeatReason reason)
        {
            shownNs = 0;
        }

        @Override
        public void onOutput(final Player ignored, final Output output)
        {
            final long atNs = System.nanoTime();
            if (shownNs != 0)
            {
                gaps.add(shownNs, atNs);
            }
            shownNs = atNs;
            outputs++;
        }
    }
}
