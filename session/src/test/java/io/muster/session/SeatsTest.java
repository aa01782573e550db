package io.muster.session;

import io.muster.codecs.AttachSeatDecoder;
import io.muster.codecs.AttachedDecoder;
import io.muster.codecs.DetachSeatDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.OutputDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatAckDecoder;
import io.muster.codecs.SeatClosedDecoder;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.SeatInputDecoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.WelcomeDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SeatsTest
{
    private final SessionRig rig = new SessionRig("session.attachRetry", "50ms");
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldAttachAFreshSeatUntilTheGameNodeAnswers()
    {
        final RawPlayer player = rig.loggedIn(500);
        rig.master.seated(500, 0, 1, 70);
        rig.hear(player, SeatGrantedDecoder.TEMPLATE_ID);
        for (int i = 0; i < 3; i++)
        {
            final AttachSeatDecoder attach = nextAttach();
            assertEquals(70, attach.instanceId());
            assertEquals(500, attach.userId());
            assertEquals(0, attach.outputSeq());
            assertEquals(SessionRig.NODE_ID, attach.nodeId());
            assertEquals(1, attach.attachment());
        }

        rig.master.seatAttached(70, 500, 4);
        final AttachedDecoder attached = rig.hear(player, AttachedDecoder.TEMPLATE_ID).attached();
        assertEquals(70, attached.instanceId());
        assertEquals(4, attached.ackedInputSeq());
        assertTrue(rig.count("attaches_retried_total") >= 2);
    }

    @Test
    void shouldAttachTheSeatThatAUserComesBackTo()
    {
        final RawPlayer player = rig.connect().say(Frames.login(1, "ada"));
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 2, 9, 70, 5);
        final WelcomeDecoder welcome = rig.hear(player, WelcomeDecoder.TEMPLATE_ID).welcome();
        assertEquals(70, welcome.instanceId());
        assertEquals("connect-four", welcome.gameType());
        assertEquals(1, welcome.seat());
        assertEquals(2, welcome.seatsMax());
        final AttachSeatDecoder attach = nextAttach();
        assertEquals(5, attach.attachment());
        assertEquals(0, attach.outputSeq());

        // What the user missed is told again, and does not change where it sits.
        rig.master.seated(500, 1, 7, 69);
        rig.master.unseated(500, 0, 8, 69, SeatReason.INSTANCE_ENDED);
        rig.hear(player, SeatGrantedDecoder.TEMPLATE_ID);
        rig.hear(player, SeatClosedDecoder.TEMPLATE_ID);
        player.say(Frames.input(70, 1, 0, 4));
        assertEquals(70, nextInput().instanceId());
    }

    @Test
    void shouldCarryInputsAndOutputs()
    {
        final RawPlayer player = rig.seated(500, 70).say(Frames.input(70, 6, 2, 40));
        final SeatInputDecoder input = nextInput();
        assertEquals(70, input.instanceId());
        assertEquals(500, input.userId());
        assertEquals(6, input.inputSeq());
        assertEquals(2, input.ackedOutputSeq());
        assertEquals(40, input.payloadLength());

        rig.master.seatOutput(70, 500, 3, "a board");
        final OutputDecoder output = rig.hear(player, OutputDecoder.TEMPLATE_ID).output();
        assertEquals(70, output.instanceId());
        assertEquals(3, output.outputSeq());
        assertEquals(3, output.ackedInputSeq());
        assertEquals(12, output.tick());
        final byte[] payload = new byte[output.payloadLength()];
        output.getPayload(payload, 0, payload.length);
        assertEquals("a board", new String(payload, StandardCharsets.US_ASCII));

        player.say(Frames.outputAck(70, 3));
        final SeatAckDecoder ack = new SeatAckDecoder().wrapAndApplyHeader(rig.packet().buffer(), 0, header);
        assertEquals(70, ack.instanceId());
        assertEquals(500, ack.userId());
        assertEquals(3, ack.outputSeq());
    }

    @Test
    void shouldTellTheGameNodeAfterTheLinkWasDownWhatThePlayerHadSeen()
    {
        final RawPlayer player = rig.seated(500, 70).say(Frames.outputAck(70, 33));
        rig.packet();
        rig.backend.say(() -> rig.backend.listener().onDown(RefusalCode.LEASE_EXPIRED));
        rig.master.entered(rig.awaitUserEnter().connectionId(), 500, 0, 1, 70, 2);

        final AttachSeatDecoder attach = nextAttach();
        assertEquals(33, attach.outputSeq());
        assertEquals(2, attach.attachment());
        assertNull(player.hear());
    }

    @Test
    void shouldDetachTheSeatOfALostConnection()
    {
        rig.seated(500, 70).close();

        final FakeBackend.Told told = rig.packet();
        assertEquals(9, told.nodeId());
        assertEquals(DetachSeatDecoder.TEMPLATE_ID, told.templateId());
        final DetachSeatDecoder detach = new DetachSeatDecoder().wrapAndApplyHeader(told.buffer(), 0, header);
        assertEquals(70, detach.instanceId());
        assertEquals(500, detach.userId());
        assertEquals(1, detach.attachment());
    }

    @Test
    void shouldRefuseASeatThatIsNotYours()
    {
        final RawPlayer player = rig.seated(500, 70).say(Frames.input(71, 1, 0, 4)).say(Frames.outputAck(72, 1));

        rig.hearRefused(player, RefusalCode.NOT_SEATED);
        rig.hearRefused(player, RefusalCode.NOT_SEATED);
        assertTrue(rig.backend.packets.isEmpty());
    }

    @ParameterizedTest
    @CsvSource({
        "INSTANCE_ENDED, INSTANCE_ENDED", "GAME_NODE_LOST, GAME_NODE_LOST", "LEFT, NOT_SEATED",
        "REMOVED_BY_GAME, NOT_SEATED" })
    void shouldSayWhyThereIsNothingToPlayAnyMore(final SeatReason reason, final RefusalCode code)
    {
        final RawPlayer player = rig.seated(500, 70);
        rig.master.unseated(500, 0, 2, 70, reason);
        assertEquals(reason, rig.hear(player, SeatClosedDecoder.TEMPLATE_ID).seatClosed().reason());
        player.say(Frames.input(70, 1, 0, 4));

        rig.hearRefused(player, code);
        assertTrue(rig.backend.packets.isEmpty());
    }

    @ParameterizedTest
    @EnumSource(names = { "NOT_SEATED", "INSTANCE_ENDED", "INPUTS_TOO_MANY", "PAYLOAD_TOO_LARGE", "OUTPUTS_OVERRUN" })
    void shouldPassOnWhyAGameNodeRefuses(final RefusalCode code)
    {
        final RawPlayer player = rig.seated(500, 70);
        rig.master.seatRefused(70, 500, code);

        rig.hearRefused(player, code);
    }

    @Test
    void shouldRefuseAPayloadThatIsTooLarge()
    {
        final RawPlayer player = rig.seated(500, 70).say(Frames.input(70, 1, 0, 1_025));
        rig.hearRefused(player, RefusalCode.PAYLOAD_TOO_LARGE);
        player.say(Frames.input(70, 1, 0, 1_024));

        assertEquals(1_024, nextInput().payloadLength());
    }

    @Test
    void shouldDropPacketsForPlayersWhoDoNotSitThere()
    {
        final RawPlayer player = rig.seated(500, 70);
        rig.master.seatOutput(71, 500, 1, "another instance");
        rig.master.seatOutput(70, 501, 1, "another user");
        rig.master.seatAttached(71, 500, 1);
        rig.master.seatRefused(71, 500, RefusalCode.INPUTS_TOO_MANY);
        rig.await(() -> rig.count("packets_stray_total") == 4);

        assertNull(player.hear());
    }

    @Test
    void shouldDropAnOutputThatIsLongerThanAny()
    {
        final RawPlayer player = rig.seated(500, 70);
        rig.master.seatOutput(70, 500, 1, "x".repeat(4_097));
        rig.master.seatOutput(70, 500, 1, "x".repeat(4_096));

        assertEquals(4_096, rig.hear(player, OutputDecoder.TEMPLATE_ID).output().payloadLength());
        assertEquals(1, rig.count("outputs_dropped_total"));
    }

    @Test
    void shouldKeepTheWayToGameNodesWhileTheLinkIsDown()
    {
        rig.master.nodeUp(9, NodeKind.GAME);
        rig.master.nodeUp(10, NodeKind.GAME);
        rig.backend.say(() -> rig.backend.listener().onDown(RefusalCode.LEASE_EXPIRED));
        rig.backend.say(() -> rig.backend.listener().onRegistered(3_000));
        rig.master.nodeUp(9, NodeKind.GAME);
        rig.step();
        assertEquals(2, rig.backend.gameNodes.size());

        rig.master.nodeGone(10);
        rig.step();
        assertEquals("10.0.0.9:40", rig.backend.gameNodes.get(9));
        assertNull(rig.backend.gameNodes.get(10));
    }

    private AttachSeatDecoder nextAttach()
    {
        final FakeBackend.Told told = rig.packet();
        assertEquals(AttachSeatDecoder.TEMPLATE_ID, told.templateId());
        assertEquals(9, told.nodeId());
        return new AttachSeatDecoder().wrapAndApplyHeader(told.buffer(), 0, header);
    }

    private SeatInputDecoder nextInput()
    {
        await(SeatInputDecoder.TEMPLATE_ID);
        return new SeatInputDecoder().wrapAndApplyHeader(rig.packet().buffer(), 0, header);
    }

    /** Attaches may be said again in between. */
    private void await(final int templateId)
    {
        rig.await(() ->
        {
            rig.backend.packets.removeIf((told) -> told.templateId() == AttachSeatDecoder.TEMPLATE_ID);
            return !rig.backend.packets.isEmpty();
        });
        assertEquals(templateId, rig.backend.packets.element().templateId());
    }
}
