package io.muster.master.engine;

import io.muster.codecs.RefusalCode;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.outbox.OutboxReader;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class LinkTest
{
    private final TestLog log = new TestLog();
    private final Batch batch = new Batch();

    @Test
    void shouldGreetANodeWithEveryOther()
    {
        final TestNode session = TestNode.session(log, 1);
        final TestNode game = TestNode.game(log, 2, 3, "arena");

        assertEquals(Outcome.APPLIED, session.register());
        assertEquals(List.of("NodeRegistered"), session.heard());
        assertEquals(Outcome.APPLIED, game.register());
        assertEquals(List.of("NodeRegistered", "NodeUp 1 40001 SESSION localhost:30001 localhost"), game.heard());
        assertEquals(List.of("NodeUp 2 0 GAME localhost:30002 "), session.heard());
    }

    @Test
    void shouldApplyABatchOnce()
    {
        final TestNode session = TestNode.session(log, 1).up();
        session.send((it) -> it.enter(11, 901, "ann"));
        session.heard();

        assertEquals(Outcome.DUPLICATE, session.sendAgain());
        assertEquals(List.of(), session.heard());
        assertEquals(1, log.engine().users());
    }

    @Test
    void shouldApplyOnlyWhatIsNewInABatch()
    {
        final TestNode session = TestNode.session(log, 1).up();
        session.send((it) -> it.enter(11, 901, "ann"));
        session.heard();
        batch.start(1, 1, 2, 0).enter(11, 901, "ann").enter(12, 902, "bob");

        assertEquals(Outcome.APPLIED, log.apply(batch));
        assertEquals(List.of("UserEntered 12 user 2 request 0 event 0 in 0 on 0 attachment 1  seat 0/0 resumed FALSE"),
            session.heard());
    }

    @Test
    void shouldWantWhatIsMissingOnceUntilThereIsProgress()
    {
        final TestNode session = TestNode.session(log, 1).up();
        batch.start(1, 1, 3, 0).enter(12, 902, "bob");

        assertEquals(Outcome.GAP, log.apply(batch));
        assertEquals(Outcome.GAP, log.apply(batch));
        assertEquals(List.of("CommandsWanted 2"), session.heard());
        assertEquals(0, log.engine().users());

        session.say((it) -> it.enter(11, 901, "ann"));
        batch.start(1, 1, 9, 0);
        assertEquals(Outcome.GAP, log.apply(batch));
        assertEquals(List.of("CommandsWanted 3"), session.heard());
    }

    @Test
    void shouldSayThatCommandsWereAppliedWhenThereIsNothingElseToSay()
    {
        final TestNode session = TestNode.session(log, 1).up();

        assertEquals(List.of("CommandsApplied 3"), session.say((it) -> it.detach(77, 1).detach(78, 1)));
        assertEquals(Outcome.APPLIED, session.beat());
        assertEquals(List.of(), session.heard());
    }

    @Test
    void shouldSayWithEachEventThatTheWholeBatchIsApplied()
    {
        final TestNode session = TestNode.session(log, 1).up();
        session.send((it) -> it.enter(11, 901, "ann").detach(77, 1));
        final OutboxReader reader = new OutboxReader(session.outbox());
        reader.seek(2);

        assertTrue(reader.isOnEvent());
        assertEquals(3, reader.appliedCommandSeq());
        assertEquals(log.position(), reader.position());
    }

    @Test
    void shouldTrimWhatIsAcknowledged()
    {
        final TestNode session = TestNode.session(log, 1).up();
        session.send((it) -> it.enter(11, 901, "ann"));
        assertEquals(2, session.outbox().firstSeq());

        session.heard();
        session.beat();
        assertTrue(session.outbox().isEmpty());
    }

    @Test
    void shouldKnowNoNodeThatHasNotRegistered()
    {
        batch.start(1, 1, 1, 0).enter(11, 901, "ann");
        assertEquals(Outcome.MALFORMED, log.apply(batch));
        assertEquals(Outcome.NODE_UNKNOWN, log.apply(batch.start(1, 1, 2, 0).enter(11, 901, "ann")));
        assertEquals(Outcome.NODE_UNKNOWN, log.apply(batch.start(1, 1, 1, 0)));
        assertEquals(2, log.engine().refusals(RefusalCode.NODE_UNKNOWN));
    }

    @Test
    void shouldCleanUpAfterAnEarlierIncarnation()
    {
        final TestNode session = TestNode.session(log, 1).up();
        final TestNode game = TestNode.game(log, 2, 3, "arena").up();
        session.say((it) -> it.enter(11, 901, "ann"));
        game.heard();

        assertEquals(Outcome.APPLIED, session.register());

        assertEquals(1, log.engine().usersDetached());
        assertEquals(List.of("NodeGone 1", "NodeUp 1 40001 SESSION localhost:30001 localhost"), game.heard());
        assertEquals(List.of("NodeRegistered", "NodeUp 2 0 GAME localhost:30002 "), session.heard());
        assertEquals(Outcome.INCARNATION_STALE, log.apply(batch.start(1, 1, 3, 0).enter(12, 902, "bob")));
    }

    @Test
    void shouldTakeANodeDownThatDeregisters()
    {
        final TestNode session = TestNode.session(log, 1).up();
        final TestNode game = TestNode.game(log, 2, 3, "arena").up();

        assertEquals(List.of("NodeDown NODE_STOPPED"),
            session.say((it) -> it.enter(11, 901, "ann").deregister().enter(12, 902, "bob")));
        assertFalse(session.isUp());
        assertEquals(List.of("NodeGone 1"), game.heard());
        assertEquals(1, log.engine().users());
        assertEquals(Outcome.NODE_UNKNOWN, session.beat());
    }

    @Test
    void shouldRefuseCommandsOfTheOtherKindOfNode()
    {
        TestNode.session(log, 1).up();

        assertEquals(Outcome.MALFORMED, log.apply(batch.start(1, 1, 2, 0).started(1)));
        assertEquals(Outcome.MALFORMED, log.apply(batch.start(1, 1, 2, 99)));
    }

    @Test
    void shouldRefuseARegistrationThatMakesNoSense()
    {
        assertEquals(Outcome.REGISTRATION_MALFORMED, log.apply(batch.start(1, 1, 1, 0).registerGame(1, 1)));
        assertEquals(Outcome.REGISTRATION_MALFORMED, log.apply(batch.start(1, 1, 1, 0).registerGame(1, 0, "arena")));
        assertEquals(Outcome.REGISTRATION_MALFORMED,
            log.apply(batch.start(1, 1, 1, 0).registerGame(1, 1, "arena", "arena")));
    }

    @Test
    void shouldForgetTheNodeThatIsDownForLongestWhenThereIsNoRoomForAnother()
    {
        for (int nodeId = 1; nodeId <= TestLog.SETTINGS.nodesMax(); nodeId++)
        {
            TestNode.session(log, nodeId).up();
        }
        assertEquals(Outcome.NODES_FULL, TestNode.session(log, 9).register());

        log.apply(batch.start(4, 1, 2, 0).deregister());
        log.pass(100);
        log.apply(batch.start(2, 1, 2, 0).deregister());
        final TestNode ninth = TestNode.session(log, 9).up();

        assertEquals(3, ninth.slot());
        assertEquals(Outcome.NODE_UNKNOWN, log.apply(batch.start(4, 1, 3, 0)));
        assertEquals(Outcome.APPLIED, ninth.beat());
    }

    @Test
    void shouldDeclareANodeDownThatLetsItsOutboxFill()
    {
        final TestNode session = TestNode.session(log, 1).up();
        final TestNode game = TestNode.game(log, 2, 3, "arena").up();
        game.heard();
        while (session.isUp())
        {
            session.send((it) -> it.resume(5, 99, 0));
        }

        assertEquals(List.of("NodeDown OUTBOX_FULL"), session.heard());
        assertEquals(List.of("NodeGone 1"), game.heard());
        assertEquals(session.outbox().firstSeq(), session.outbox().lastSeq());
        session.up();
        assertEquals(List.of("UserRefused 5 USER_UNKNOWN"), session.say((it) -> it.resume(5, 99, 0)));
    }
}
