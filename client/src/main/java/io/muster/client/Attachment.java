package io.muster.client;

import io.muster.client.wire.Connection;
import io.muster.client.wire.ConnectionListener;
import io.muster.client.wire.FrameTap;
import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;

import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * Gets a player in, keeps it in, and brings it back: check-in, login, heartbeats, and resume by the same or another
 * session node after a pause that grows with each failure.
 */
final class Attachment implements ConnectionListener
{
    private static final int SILENT_HEARTBEATS_MAX = 3;
    private static final int KEY_BYTES_MAX = 1_024;
    private static final int DOUBLINGS_MAX = 16;

    private final Player player;
    private final Client client;
    private final ClientSettings settings;
    private final Connection connection;
    private final PlayerListener listener;
    private final SessionPublisher publisher;
    private final SessionAdapter adapter;

    private PlayerState state = PlayerState.IDLE;
    private long stateNs;
    private byte[] name;
    private byte[] key;
    private RefusalCode anewCode = RefusalCode.NONE;
    private String anewSentence = "";
    private boolean isLeaving;
    private boolean isLogoutSent;
    private SessionNode node;
    private int failures;
    private long pauseNs;
    private long heartbeatNs;
    private long heardNs;
    private long roundTripNs;

    Attachment(
        final Player player, final Client client, final ClientSettings settings, final PlayerListener listener)
    {
        this.player = player;
        this.client = client;
        this.settings = settings;
        this.listener = listener;
        connection = new Connection(this, client.receiveBytes(), settings.sendBytesMax);
        publisher = new SessionPublisher(player, client, connection);
        adapter = new SessionAdapter(player, this, client);
    }

    SessionPublisher publisher()
    {
        return publisher;
    }

    PlayerState state()
    {
        return state;
    }

    SessionNode node()
    {
        return node;
    }

    long roundTripNs()
    {
        return roundTripNs;
    }

    RefusalCode anewCode()
    {
        return anewCode;
    }

    String anewSentence()
    {
        return anewSentence;
    }

    void tap(final FrameTap tap)
    {
        publisher.tap(tap);
        adapter.tap(tap);
    }

    /** @return whether the user that was closed comes back: it has that name, and there is a key. */
    boolean start(final byte[] name)
    {
        if (state != PlayerState.IDLE && state != PlayerState.CLOSED)
        {
            throw new IllegalStateException("the player is logged in, or about to be");
        }
        final boolean comesBack = key != null && Arrays.equals(this.name, name);
        this.name = name;
        key = comesBack ? key : null;
        isLeaving = false;
        failures = 0;
        node = client.nodes().any(client.random());
        pause(0);
        return comesBack;
    }

    void logout()
    {
        isLeaving = true;
        if (key == null && state != PlayerState.IDLE && state != PlayerState.CLOSED)
        {
            end(RefusalCode.LOGGED_OUT, "the player logged out before it was in");
        }
    }

    /** Without a word: the user keeps its seat for the grace time. */
    void close()
    {
        connection.close();
        if (state != PlayerState.IDLE)
        {
            become(PlayerState.CLOSED);
        }
    }

    void flush()
    {
        connection.flush();
    }

    void poll(final long nowNs)
    {
        switch (state)
        {
            case WAITING -> awaitPause(nowNs);
            case CONNECTING -> awaitUntil(nowNs, settings.connectTimeoutNs, "no connection in time");
            case ENTERING -> awaitUntil(nowNs, settings.entryTimeoutNs, "no answer to login or resume in time");
            case ATTACHED -> keepAlive(nowNs);
            default ->
            {
                // Nothing is due before a login or after the end.
            }
        }
    }

    @Override
    public void onConnected()
    {
        if (client.nodes().isStale(client.nowNs()))
        {
            publisher.checkIn();
        }
        enter();
    }

    @Override
    public void onFrame(final DirectBuffer frame)
    {
        adapter.onFrame(frame);
    }

    /**
     * A node that was fine until the network ended the connection is tried again first, for it knows the player; after
     * anything else it is another node's turn.
     */
    @Override
    public void onLost(final RefusalCode code, final String sentence)
    {
        final boolean wasAttached = state == PlayerState.ATTACHED;
        connection.close();
        if (!wasAttached || code != RefusalCode.NONE)
        {
            node = client.nodes().after(node);
        }
        pause(wasAttached ? 0 : pauseAfterFailureNs());
        if (wasAttached)
        {
            listener.onDisconnected(player, code, sentence);
        }
    }

