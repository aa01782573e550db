package io.muster.game.host;

import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.game.worker.Lane;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GameAgentTest
{
    private static final int NODE = 1;

    private final HostStand stand = new HostStand();

    @Test
    void shouldCarryAGameFromItsStartToItsEnd()
    {
        stand.seat(7, "parrot", 2, 11);
        assertEquals(List.of("started 7", "accepted 11"), stand.master.heard);
        assertEquals(List.of("1 attached 0"), stand.packets());

        stand.input(NODE, 7, 11, 1, "e!");
        stand.input(NODE, 7, 11, 2, "q");
        stand.pass(100);
        assertEquals(List.of("1 output 1/2 e!"), stand.packets());

        stand.say(NODE, stand.messages.seatAck(7, 11, 1));
        stand.work();
        assertEquals(List.of("started 7", "accepted 11", "ended 7"), stand.master.heard);
    }

    @Test
    void shouldDeclareWhatItsGamesCanBeFoundByInEachIncarnationBeforeAllElse()
    {
        stand.master.isFull = true;
        stand.master.listener.onRegistered(1_000);
        stand.seat(7, "parrot", 2, 11);
        assertEquals(List.of(), stand.master.heard);

        stand.master.isFull = false;
        stand.work();
        final List<String> expected = List.of(
            "declared parrot map:KEYWORD rating:INTEGER #ranked #open",
            "declared arena hall:KEYWORD ends-tick:INTEGER #fresh");
        assertEquals(expected, stand.master.heard.subList(0, 2));
        assertEquals(List.of("started 7", "accepted 11"), stand.master.heard.subList(2, 4));

        stand.master.heard.clear();
        stand.master.listener.onDown(RefusalCode.LEASE_EXPIRED);
        stand.master.listener.onRegistered(1_000);
        stand.work();
        assertEquals(expected, stand.master.heard);
    }

    @Test
    void shouldSpreadInstancesOverItsWorkersWhateverTheirIds()
    {
        for (int id = 2; id <= 400; id += 2)
        {
            stand.master.say(stand.master.messages.startInstance(id, "parrot", 2));
        }
        final Lanes lanes = new Lanes(List.of(Lane.ofBytes(1024, 1024), Lane.ofBytes(1024, 1024)));
        int first = 0;
        for (int id = 2; id <= 400; id += 2)
        {
            first += lanes.of(id) == lanes.at(0) ? 1 : 0;
        }
        stand.work();

        assertEquals(200, stand.counted.instances.get());
        assertEquals(100, first, 20);
    }

    @Test
    void shouldKeepCommandsWhileTheLinkIsFull()
    {
        stand.master.isFull = true;
        stand.seat(7, "parrot", 2, 11);
        stand.pass(100);
        assertEquals(List.of(), stand.master.heard);

        stand.master.isFull = false;
        stand.work();
        assertEquals(List.of("started 7", "accepted 11"), stand.master.heard);
    }

    @Test
    void shouldSayNothingOfAnEarlierIncarnation()
    {
        stand.master.listener.onRegistered(3_000);
        assertTrue(stand.agent.isRegistered());
        stand.master.isFull = true;
        stand.seat(7, "parrot", 2, 11);

        stand.master.listener.onDown(RefusalCode.LEASE_EXPIRED);
        assertFalse(stand.agent.isRegistered());
        stand.master.isFull = false;
        stand.work();
        assertEquals(List.of(), stand.master.heard);
        assertEquals(0, stand.counted.instances.get());

        stand.seat(8, "parrot", 2, 11);
        assertEquals(List.of("started 8", "accepted 11"), stand.master.heard);
        stand.input(NODE, 7, 11, 1, "e");
        stand.work();
        assertTrue(stand.packets().contains("1 refused INSTANCE_ENDED"));
    }

    @Test
    void shouldKnowSessionNodesOnly()
    {
        stand.master.say(stand.master.messages.nodeUp(1, NodeKind.SESSION, "host:1"));
        stand.master.say(stand.master.messages.nodeUp(2, NodeKind.GAME, "host:2"));
        stand.master.say(stand.master.messages.nodeGone(1));

        assertEquals(List.of("1=host:1", "1 gone"), stand.players.ways);
    }

    @Test
    void shouldRefuseWhatComesForAnUnknownInstanceByAStreamThatItKnows()
    {
        stand.input(5, 7, 11, 1, "e");
        stand.work();
        assertEquals(List.of(), stand.packets());

        stand.attach(5, 7, 11);
        stand.input(5, 7, 11, 1, "e");
        stand.work();
        assertEquals(List.of("5 refused INSTANCE_UNKNOWN", "5 refused INSTANCE_UNKNOWN"), stand.packets());
    }

    @Test
    void shouldForgetStreamsRatherThanRememberWithoutEnd()
    {
        for (int stream = 1; stream <= 3 * PacketRouter.STREAMS_MAX; stream++)
        {
            stand.say(stream, stand.messages.attachSeat(stream, 7, 11, 1, 0));
            stand.work();
            assertEquals(List.of(stream + " refused INSTANCE_UNKNOWN"), stand.packets());
        }
        stand.input(3 * PacketRouter.STREAMS_MAX, 7, 11, 1, "e");
        stand.work();
        assertEquals(1, stand.packets().size());
    }

    @Test
    void shouldEndTheNodeWhenAWorkerTakesNoEvents()
    {
        final int length = stand.master.messages.startInstance(7, "parrot", 2);

        assertThrows(IllegalStateException.class, () ->
        {
            for (int i = 0; i < 10_000; i++)
            {
                stand.master.say(length);
            }
        });
    }

    @Test
    void shouldDropPacketsThatFindTheirWorkerBusyAndGoOn()
    {
        stand.seat(7, "parrot", 2, 11);
        for (int i = 0; i < 100_000; i++)
        {
            stand.input(NODE, 7, 11, 2, "e");
        }
        stand.work();
        stand.input(NODE, 7, 11, 1, "e");
        stand.pass(100);

        assertTrue(stand.packets().contains("1 output 1/1 e"));
    }

    @Test
    void shouldCloseItsWays()
    {
        stand.agent.onClose();

        assertTrue(stand.master.isClosed && stand.players.isClosed);
    }
}
