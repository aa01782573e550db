package io.muster.client;

import io.muster.client.fake.FakeServers;
import io.muster.client.fake.FakeSessionNode;
import io.muster.client.fake.Fault;
import io.muster.codecs.CheckInDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.LogoutDecoder;
import io.muster.codecs.PlayerHeartbeatDecoder;
import io.muster.codecs.RefusalCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.nio.ByteBuffer;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** How a player comes in, stays in, and comes back. */
@Timeout(20)
class PlayerTest
{
    private final PlayerRig rig = new PlayerRig();
    private final FakeServers servers = rig.servers;
    private final FakeSessionNode first = rig.first;
    private final FakeSessionNode second = rig.second;
    private final RecordingListener listener = rig.listener;
    private final Player player = rig.player;

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldFetchAndKeepTheFullListOfSessionNodes()
    {
        rig.login();

        assertEquals(List.of(first.address(), second.address()), rig.client.sessionNodes());
        assertEquals(1, first.heard(CheckInDecoder.TEMPLATE_ID));
    }

    @Test
    void shouldTryTheNextNodeWhenOneDoesNotAnswer()
    {
        first.close();
        try (Client client = PlayerRig.clientOf(first, second))
        {
            final Player player = client.player(listener);
            player.login("ada");
            rig.await(client, () -> player.state() == PlayerState.ATTACHED);

            assertEquals(second.address().tcpPort(), player.sessionNode().tcpPort());
        }
    }

    @Test
    void shouldTellTheApplicationWhyALoginIsRefused()
    {
        player.login("taken");
        rig.await(() -> player.state() == PlayerState.CLOSED);

        assertEquals(List.of("closed NAME_TAKEN"), listener.told);
        assertEquals("no: NAME_TAKEN", listener.sentence);
    }

    @Test
    void shouldBeTheSameGuestWhenTheAnswerToALoginIsLost()
    {
        first.next(LoginDecoder.TEMPLATE_ID, Fault.CUT_AFTER);

        rig.login();

        assertEquals(1, servers.users.size());
        assertEquals(List.of("resumed"), listener.told);
    }

    @Test
    void shouldResumeOnAnotherNodeWhenItsNodeDies()
    {
        rig.sitInArena();
        first.close();
        rig.await(() -> listener.told.contains("resumed"));

        assertEquals(second.address().tcpPort(), player.sessionNode().tcpPort());
        assertEquals(servers.user().instance.instanceId(), player.instanceId());
    }

    @Test
    void shouldGoAwayWhenTheNodeIsSilentForThreeHeartbeats()
    {
        rig.login();
        first.isHanging = true;
        rig.pass(1_400);
        assertEquals(PlayerState.ATTACHED, player.state());
        rig.pass(200);
        rig.await(() -> listener.told.contains("resumed"));

        assertEquals("disconnected HEARTBEAT_MISSED", listener.told.get(1));
        assertEquals(second.address().tcpPort(), player.sessionNode().tcpPort());
    }

    @Test
    void shouldKeepAnIdleConnectionWithHeartbeats()
    {
        rig.login();
        for (int i = 0; i < 20; i++)
        {
            rig.pass(260);
        }

        assertEquals(List.of("welcome"), listener.told);
        assertTrue(first.heard(PlayerHeartbeatDecoder.TEMPLATE_ID) >= 18);
        assertTrue(player.roundTripNs() > 0);
    }

    @Test
    void shouldStartAnewWhenItIsForgotten()
    {
        rig.sitInArena();
        final long userId = player.userId();
        servers.users.clear();
        first.cutAll();
        rig.await(() -> listener.told.contains("anew USER_UNKNOWN"));
        rig.await(() -> player.state() == PlayerState.ATTACHED);

        assertNotEquals(userId, player.userId());
        assertEquals(0, player.instanceId());
        assertEquals(1, player.create("arena", 0));
    }

