package io.muster.master.engine;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class UserTest
{
    private static final String ENTERED_SEATED =
        "UserEntered 21 user 1 request 1 event 1 in 1 on 3 attachment 2 arena seat 0/4 resumed TRUE";

    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode other = TestNode.session(log, 2).up();
    private final TestNode game = TestNode.game(log, 3, 3, "arena").up();

    UserTest()
    {
        session.heard();
        other.heard();
    }

    @Test
    void shouldMakeAUserByName()
    {
        assertEquals(List.of(entered(11, 1, 0, 0, 1, "FALSE")), session.say((it) -> it.enter(11, 901, "ann")));
        assertEquals(List.of(entered(12, 2, 0, 0, 1, "FALSE")), session.say((it) -> it.enter(12, 901, "Ann")));
    }

    @Test
    void shouldFindTheUserThatTheSameClientMadeBefore()
    {
        session.say((it) -> it.enter(11, 901, "ann"));

        assertEquals(List.of(entered(21, 1, 0, 0, 2, "TRUE")), other.say((it) -> it.enter(21, 901, "ann")));
        assertEquals(List.of("UserMoved 11 user 1"), session.heard());
    }

    @Test
    void shouldTellTheOldConnectionAlsoOnTheSameNode()
    {
        session.say((it) -> it.enter(11, 901, "ann"));

        assertEquals(List.of("UserMoved 11 user 1", entered(12, 1, 0, 0, 2, "TRUE")),
            session.say((it) -> it.resume(12, 1, 0)));
    }

    @Test
    void shouldKeepANameForWhoHasItEvenWhileDetached()
    {
        session.say((it) -> it.enter(11, 901, "ann"));
        assertEquals(List.of("UserRefused 12 NAME_TAKEN"), session.say((it) -> it.enter(12, 902, "ann")));

        session.say((it) -> it.detach(1, 11));
        assertEquals(List.of("UserRefused 13 NAME_TAKEN"), session.say((it) -> it.enter(13, 902, "ann")));

        session.say((it) -> it.resume(14, 1, 0).leave(1, 14));
        assertEquals(List.of(entered(15, 2, 0, 0, 1, "FALSE")), session.say((it) -> it.enter(15, 902, "ann")));
    }

    @Test
    void shouldRefuseWhatIsNoName()
    {
        assertEquals(List.of("UserRefused 1 NAME_EMPTY"), session.say((it) -> it.enter(1, 1, "")));
        assertEquals(List.of("UserRefused 2 NAME_TOO_LONG"), session.say((it) -> it.enter(2, 1, "x".repeat(33))));
        assertEquals(List.of("UserRefused 3 NAME_TOO_LONG"), session.say((it) -> it.enter(3, 1, "x".repeat(10_000))));
        assertEquals(List.of("UserRefused 4 NAME_MALFORMED"), session.say((it) -> it.enter(4, 1, "a\nb")));
        assertEquals(List.of("UserRefused 5 NAME_MALFORMED"),
            session.say((it) -> it.enter(5, 1, 0, 0, "é".getBytes(StandardCharsets.ISO_8859_1))));
        assertEquals(0, log.engine().users());
    }

    @Test
    void shouldRefuseAUserThatIsForgotten()
    {
        assertEquals(List.of("UserRefused 11 USER_UNKNOWN"), session.say((it) -> it.resume(11, 1, 0)));
    }

    @Test
    void shouldRefuseMoreUsersThanTheLimit()
    {
        for (int i = 0; i < TestLog.SETTINGS.usersMax(); i++)
        {
            final int number = i;
            session.say((it) -> it.enter(number, number, "user" + number));
        }

        assertEquals(List.of("UserRefused 99 USERS_FULL"), session.say((it) -> it.enter(99, 99, "late")));
    }

    @Test
    void shouldIgnoreADetachOrALeaveOfAnOldConnection()
    {
        session.say((it) -> it.enter(11, 901, "ann"));
        other.say((it) -> it.resume(21, 1, 0));
        session.heard();

        assertEquals(List.of("CommandsApplied 4"), session.say((it) -> it.detach(1, 11).leave(1, 11)));
        assertEquals(List.of("CommandsApplied 4"), other.say((it) -> it.detach(1, 11).leave(1, 0)));
        assertEquals(0, log.engine().usersDetached());
        assertEquals(1, log.engine().users());
    }

    @Test
    void shouldTakeASeenEventBelowNothingForNothing()
    {
        seat();
        session.say((it) -> it.resume(12, 1, 0));
        final String seated = session.say((it) -> it.resume(12, 1, 0)).get(1);

        assertTrue(seated.startsWith("UserSeated 1 "), seated);
        assertEquals(seated, session.say((it) -> it.resume(12, 1, -1)).get(1));
        assertEquals(seated, session.say((it) -> it.resume(12, 1, Long.MIN_VALUE)).get(1));
    }

    @Test
    void shouldForgetAUserThatLogsOutAndFreeItsSeat()
    {
        seat();

        assertEquals(List.of("UserLeft 11 user 1"), session.say((it) -> it.leave(1, 11)));
        assertEquals(List.of("VacateSeat 1 user 1 USER_GONE", "StopInstance 1"), game.heard());
        assertEquals(0, log.engine().users());
    }

    @Test
    void shouldFindTheSeatAgainAfterAResume()
    {
        seat();
        session.say((it) -> it.detach(1, 11));

        assertEquals(List.of(ENTERED_SEATED), other.say((it) -> it.resume(21, 1, 1)));
    }

    @Test
    void shouldSendTheAnswerAgainThatWasMissed()
    {
        session.say((it) -> it.enter(11, 901, "ann").create(1, 1, "arena", 0).detach(1, 11));
        game.send((it) -> it.started(1).accepted(1, 1));
        assertEquals(List.of(), session.heard());

        assertEquals(List.of(
            ENTERED_SEATED,
            "UserSeated 1 request 1 event 1 in 1 on 3 arena seat 0/4"), other.say((it) -> it.resume(21, 1, 0)));
    }

    @Test
    void shouldSendTheAnswerAndTheFactAgainInTheOrderInWhichTheyHappened()
    {
        seat();
        session.say((it) -> it.detach(1, 11));
        game.send((it) -> it.ended(1));

        assertEquals(List.of(
            entered(21, 1, 1, 2, 2, "TRUE"),
            "UserSeated 1 request 1 event 1 in 1 on 3 arena seat 0/4",
            "UserUnseated 1 request 0 event 2 in 1 INSTANCE_ENDED"), other.say((it) -> it.resume(21, 1, 0)));
        assertEquals(List.of(
            "UserMoved 21 user 1",
            entered(22, 1, 1, 2, 3, "TRUE"),
            "UserUnseated 1 request 0 event 2 in 1 INSTANCE_ENDED"), other.say((it) -> it.resume(22, 1, 1)));

        other.say((it) -> it.quit(1, 2, 1));
        assertEquals(List.of(
            "UserMoved 22 user 1",
            entered(23, 1, 2, 3, 4, "TRUE"),
            "UserUnseated 1 request 0 event 2 in 1 INSTANCE_ENDED",
            "RequestRefused 1 request 2 event 3 NOT_SEATED"), other.say((it) -> it.resume(23, 1, 0)));
    }

    private void seat()
    {
        session.say((it) -> it.enter(11, 901, "ann").create(1, 1, "arena", 0));
        game.send((it) -> it.started(1).accepted(1, 1));
        session.heard();
        game.heard();
    }

    private static String entered(
        final long connectionId, final long userId, final long requestSeq, final long eventSeq, final int attachment,
        final String resumed)
    {
        return "UserEntered " + connectionId + " user " + userId + " request " + requestSeq + " event " + eventSeq +
            " in 0 on 0 attachment " + attachment + "  seat 0/0 resumed " + resumed;
    }
}
