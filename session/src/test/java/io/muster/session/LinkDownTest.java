package io.muster.session;

import io.muster.codecs.CreateInstanceDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.UserEnterDecoder;
import io.muster.codecs.UserLeaveDecoder;
import io.muster.codecs.WelcomeDecoder;
import io.muster.session.key.UserKeys;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** What players notice of our link going down: nothing, unless the master has forgotten them. */
class LinkDownTest
{
    private final SessionRig rig = new SessionRig();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldEnterEveryoneAgainUnnoticedAfterTheLinkWasDown()
    {
        final RawPlayer player = rig.seated(500, 70);
        linkDown();
        player.say(Frames.input(70, 1, 0, 10)).say(Frames.create(3, "arena", 0));
        rig.packet();
        rig.await(() -> rig.count("frames_received_total") == 3);
        assertTrue(rig.backend.commands.isEmpty());

        rig.backend.isRegistered = true;
        final UserEnterDecoder command = rig.awaitUserEnter();
        assertEquals(500, command.userId());
        assertEquals(1, command.eventSeq());
        rig.master.entered(command.connectionId(), 500, 0, 1, 70, 2);

        // The request of the meantime is made, and the seat attached anew; the player hears of neither.
        assertEquals(CreateInstanceDecoder.TEMPLATE_ID, rig.command().templateId());
        rig.packet();
        rig.master.seated(500, 3, 2, 71);
        rig.hear(player, SeatGrantedDecoder.TEMPLATE_ID);
    }

    @Test
    void shouldNotAskAgainWhatTheMasterHadAppliedBeforeTheLinkWentDown()
    {
        final RawPlayer player = rig.loggedIn(500);
        player.say(Frames.create(3, "arena", 0));
        rig.command();
        linkDown();
        rig.backend.isRegistered = true;
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 3, 2);
        rig.master.seated(500, 3, 2, 70);

        rig.hear(player, SeatGrantedDecoder.TEMPLATE_ID);
        assertTrue(rig.backend.commands.isEmpty());
        player.say(Frames.create(4, "arena", 0));
        assertEquals(CreateInstanceDecoder.TEMPLATE_ID, rig.command().templateId());
    }

    @Test
    void shouldLetTheLaterConnectionWinOfAUserWhoComesBackWhileTheLinkIsDown()
    {
        final RawPlayer first = rig.loggedIn(500);
        linkDown();
        final byte[] key = new UserKeys(List.of(SessionRig.SECRET)).sign(500, Long.MAX_VALUE);
        final RawPlayer second = rig.connect().say(Frames.resume(0, key));
        rig.hearClosing(first, RefusalCode.USER_MOVED);
        rig.backend.isRegistered = true;
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 0, 0);

        rig.hear(second, WelcomeDecoder.TEMPLATE_ID);
        assertTrue(rig.backend.commands.isEmpty());
    }

    @Test
    void shouldCloseWhomTheMasterForgotWhileTheLinkWasDown()
    {
        final RawPlayer player = rig.loggedIn(500);
        linkDown();
        rig.backend.isRegistered = true;
        rig.master.refusedUser(rig.awaitUserEnter().connectionId(), RefusalCode.USER_UNKNOWN);

        rig.hearClosing(player, RefusalCode.USER_UNKNOWN);
    }

    @Test
    void shouldLogOutWhoAskedForItWhileTheLinkWasDown()
    {
        final RawPlayer player = rig.connect();
        final long connectionId = rig.logIn(player, 500);
        linkDown();
        player.say(Frames.logout());
        rig.await(() -> rig.count("frames_received_total") == 2);
        rig.backend.isRegistered = true;
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 0, 0);

        assertEquals(UserLeaveDecoder.TEMPLATE_ID, rig.command().templateId());
        rig.master.left(connectionId, 500);
        rig.hearClosing(player, RefusalCode.LOGGED_OUT);
    }

    private void linkDown()
    {
        rig.backend.isRegistered = false;
        rig.backend.say(() -> rig.backend.listener().onDown(RefusalCode.LEASE_EXPIRED));
        rig.step();
    }
}
