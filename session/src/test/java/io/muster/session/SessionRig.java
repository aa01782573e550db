package io.muster.session;

import io.muster.codecs.ClosingDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.WelcomeDecoder;
import io.muster.node.capture.Capture;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import io.muster.session.backend.BackendListener;
import io.muster.session.gateway.Gateway;
import io.muster.session.gateway.GatewaySettings;
import io.muster.session.key.UserKeys;
import io.muster.session.player.SessionNodes;
import org.agrona.concurrent.SystemEpochClock;
import org.agrona.concurrent.SystemNanoClock;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * A session node on free ports with a real gateway and a real agent, which the test's thread runs step by step, and a
 * master and games of the test's own behind it.
 */
public final class SessionRig implements AutoCloseable
{
    public static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes();
    public static final int NODE_ID = 3;

    private static final long DEADLINE_NS = TimeUnit.SECONDS.toNanos(10);

    public final Gateway gateway;
    public final SessionAgent agent;
    public final Counters counters = new Counters();
    public final GatewaySettings gatewaySettings;
    public FakeBackend backend;
    public Master master;

    private final List<RawPlayer> players = new ArrayList<>();
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private boolean isStopped;

    /** @param overrides settings, as name and value in turn. */
    public SessionRig(final String... overrides)
    {
        final Map<String, String> values = new HashMap<>();
        values.put("session.keyFile", "unused");
        for (int i = 0; i < overrides.length; i += 2)
        {
            values.put(overrides[i], overrides[i + 1]);
        }
        final Settings all = Settings.of(null, values);
        gatewaySettings = new GatewaySettings(all);
        final SessionSettings settings = new SessionSettings(all);
        all.finish();

        gateway = new Gateway(gatewaySettings, counters, Capture.OFF, failures::add, failures::add);
        gateway.start();
        final SessionNodes sessionNodes = new SessionNodes();
        sessionNodes.up(NODE_ID, gateway.tcpPort(), gateway.webSocketPort(), "127.0.0.1");
        agent = new SessionAgent(
            new SessionParts(
                NODE_ID, 64, settings, gatewaySettings, SystemNanoClock.INSTANCE, SystemEpochClock.INSTANCE,
                gateway.inbound(), gateway.outbound(), gateway.refusals(), sessionNodes,
                new UserKeys(List.of(SECRET)), counters),
            this::backendOf);
    }

    private FakeBackend backendOf(final BackendListener listener)
    {
        backend = new FakeBackend(listener);
        master = new Master(backend);
        return backend;
    }

    /** A player who has connected. */
    public RawPlayer connect()
    {
        final RawPlayer player = new RawPlayer(gateway.tcpPort());
        players.add(player);
        return player;
    }

    /** A player whom the master has let in. */
    public RawPlayer loggedIn(final long userId)
    {
        final RawPlayer player = connect();
        logIn(player, userId);
        return player;
    }

    /** Log a player in, and say as which connection. */
    public long logIn(final RawPlayer player, final long userId)
    {
        player.say(Frames.login(userId, "user-" + userId));
        final long connectionId = awaitUserEnter().connectionId();
        master.entered(connectionId, userId, 0, 0);
        hear(player, WelcomeDecoder.TEMPLATE_ID);
        return connectionId;
    }

    /** A player whom the master has let in, and who sits in an instance and is attached. */
    public RawPlayer seated(final long userId, final long instanceId)
    {
        final RawPlayer player = loggedIn(userId);
        master.seated(userId, 0, 1, instanceId);
        await(player::hear);
        await(() -> !backend.packets.isEmpty());
        master.seatAttached(instanceId, userId, 0);
        await(player::hear);
        backend.packets.clear();
        return player;
    }

    public UserEnterDecoder awaitUserEnter()
    {
        await(() -> !backend.commands.isEmpty());
        return master.userEnter();
    }

    /** The next command for the master. */
    public FakeBackend.Told command()
    {
        await(() -> !backend.commands.isEmpty());
        return backend.commands.remove();
    }

    /** The next query for a replica. */
    public FakeBackend.Told query()
    {
        await(() -> !backend.queries.isEmpty());
        return backend.queries.remove();
    }

    /** The next packet for a game node. */
    public FakeBackend.Told packet()
    {
        await(() -> !backend.packets.isEmpty());
        return backend.packets.remove();
    }

    /** The next message that a player hears, which must be of this kind. */
    public Heard hear(final RawPlayer player, final int templateId)
    {
        final Heard heard = await(player::hear);
        assertEquals(templateId, heard.templateId(), () -> heard.toString());
        return heard;
    }

    /** The next message that a player hears must be a refusal with this code, and its sentence. */
    public RefusedDecoder hearRefused(final RawPlayer player, final RefusalCode code)
    {
        final RefusedDecoder refused = hear(player, RefusedDecoder.TEMPLATE_ID).refused();
        assertEquals(code, refused.code());
        assertTrue(gateway.refusals().told(code) > 0, "a refusal is counted");
        return refused;
    }

    /** The next message that a player hears must be the last one, with this code; then the stream ends. */
    public void hearClosing(final RawPlayer player, final RefusalCode code)
    {
        assertEquals(code, hear(player, ClosingDecoder.TEMPLATE_ID).closing().code());
        await(player::isEnded);
        assertTrue(gateway.refusals().told(code) > 0, "a closing is counted");
    }

    /** Run the agent until something is there. */
    public <T> T await(final Supplier<T> something)
    {
        final long deadlineNs = System.nanoTime() + DEADLINE_NS;
        T found = something.get();
        while (found == null && System.nanoTime() - deadlineNs < 0)
        {
            step();
            found = something.get();
        }
        assertNotNull(found, () -> "waited in vain; failures: " + failures);
        return found;
    }

    /** Run the agent until something holds. */
    public void await(final BooleanSupplier condition)
    {
        await(() -> condition.getAsBoolean() ? Boolean.TRUE : null);
    }

    /** Run the agent once, and let the event loops go on. */
    public void step()
    {
        if (agent.doWork() == 0)
        {
            LockSupport.parkNanos(TimeUnit.MICROSECONDS.toNanos(50));
        }
    }

    /** What a counter stands at. */
    public long count(final String counter)
    {
        return counters.value(counter);
    }

    /** Stop the agent, as the process would. */
    public void stop()
    {
        isStopped = true;
        agent.onClose();
    }

    @Override
    public void close()
    {
        players.forEach(RawPlayer::close);
        if (!isStopped)
        {
            agent.onClose();
        }
        gateway.close();
        assertEquals(List.of(), List.copyOf(failures), "nothing failed on an event loop");
    }
}
