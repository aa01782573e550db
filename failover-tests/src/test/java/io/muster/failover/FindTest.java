package io.muster.failover;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.client.Client;
import io.muster.client.ClientSettings;
import io.muster.client.FoundInstance;
import io.muster.client.SessionNode;
import io.muster.client.Wanted;
import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.console.find.Finder;
import io.muster.console.find.Query;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What a game says of its instances is found by players and by operators, from any replica. */
class FindTest
{
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

    @Test
    void shouldFindAnInstanceByWhatItsGameSaysOfIt()
    {
        final Guest ann = guest("ann");
        final Guest bob = guest("bob");
        ann.player().create("arena", 4);
        bob.player().create("arena", 0);
        await(() -> ann.isSeated() && bob.isSeated(), ann, bob);

        final Wanted small = Wanted.ANYTHING.word("hall", "small").number("ends-tick", 1, 100_000).tag("fresh");
        awaitFound(ann, small, ann.player().instanceId());
        awaitFound(bob, Wanted.ANYTHING.word("hall", "large"), bob.player().instanceId());
        ann.find("arena", Wanted.ANYTHING.tag("ranked"));
        await(() -> ann.refused() != null, ann);
        assertEquals(RefusalCode.FIELD_UNKNOWN, ann.refused());

        for (final LocalNode master : cluster.nodes(Kind.MASTER))
        {
            // A replica that was not asked before may be a moment behind.
            await(() -> rowsOf(master).size() == 1, ann);
            final ObjectNode row = rowsOf(master).get(0);
            assertEquals(ann.player().instanceId(), row.path("id").asLong());
            assertEquals("small", row.path("attributes").path("hall").asText());

            final Finder plan = new Finder(cluster, List.of(master));
            plan.find(new Query(RecordKind.USERS, "name=ann", null, true), 1);
            assertNotNull(plan.explanation());
            assertTrue(plan.explanation().startsWith("users: by the unique text name"), plan.explanation());
        }
    }

    private List<ObjectNode> rowsOf(final LocalNode master)
    {
        final Finder finder = new Finder(cluster, List.of(master));
        finder.find(new Query(RecordKind.INSTANCES, "type=arena hall=small free=3", "ends-tick", false), 10);
        return finder.rows();
    }

    /** A game's description takes a tick, and then its way to the master and back. */
    private void awaitFound(final Guest guest, final Wanted wanted, final long instanceId)
    {
        guest.find("arena", wanted);
        await(() ->
        {
            final List<FoundInstance> found = guest.found();
            if (found != null && found.isEmpty())
            {
                guest.find("arena", wanted);
            }
            return found != null && !found.isEmpty();
        }, guest);
        assertEquals(List.of(instanceId), guest.found().stream().map(FoundInstance::instanceId).toList());
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
}
