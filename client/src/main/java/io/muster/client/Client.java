package io.muster.client;

import io.muster.client.wire.Connection;
import org.agrona.CloseHelper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * The sockets of any number of players, and the list of session nodes that they share. It has no thread: call
 * {@link #poll} in a loop, and idle for up to a millisecond when it returns 0. Not thread safe; one thread uses a
 * client and its players.
 */
public final class Client implements AutoCloseable
{
    /** How often the players' timers are looked at. They are about 100 ms and more, so this is fine enough. */
    private static final long TIMERS_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private static final int RECEIVE_BYTES = 4 * Connection.FRAME_BYTES_MAX;

    private final ClientSettings settings;
    private final KnownNodes nodes;
    private final Selector selector;
    private final ByteBuffer receiveBytes = ByteBuffer.allocateDirect(RECEIVE_BYTES);
    private final SecureRandom clientIds = new SecureRandom();
    private final Random random = new Random(clientIds.nextLong());
    private final Consumer<SelectionKey> onReady = (key) -> ((Connection)key.attachment()).onReady();
    private final ArrayList<Player> players = new ArrayList<>();
    private final ArrayList<Player> toBeFlushed = new ArrayList<>();
    private long nowNs;
    private long timersNs;

    /**
     * @throws IllegalArgumentException if a setting is out of range.
     * @throws UncheckedIOException     if the operating system gives no selector.
     */
    public Client(final ClientSettings settings)
    {
        settings.check();
        this.settings = settings;
        nodes = new KnownNodes(settings.sessionNodes, settings.checkInEveryNs);
        nowNs = System.nanoTime();
        timersNs = nowNs;
        try
        {
            selector = Selector.open();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Another player, not logged in yet, with a random clientId of its own. */
    public Player player(final PlayerListener listener)
    {
        final Player player = new Player(this, settings, clientIds.nextLong(), listener);
        players.add(player);
        toBeFlushed.ensureCapacity(players.size());
        return player;
    }

    /**
     * Hear the session nodes, tell the players, send what they say. Never blocks, but for resolving a host name when a
     * connection is opened.
     *
     * @param nowNs the time, as of {@link System#nanoTime}; it may not go back.
     * @return how many sockets and timers had something to do.
     */
    public int poll(final long nowNs)
    {
        this.nowNs = nowNs;
        return receive() + keepTime() + flush();
    }

    /** Session nodes as now known, the most trusted first; an application may keep them for its next start. */
    public List<SessionNode> sessionNodes()
    {
        return nodes.all();
    }

    /** Close every player's connection without a word, and the selector. */
    @Override
    public void close()
    {
        players.forEach(Player::close);
        CloseHelper.quietClose(selector);
    }

    long nowNs()
    {
        return nowNs;
    }

    KnownNodes nodes()
    {
        return nodes;
    }

    Random random()
    {
        return random;
    }

    Selector selector()
    {
        return selector;
    }

    ByteBuffer receiveBytes()
    {
        return receiveBytes;
    }

    void onSessionNodes(final List<SessionNode> told)
    {
        nodes.onTold(told, nowNs);
    }

    /** What players say in one cycle leaves in one write each. */
    void flushLater(final Player player)
    {
        if (!player.isFlushPending)
        {
            player.isFlushPending = true;
            toBeFlushed.add(player);
        }
    }

    private int receive()
    {
        try
        {
            return selector.selectNow(onReady);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** After {@link #receive}, so that silence is judged with everything heard. */
    private int keepTime()
    {
        if (nowNs - timersNs < TIMERS_EVERY_NS)
        {
            return 0;
        }
        timersNs = nowNs;
        for (int i = 0; i < players.size(); i++)
        {
            players.get(i).poll(nowNs);
        }
        return 0;
    }

    private int flush()
    {
        final int count = toBeFlushed.size();
        for (int i = 0; i < toBeFlushed.size(); i++)
        {
            toBeFlushed.get(i).flush();
        }
        toBeFlushed.clear();
        return count;
    }
}