    @Test
    void shouldLoseNothingWhenOnlyItsKeyHasExpired()
    {
        rig.sitInArena();
        final long userId = player.userId();
        servers.expireKey = true;
        first.cutAll();
        rig.await(() -> listener.told.contains("resumed"));
        rig.await(() -> listener.told.lastIndexOf("attached") > listener.told.indexOf("resumed"));

        assertEquals(userId, player.userId());
        assertEquals(servers.user().instance.instanceId(), player.instanceId());
        assertEquals(1, listener.told.stream().filter("granted 1"::equals).count());
    }

    @Test
    void shouldNotDriveOutWhoeverCameInInItsPlace()
    {
        rig.login();
        servers.close(servers.user(), RefusalCode.USER_MOVED);
        rig.await(() -> player.state() == PlayerState.CLOSED);

        assertEquals(List.of("welcome", "closed USER_MOVED"), listener.told);
    }

    @Test
    void shouldGoToAnotherNodeWhenItsNodeStops()
    {
        rig.login();
        servers.close(servers.user(), RefusalCode.NODE_STOPPING);
        rig.await(() -> listener.told.contains("resumed"));

        assertEquals(List.of("welcome", "disconnected NODE_STOPPING", "resumed"), listener.told);
        assertEquals(second.address().tcpPort(), player.sessionNode().tcpPort());
    }

    @Test
    void shouldComeBackAsTheSameUserAfterAClose()
    {
        rig.sitInArena();
        player.close();
        assertEquals(PlayerState.CLOSED, player.state());

        rig.login();

        assertEquals(servers.user().userId, player.userId());
        assertEquals(servers.user().instance.instanceId(), player.instanceId());
    }

    @Test
    void shouldLogOutEvenThoughTheAnswerIsLost()
    {
        rig.login();
        first.next(LogoutDecoder.TEMPLATE_ID, Fault.CUT_AFTER);
        player.logout();
        rig.await(() -> player.state() == PlayerState.CLOSED);

        assertEquals("closed LOGGED_OUT", listener.told.get(listener.told.size() - 1));
        assertEquals(0, servers.users.size());
    }

    @Test
    void shouldCloseAConnectionThatSpeaksNonsense()
    {
        loseConnectionBy(bytesOf(20, 0xEB51, 5, 901), RefusalCode.FRAME_MALFORMED);
        loseConnectionBy(bytesOf(13, 0xEB50, 5, 901), RefusalCode.FRAME_MALFORMED);
        loseConnectionBy(bytesOf(1 << 20, 0xEB50, 5, 901), RefusalCode.FRAME_TOO_LARGE);
        loseConnectionBy(bytesOf(20, 0xEB50, 5, 900), RefusalCode.SCHEMA_FOREIGN);
        loseConnectionBy(bytesOf(20, 0xEB50, 999, 901), RefusalCode.TEMPLATE_UNKNOWN);
        loseConnectionBy(bytesOf(20, 0xEB50, 3, 901), RefusalCode.TEMPLATE_UNKNOWN);
        loseConnectionBy(bytesOf(20, 0xEB50, 22, 901), RefusalCode.FRAME_TRUNCATED);
    }

    private void loseConnectionBy(final ByteBuffer bytes, final RefusalCode code)
    {
        listener.told.clear();
        if (player.state() == PlayerState.IDLE)
        {
            rig.login();
        }
        rig.await(() -> player.state() == PlayerState.ATTACHED);
        servers.nodes.forEach((node) -> node.connections.forEach((it) -> it.sendRaw(bytes.duplicate())));
        rig.await(() -> listener.told.contains("disconnected " + code));
        assertTrue(listener.sentence.length() > 20, listener.sentence);
    }

    private static ByteBuffer bytesOf(
        final int length, final int encodingType, final int templateId, final int schemaId)
    {
        final UnsafeBuffer header = new UnsafeBuffer(new byte[8]);
        header.putShort(2, (short)templateId);
        header.putShort(4, (short)schemaId);
        return ByteBuffer.allocate(20)
            .putInt(length).putShort((short)encodingType).put(header.byteArray()).putInt(0).putShort((short)0).flip();
    }
}
