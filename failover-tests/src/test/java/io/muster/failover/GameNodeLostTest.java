package io.muster.failover;

import io.muster.client.Client;
import io.muster.client.ClientSettings;
import io.muster.client.SessionNode;
import io.muster.codecs.SeatReason;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

/** The machine under some instances dies: who sat there is told so, who sat elsewhere does not notice. */
class GameNodeLostTest
{
    private static final String GAME = "connect-four";

    private final LocalCluster cluster = new LocalCluster(ClusterPlan.temporary(), true);
    private Client client;

    @BeforeEach
    void start()
    {
        cluster.start();
        final ClientSettings settings = new ClientSettings();
        settings.sessionNodes = cluster.playerEndpoints().stream().map(SessionNode::of).toList();
        client = new Client(settings);
    }

    @AfterEach
    void stop()
    {
        if (client != null)
        {
            client.close();
        }
        cluster.close();
    }

    private void await(final BooleanSupplier condition, final Guest... guests)
    {
        Await.until(20, () -> Arrays.toString(guests), () ->
        {
            client.poll(System.nanoTime());
            return condition.getAsBoolean();
        });
    }

    private Guest guest(final String name)
    {
        final Guest guest = new Guest(client, name);
        await(guest::isWelcome, guest);
        return guest;
    }

    private void create(final Guest guest)
    {
        guest.player().create(GAME, 0);
        await(guest::isSeated, guest);
    }

    @Test
    void shouldTellThePlayersOfThatNodeAndNobodyElse()
    {
        final Guest ada = guest("Ada");
        final Guest bob = guest("Bob");
        create(ada);
        create(bob);

        cluster.kill(cluster.node(Kind.GAME, 1));

        await(() -> ada.closed() != null || bob.closed() != null, ada, bob);
        final Guest unlucky = ada.closed() != null ? ada : bob;
        final Guest lucky = unlucky == ada ? bob : ada;
        assertEquals(SeatReason.GAME_NODE_LOST, unlucky.closed());
        assertNull(lucky.closed(), "instances go to the least loaded node, so the two sat on different ones");
        shouldGoOn(lucky);
        create(unlucky);
        assertEquals(0, ada.disconnections() + bob.disconnections());
    }

    private void shouldGoOn(final Guest lucky)
    {
        final Guest cyd = guest("Cyd");
        final int outputs = lucky.outputs();
        cyd.player().join(lucky.player().instanceId());

        await(() -> cyd.isSeated() && lucky.outputs() > outputs, lucky, cyd);
    }
}
