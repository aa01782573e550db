package io.muster.master.engine;

import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DeadlineTest
{
    private static final long LEASE_MS = TestLog.SETTINGS.leaseMs();
    private static final long GRACE_MS = TestLog.SETTINGS.graceMs();

    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 3, "arena").up();

    DeadlineTest()
    {
        session.heard();
    }

    @Test
    void shouldDeclareASilentNodeDown()
    {
        log.pass(LEASE_MS / 2);
        game.beat();
        log.pass(LEASE_MS / 2 - 100);
        assertTrue(session.isUp());

        log.pass(100);
        assertEquals(List.of("NodeDown LEASE_EXPIRED"), session.heard());
        assertEquals(List.of("NodeGone 1"), game.heard());
        assertTrue(game.isUp());
    }

    @Test
    void shouldStopTellingANodeThatItIsDownAfterAnotherLease()
    {
        log.pass(LEASE_MS);
        log.pass(LEASE_MS - 100);
        assertFalse(session.outbox().isEmpty());

        log.pass(100);
        assertTrue(session.outbox().isEmpty());
    }

    @Test
    void shouldNotHoldTheMastersOwnSilenceAgainstAnyone()
    {
        session.say((it) -> it.enter(11, 901, "ann").detach(1, 11));

        log.jump(100 * GRACE_MS);
        assertTrue(session.isUp());
        assertEquals(1, log.engine().users());
    }

    @Test
    void shouldKeepADetachedUserAndItsSeatForTheGraceTime()
    {
        session.say((it) -> it.enter(11, 901, "ann").create(1, 1, "arena", 0));
        game.send((it) -> it.started(1).accepted(1, 1));
        session.say((it) -> it.detach(1, 11));
        passAlive(GRACE_MS - 100);
        assertEquals(1, log.engine().users());
        game.heard();

        passAlive(100);
        assertEquals(0, log.engine().users());
        assertEquals(List.of("VacateSeat 1 user 1 USER_GONE", "StopInstance 1"), game.heard());
        assertEquals(List.of("UserRefused 12 USER_UNKNOWN"), session.say((it) -> it.resume(12, 1, 0)));
    }

    @Test
    void shouldForgetOnlyThoseWhoAreAwayForTheWholeGraceTime()
    {
        session.say((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob").detach(2, 12));
        passAlive(1_000);
        session.say((it) -> it.detach(1, 11));
        passAlive(GRACE_MS - 1_000);
        assertEquals(List.of("UserRefused 13 USER_UNKNOWN"), session.say((it) -> it.resume(13, 2, 0)));

        session.say((it) -> it.resume(14, 1, 0));
        passAlive(GRACE_MS);
        assertEquals(1, log.engine().users());
    }

    @Test
    void shouldDetachTheUsersOfASessionNodeThatIsDown()
    {
        session.say((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob"));
        for (long leftMs = LEASE_MS; leftMs > 0; leftMs -= 500)
        {
            log.pass(500);
            game.beat();
        }

        assertEquals(2, log.engine().usersDetached());
    }

    @Test
    void shouldGiveUpAnInstanceThatDoesNotStartInTime()
    {
        session.say((it) -> it.enter(11, 901, "ann").create(1, 1, "arena", 0));
        game.say((it) -> it.accepted(1, 1));
        passAlive(TestLog.SETTINGS.startTimeoutMs());

        assertEquals(List.of("StopInstance 1"), game.heard());
        assertEquals(List.of("RequestRefused 1 request 1 event 1 INSTANCE_NOT_STARTED"), session.heard());
        assertEquals(0, log.engine().instances());
    }

    private void passAlive(final long milliseconds)
    {
        for (long leftMs = milliseconds; leftMs > 0; leftMs -= 500)
        {
            session.beat();
            game.beat();
            log.pass(Math.min(leftMs, 500));
        }
    }
}