    /** @return whether the welcome can be lived with. */
    boolean onWelcome(final byte[] key, final int heartbeatMs)
    {
        if (state != PlayerState.ENTERING || heartbeatMs < 1 || key.length < 1 || key.length > KEY_BYTES_MAX)
        {
            onLost(RefusalCode.FRAME_MALFORMED, "the session node sent a welcome that was not asked for, or with a" +
                " heartbeat of " + heartbeatMs + " ms, or with a key of " + key.length + " bytes");
            return false;
        }
        this.key = key;
        heartbeatNs = TimeUnit.MILLISECONDS.toNanos(heartbeatMs);
        failures = 0;
        isLogoutSent = false;
        become(PlayerState.ATTACHED);
        return true;
    }

    void onRefused(final RefusalCode code, final String sentence)
    {
        if (state != PlayerState.ENTERING)
        {
            listener.onFrameRefused(player, code, sentence);
        }
        else if (isAboutKey(code))
        {
            if (startsAnew(code, sentence))
            {
                enter();
            }
        }
        else
        {
            onClosing(code, sentence);
        }
    }

    void onClosing(final RefusalCode code, final String sentence)
    {
        if (isFinal(code))
        {
            end(code, sentence);
        }
        else if (!isAboutKey(code) || startsAnew(code, sentence))
        {
            onLost(code, sentence);
        }
    }

    void onHeard()
    {
        heardNs = client.nowNs();
    }

    void onHeartbeat(final long clientNs)
    {
        if (clientNs != 0)
        {
            roundTripNs = client.nowNs() - clientNs;
        }
    }

    private void awaitPause(final long nowNs)
    {
        if (nowNs - stateNs >= pauseNs)
        {
            become(PlayerState.CONNECTING);
            connection.open(new InetSocketAddress(node.host(), node.tcpPort()), client.selector());
        }
    }

    private void awaitUntil(final long nowNs, final long timeoutNs, final String sentence)
    {
        if (nowNs - stateNs >= timeoutNs)
        {
            onLost(RefusalCode.HEARTBEAT_MISSED, sentence);
        }
    }

    /** We speak twice as often as we have to, so that one late cycle of ours is not taken for death. */
    private void keepAlive(final long nowNs)
    {
        if (nowNs - heardNs >= SILENT_HEARTBEATS_MAX * heartbeatNs)
        {
            onLost(RefusalCode.HEARTBEAT_MISSED, "the session node was silent for " +
                TimeUnit.NANOSECONDS.toMillis(nowNs - heardNs) + " ms");
            return;
        }
        if (isLeaving && !isLogoutSent)
        {
            isLogoutSent = publisher.logout();
        }
        if (nowNs - publisher.sentNs() >= heartbeatNs / 2)
        {
            publisher.heartbeat();
        }
    }

    private void enter()
    {
        become(PlayerState.ENTERING);
        final boolean isSent = key == null ?
            publisher.login(player.clientId(), name) : publisher.resume(player.eventSeq(), key);
        if (!isSent)
        {
            throw new IllegalStateException("an empty send buffer holds no login");
        }
    }

    /** The key is of no use any more: the next entry is a login, unless the user was to be forgotten anyway. */
    private boolean startsAnew(final RefusalCode code, final String sentence)
    {
        if (isLeaving)
        {
            end(RefusalCode.LOGGED_OUT, "the user is forgotten already: " + sentence);
            return false;
        }
        key = null;
        anewCode = code;
        anewSentence = sentence;
        return true;
    }

    private void end(final RefusalCode code, final String sentence)
    {
        key = null;
        close();
        listener.onClosed(player, code, sentence);
    }

    private void pause(final long pauseNs)
    {
        this.pauseNs = pauseNs;
        become(PlayerState.WAITING);
    }

    /** Doubles up to the limit; from half to all of it, so that a crowd that fell together does not come as one. */
    private long pauseAfterFailureNs()
    {
        final long longest = Math.min(
            settings.retryMaxNs, settings.retryMinNs << Math.min(DOUBLINGS_MAX, failures));
        failures++;
        return longest / 2 + (long)(client.random().nextDouble() * (longest / 2.0));
    }

    private void become(final PlayerState next)
    {
        if (!state.mayBecome(next))
        {
            throw new IllegalStateException("a player that is " + state + " cannot become " + next);
        }
        state = next;
        stateNs = client.nowNs();
        heardNs = stateNs;
    }

    private static boolean isAboutKey(final RefusalCode code)
    {
        return code == RefusalCode.KEY_EXPIRED ||
            code == RefusalCode.KEY_FORGED ||
            code == RefusalCode.USER_UNKNOWN;
    }

    /** To try again would get the same answer, or drive somebody else out. */
    private static boolean isFinal(final RefusalCode code)
    {
        return switch (code)
        {
            case LOGGED_OUT, USER_MOVED, USERS_FULL, NAME_EMPTY, NAME_TOO_LONG, NAME_MALFORMED, NAME_TAKEN -> true;
            default -> false;
        };
    }
}
