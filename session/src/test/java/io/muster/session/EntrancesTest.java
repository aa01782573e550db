package io.muster.session;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.codecs.UserDetachDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserLeaveDecoder;
import io.muster.codecs.WelcomeDecoder;
import io.muster.session.key.UserKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EntrancesTest
{
    private SessionRig rig = new SessionRig();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldTellWhoChecksInOfEverySessionNode()
    {
        rig.master.nodeUp(4, NodeKind.SESSION);
        rig.master.nodeUp(5, NodeKind.SESSION);
        rig.master.nodeUp(9, NodeKind.GAME);
        rig.master.nodeGone(5);
        rig.step();

        final RawPlayer player = rig.connect().say(Frames.checkIn(1));
        final SessionNodesDecoder.NodesDecoder nodes =
            rig.hear(player, SessionNodesDecoder.TEMPLATE_ID).sessionNodes().nodes();

        assertEquals(2, nodes.count());
        assertEquals(SessionRig.NODE_ID, nodes.next().nodeId());
        assertEquals(rig.gateway.tcpPort(), nodes.tcpPort());
        assertEquals(rig.gateway.webSocketPort(), nodes.webSocketPort());
        assertEquals("127.0.0.1", nodes.host());
        assertEquals(4, nodes.next().nodeId());
        assertEquals("host-4", nodes.host());
        assertEquals("10.0.0.9:40", rig.backend.gameNodes.get(9));
    }

    @Test
    void shouldLetAGuestInAndProveItByAKey()
    {
        final RawPlayer player = rig.connect().say(Frames.login(77, "ada"));
        final UserEnterDecoder command = rig.awaitUserEnter();
        assertEquals(77, command.clientId());
        assertEquals(0, command.userId());
        assertEquals(0, command.eventSeq());
        assertEquals("ada", command.name());
        rig.master.entered(command.connectionId(), 500, 6, 8);

        final Heard heard = rig.hear(player, WelcomeDecoder.TEMPLATE_ID);
        final WelcomeDecoder welcome = heard.welcome();
        assertEquals(500, welcome.userId());
        assertEquals(6, welcome.requestSeq());
        assertEquals(8, welcome.eventSeq());
        assertEquals(0, welcome.instanceId());
        assertEquals(2_000, welcome.heartbeatMs());
        assertEquals(UserKeys.KEY_BYTES, heard.key().length);

        final RawPlayer other = rig.connect().say(Frames.resume(8, heard.key()));
        final UserEnterDecoder proven = rig.awaitUserEnter();
        assertEquals(500, proven.userId());
        assertEquals(8, proven.eventSeq());
        assertEquals("", proven.name());
        rig.master.entered(proven.connectionId(), 500, 6, 8);
        rig.hear(other, WelcomeDecoder.TEMPLATE_ID);
        rig.hearClosing(player, RefusalCode.USER_MOVED);
    }

    @Test
    void shouldRefuseKeysThatAreTooOldOrNotOurs()
    {
        final UserKeys ours = new UserKeys(List.of(SessionRig.SECRET));
        final RawPlayer player = rig.connect();

        player.say(Frames.resume(0, ours.sign(500, System.currentTimeMillis() - 1)));
        rig.hearRefused(player, RefusalCode.KEY_EXPIRED);
        player.say(Frames.resume(0, new UserKeys(List.of(new byte[32])).sign(500, Long.MAX_VALUE)));
        rig.hearRefused(player, RefusalCode.KEY_FORGED);
        player.say(Frames.resume(0, new byte[3]));
        rig.hearRefused(player, RefusalCode.KEY_FORGED);
        player.say(Frames.resume(0, ours.sign(500, Long.MAX_VALUE)));
        assertEquals(500, rig.awaitUserEnter().userId());
    }

    @Test
    void shouldRefuseNamesThatAreNone()
    {
        final RawPlayer player = rig.connect();

        player.say(Frames.login(1, ""));
        rig.hearRefused(player, RefusalCode.NAME_EMPTY);
        player.say(Frames.login(1, "x".repeat(33)));
        rig.hearRefused(player, RefusalCode.NAME_TOO_LONG);
        player.say(Frames.login(1, "x".repeat(10_000)));
        rig.hearRefused(player, RefusalCode.NAME_TOO_LONG);
        player.say(Frames.login(1, new byte[]{ 'a', (byte)0xC3 }));
        rig.hearRefused(player, RefusalCode.NAME_MALFORMED);
        player.say(Frames.login(1, "bell\u0007"));
        rig.hearRefused(player, RefusalCode.NAME_MALFORMED);
        assertTrue(rig.backend.commands.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = { "NAME_TAKEN", "USERS_FULL", "USER_UNKNOWN" })
    void shouldPassOnWhyTheMasterLetsNobodyInAndLetThePlayerTryAgain(final RefusalCode code)
    {
        final RawPlayer player = rig.connect().say(Frames.login(1, "ada"));
        rig.master.refusedUser(rig.awaitUserEnter().connectionId(), code);
        rig.hearRefused(player, code);

        player.say(Frames.login(1, "bob"));
        assertEquals("bob", rig.awaitUserEnter().name());
    }

    @Test
    void shouldRefuseASecondLogin()
    {
        final RawPlayer player = rig.connect().say(Frames.login(1, "ada")).say(Frames.login(1, "ada"));
        rig.hearRefused(player, RefusalCode.ALREADY_LOGGED_IN);
        rig.command();

        final RawPlayer other = rig.loggedIn(600);
        other.say(Frames.resume(0, new byte[56]));
        rig.hearRefused(other, RefusalCode.ALREADY_LOGGED_IN);
    }

    @Test
    void shouldRefuseWhatOnlyAUserMaySay()
    {
        final RawPlayer player = rig.connect();

        assertEquals(4, refusalOf(player, Frames.create(4, "arena", 0)).requestSeq());
        assertEquals(5, refusalOf(player, Frames.join(5, 1)).requestSeq());
        assertEquals(6, refusalOf(player, Frames.leave(6, 1)).requestSeq());
        assertEquals(7, refusalOf(player, Frames.find(7, "arena", 1)).queryId());
        assertEquals(8, refusalOf(player, Frames.describeUser(8)).queryId());
        refusalOf(player, Frames.input(1, 1, 0, 10));
        refusalOf(player, Frames.outputAck(1, 1));
        refusalOf(player, Frames.logout());
        assertTrue(rig.backend.commands.isEmpty());
        assertTrue(rig.backend.packets.isEmpty());
    }

    private RefusedDecoder refusalOf(final RawPlayer player, final byte[] message)
    {
        player.say(message);
        return rig.hearRefused(player, RefusalCode.NOT_LOGGED_IN);
    }

    @Test
    void shouldCloseWhoDoesNotLogIn()
    {
        restart("session.loginMax", "200ms");
        rig.hearClosing(rig.connect(), RefusalCode.LOGIN_TOO_LATE);
    }

    @Test
    void shouldSendAPlayerElsewhereWhomTheMasterDoesNotAnswer()
    {
        restart("session.enterMax", "200ms");
        final RawPlayer player = rig.connect().say(Frames.login(1, "ada"));
        final long connectionId = rig.awaitUserEnter().connectionId();
        rig.hearClosing(player, RefusalCode.MASTER_UNAVAILABLE);

        // The answer comes after all: the master must hear that nobody is there.
        rig.master.entered(connectionId, 500, 0, 0);
        assertDetach(rig.command(), 500, connectionId);
    }

    @Test
    void shouldDetachAUserWhoseConnectionIsLost()
    {
        final RawPlayer player = rig.connect();
        final long connectionId = rig.logIn(player, 500);
        player.close();

        assertDetach(rig.command(), 500, connectionId);
    }

    @Test
    void shouldNeverLoseADetachWhileTheWindowIsFull()
    {
        final RawPlayer first = rig.connect();
        final long firstId = rig.logIn(first, 500);
        final RawPlayer second = rig.connect();
        final long secondId = rig.logIn(second, 501);
        rig.backend.isWindowFull = true;
        first.close();
        rig.await(() -> count("users") == 1);
        second.close();
        rig.await(() -> count("users") == 0);
        assertTrue(rig.backend.commands.isEmpty());

        rig.backend.isWindowFull = false;

        assertDetach(rig.command(), 500, firstId);
        assertDetach(rig.command(), 501, secondId);
    }

    @Test
    void shouldCloseAConnectionWhoseUserMoved()
    {
        final RawPlayer player = rig.connect();
        final long connectionId = rig.logIn(player, 500);
        rig.master.moved(connectionId, 500);

        rig.hearClosing(player, RefusalCode.USER_MOVED);
        assertTrue(rig.backend.commands.isEmpty(), "who moved is not detached");
    }

    @Test
    void shouldLogOut()
    {
        final RawPlayer player = rig.connect();
        final long connectionId = rig.logIn(player, 500);
        player.say(Frames.logout());
        final FakeBackend.Told command = rig.command();
        assertEquals(UserLeaveDecoder.TEMPLATE_ID, command.templateId());
        player.say(Frames.describeUser(1));
        rig.hearRefused(player, RefusalCode.NOT_LOGGED_IN);
        rig.master.left(connectionId, 500);

        rig.hearClosing(player, RefusalCode.LOGGED_OUT);
        assertTrue(rig.backend.commands.isEmpty());
    }

    @Test
    void shouldWaitForTheMasterToKnowThisNode()
    {
        rig.backend.isRegistered = false;
        final RawPlayer player = rig.connect().say(Frames.login(1, "ada"));
        rig.await(() -> count("frames_received_total") == 1);
        rig.backend.isRegistered = true;
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 0, 0);

        rig.hear(player, WelcomeDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldTellEveryoneThatItStops()
    {
        final RawPlayer user = rig.loggedIn(500);
        final RawPlayer stranger = rig.connect();
        rig.await(() -> count("connections") == 2);
        rig.step();
        rig.stop();

        assertTrue(rig.backend.isClosed);
        rig.hearClosing(user, RefusalCode.NODE_STOPPING);
        rig.hearClosing(stranger, RefusalCode.NODE_STOPPING);
    }

    @ParameterizedTest
    @ValueSource(strings = { "ada", "Zoë", "山田太郎", "O'Neil, Jr." })
    void shouldKeepNamesByteForByte(final String name)
    {
        rig.connect().say(Frames.login(1, name));
        assertArrayEquals(name.getBytes(StandardCharsets.UTF_8),
            rig.awaitUserEnter().name().getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldGiveEveryConnectionANumberOfItsOwn()
    {
        final long first = rig.logIn(rig.connect(), 500);
        final RawPlayer second = rig.connect();
        final long secondId = rig.logIn(second, 501);
        second.close();
        rig.command();
        final long third = rig.logIn(rig.connect(), 502);

        assertFalse(first == secondId || secondId == third || first == third);
    }

    private long count(final String counter)
    {
        return rig.count(counter);
    }

    private void restart(final String... overrides)
    {
        rig.close();
        rig = new SessionRig(overrides);
    }

    private static void assertDetach(final FakeBackend.Told told, final long userId, final long connectionId)
    {
        assertEquals(UserDetachDecoder.TEMPLATE_ID, told.templateId());
        final UserDetachDecoder detach =
            new UserDetachDecoder().wrapAndApplyHeader(told.buffer(), 0, new MessageHeaderDecoder());
        assertEquals(userId, detach.userId());
        assertEquals(connectionId, detach.connectionId());
    }
}
