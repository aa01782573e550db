package io.muster.session;

import io.muster.codecs.CreateInstanceDecoder;
import io.muster.codecs.JoinInstanceDecoder;
import io.muster.codecs.LeaveInstanceDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.SeatClosedDecoder;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.SeatReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RequestsTest
{
    private final SessionRig rig = new SessionRig();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldCreateAnInstance()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.create(3, "connect-four", 2));
        final CreateInstanceDecoder command =
            new CreateInstanceDecoder().wrapAndApplyHeader(rig.command().buffer(), 0, header);
        assertEquals(500, command.userId());
        assertEquals(3, command.requestSeq());
        assertEquals("connect-four", command.gameType());
        assertEquals(2, command.seatsMax());

        rig.master.seated(500, 3, 9, 70);
        final SeatGrantedDecoder granted = rig.hear(player, SeatGrantedDecoder.TEMPLATE_ID).seatGranted();
        assertEquals(3, granted.requestSeq());
        assertEquals(9, granted.eventSeq());
        assertEquals(70, granted.instanceId());
        assertEquals("connect-four", granted.gameType());
        assertEquals(1, granted.seat());
        assertEquals(2, granted.seatsMax());
    }

    @Test
    void shouldJoinAndLeave()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.join(3, 70));
        final JoinInstanceDecoder join =
            new JoinInstanceDecoder().wrapAndApplyHeader(rig.command().buffer(), 0, header);
        assertEquals(500, join.userId());
        assertEquals(3, join.requestSeq());
        assertEquals(70, join.instanceId());
        rig.master.seated(500, 3, 9, 70);
        rig.hear(player, SeatGrantedDecoder.TEMPLATE_ID);

        player.say(Frames.leave(4, 70));
        final LeaveInstanceDecoder leave =
            new LeaveInstanceDecoder().wrapAndApplyHeader(rig.command().buffer(), 0, header);
        assertEquals(500, leave.userId());
        assertEquals(4, leave.requestSeq());
        assertEquals(70, leave.instanceId());
        rig.master.unseated(500, 4, 10, 70, SeatReason.LEFT);
        final SeatClosedDecoder closed = rig.hear(player, SeatClosedDecoder.TEMPLATE_ID).seatClosed();
        assertEquals(4, closed.requestSeq());
        assertEquals(10, closed.eventSeq());
        assertEquals(70, closed.instanceId());
        assertEquals(SeatReason.LEFT, closed.reason());
    }

    @Test
    void shouldTakeOneRequestAtATime()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.join(3, 70)).say(Frames.join(4, 71));
        final RefusedDecoder refused = rig.hearRefused(player, RefusalCode.REQUEST_PENDING);
        assertEquals(4, refused.requestSeq());
        assertEquals(0, refused.eventSeq());
        rig.command();
        assertTrue(rig.backend.commands.isEmpty());

        rig.master.requestRefused(500, 3, 9, RefusalCode.INSTANCE_FULL);
        rig.hearRefused(player, RefusalCode.INSTANCE_FULL);
        player.say(Frames.join(5, 71));
        rig.command();
    }

    @Test
    void shouldNotTakeAFactForTheAnswer()
    {
        final RawPlayer player = rig.seated(500, 70).say(Frames.leave(3, 70));
        rig.command();
        rig.master.unseated(500, 0, 8, 70, SeatReason.INSTANCE_ENDED);
        rig.hear(player, SeatClosedDecoder.TEMPLATE_ID);

        player.say(Frames.join(4, 71));
        rig.hearRefused(player, RefusalCode.REQUEST_PENDING);
    }

    /** Every reason that a master may have comes through with its code, its sentence, its number and its counter. */
    @ParameterizedTest
    @EnumSource(names = {
        "GAME_TYPE_UNKNOWN", "GAME_NODES_FULL", "INSTANCES_FULL", "INSTANCE_UNKNOWN", "INSTANCE_ENDED", "INSTANCE_FULL",
        "ALREADY_SEATED", "NOT_SEATED", "SEAT_DECLINED", "INSTANCE_NOT_STARTED", "GAME_NODE_LOST", "SEATS_OUT_OF_RANGE",
        "REQUEST_STALE", "REQUEST_PENDING" })
    void shouldPassOnWhyTheMasterRefuses(final RefusalCode code)
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.join(3, 70));
        rig.command();
        rig.master.requestRefused(500, 3, 9, code);

        final RefusedDecoder refused = rig.hearRefused(player, code);
        assertEquals(3, refused.requestSeq());
        assertEquals(9, refused.eventSeq());
        assertTrue(refused.sentence().length() > 5);
    }

    @Test
    void shouldKeepARequestWhileTheWindowIsFull()
    {
        final RawPlayer player = rig.loggedIn(500);
        rig.backend.isWindowFull = true;
        player.say(Frames.join(3, 70));
        rig.await(() -> rig.count("frames_received_total") == 2);
        rig.step();
        rig.backend.isWindowFull = false;

        assertEquals(JoinInstanceDecoder.TEMPLATE_ID, rig.command().templateId());
    }

    @Test
    void shouldNotMindEventsOfUsersWhoAreGone()
    {
        rig.master.seated(999, 3, 9, 70);
        rig.master.unseated(999, 4, 10, 70, SeatReason.LEFT);
        rig.master.requestRefused(999, 5, 11, RefusalCode.INSTANCE_FULL);
        rig.master.moved(5, 999);
        rig.master.left(5, 999);
        rig.master.refusedUser(5, RefusalCode.NAME_TAKEN);
        rig.step();

        rig.loggedIn(500);
    }
}
