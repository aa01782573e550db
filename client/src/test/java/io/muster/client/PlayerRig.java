package io.muster.client;

import io.muster.client.fake.FakeServers;
import io.muster.client.fake.FakeSessionNode;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** A player that knows the first of two fake session nodes, and a clock that a test may put forward. */
final class PlayerRig implements AutoCloseable
{
    final FakeServers servers = new FakeServers(2);
    final FakeSessionNode first = servers.nodes.get(0);
    final FakeSessionNode second = servers.nodes.get(1);
    final RecordingListener listener = new RecordingListener();
    final Client client = clientOf(first);
    final Player player = client.player(listener);
    private long skewNs;

    static Client clientOf(final FakeSessionNode... nodes)
    {
        final ClientSettings settings = new ClientSettings();
        settings.sessionNodes = List.of(nodes).stream().map(FakeSessionNode::address).toList();
        return new Client(settings);
    }

    void login()
    {
        player.login("ada");
        await(() -> player.state() == PlayerState.ATTACHED);
    }

    void sitInArena()
    {
        login();
        player.create("arena", 0);
        await(() -> listener.told.contains("attached"));
    }

    /** Time passes in one blow for the player, and everybody may act on it. */
    void pass(final long ms)
    {
        skewNs += TimeUnit.MILLISECONDS.toNanos(ms);
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(10);
        await(() -> System.nanoTime() - untilNs >= 0);
    }

    void await(final BooleanSupplier condition)
    {
        await(client, condition);
    }

    void await(final Client polled, final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "told so far: " + listener.told);
            servers.poll(System.nanoTime());
            polled.poll(System.nanoTime() + skewNs);
            Thread.onSpinWait();
        }
    }

    @Override
    public void close()
    {
        client.close();
        servers.close();
    }
}
