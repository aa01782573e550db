package io.muster.master.engine;

import io.muster.codecs.RefusalCode;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class RequestTest
{
    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 3, "chess2", "arena").up();

    RequestTest()
    {
        session.say((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob").enter(13, 903, "cid"));
        game.heard();
    }

    @Test
    void shouldSeatTheCreatorWhenTheInstanceRunsAndTheGameHasLetItIn()
    {
        assertEquals(List.of("CommandsApplied 5"), session.say((it) -> it.create(1, 1, "chess2", 0)));
        assertEquals(List.of("StartInstance 1 chess2 2", "OfferSeat 1 user 1 seat 0 ann"), game.heard());

        game.send((it) -> it.started(1));
        assertEquals(List.of(), session.heard());
        game.send((it) -> it.accepted(1, 1));
        assertEquals(List.of("UserSeated 1 request 1 event 1 in 1 on 2 chess2 seat 0/2"), session.heard());
    }

    @Test
    void shouldSeatTheCreatorAlsoWhenItIsLetInBeforeTheInstanceRuns()
    {
        session.say((it) -> it.create(1, 1, "chess2", 0));

        game.send((it) -> it.accepted(1, 1));
        assertEquals(List.of(), session.heard());
        game.send((it) -> it.started(1));
        assertEquals(List.of("UserSeated 1 request 1 event 1 in 1 on 2 chess2 seat 0/2"), session.heard());
    }

    @Test
    void shouldGiveEachPlayerTheLowestFreeSeat()
    {
        runArena();
        joinArena(2, 1);
        joinArena(3, 1);
        session.say((it) -> it.quit(2, 2, 1));

        assertEquals(List.of("OfferSeat 1 user 2 seat 1 bob"), gameHears(() ->
            session.say((it) -> it.join(2, 3, 1))));
    }

    @Test
    void shouldAnswerARequestAgainAsItWasAnswered()
    {
        runArena();
        final String answer = "UserSeated 1 request 1 event 1 in 1 on 2 arena seat 0/4";

        assertEquals(List.of(answer), session.say((it) -> it.create(1, 1, "arena", 0)));
        assertEquals(List.of(answer), session.say((it) -> it.join(1, 1, 77)));
        assertEquals(1, log.engine().instances());
    }

    @Test
    void shouldLeaveAPendingRequestAloneWhenItIsAskedAgain()
    {
        session.say((it) -> it.create(1, 1, "arena", 0));

        assertEquals(List.of("CommandsApplied 6"), session.say((it) -> it.create(1, 1, "arena", 0)));
        assertEquals(1, log.engine().instances());
    }

    @Test
    void shouldRefuseARequestWhileAnotherIsPending()
    {
        session.say((it) -> it.create(1, 1, "arena", 0));

        assertEquals(refusedInPassing(2, RefusalCode.REQUEST_PENDING), session.say((it) -> it.quit(1, 2, 1)));
    }

    @Test
    void shouldRefuseAnOldRequest()
    {
        runArena();
        session.say((it) -> it.quit(1, 5, 1));

        assertEquals(refusedInPassing(4, RefusalCode.REQUEST_STALE), session.say((it) -> it.join(1, 4, 1)));
        assertEquals(refusedInPassing(0, RefusalCode.REQUEST_STALE), session.say((it) -> it.join(1, 0, 1)));
    }

    @Test
    void shouldRefuseWhatNoGameNodeRuns()
    {
        assertEquals(refused(1, 1, RefusalCode.GAME_TYPE_UNKNOWN), session.say((it) -> it.create(1, 1, "go", 0)));
        assertEquals(refused(2, 2, RefusalCode.SEATS_OUT_OF_RANGE), session.say((it) -> it.create(1, 2, "arena", 5)));
        assertEquals(1, log.engine().refusals(RefusalCode.GAME_TYPE_UNKNOWN));
    }

    @Test
    void shouldRefuseWhatDoesNotFitOnAnyGameNode()
    {
        session.say((it) -> it.enter(14, 904, "dan").create(2, 1, "arena", 0).create(3, 1, "arena", 0));
        session.say((it) -> it.create(4, 1, "arena", 0));

        assertEquals(refused(1, 1, RefusalCode.GAME_NODES_FULL), session.say((it) -> it.create(1, 1, "arena", 0)));
    }

    @Test
    void shouldRefuseMoreInstancesThanTheLimit()
    {
        TestNode.game(log, 3, 100, "arena").up();
        for (int i = 0; i < TestLog.SETTINGS.instancesMax(); i++)
        {
            final int number = i;
            session.say((it) -> it.enter(20 + number, 800, "user" + number).create(4 + number, 1, "arena", 0));
        }

        assertEquals(refused(1, 1, RefusalCode.INSTANCES_FULL), session.say((it) -> it.create(1, 1, "arena", 0)));
    }

    @Test
    void shouldPlaceAnInstanceOnTheNodeWithTheFewest()
    {
        final TestNode other = TestNode.game(log, 3, 10, "arena").up();
        session.say((it) -> it.create(1, 1, "arena", 0).create(2, 1, "arena", 3).create(3, 1, "chess2", 0));
        assertEquals(List.of("StartInstance 2 arena 3", "OfferSeat 2 user 2 seat 0 bob"), other.heard());

        session.say((it) -> it.enter(14, 904, "dan").create(4, 1, "arena", 1));
        assertEquals(List.of("StartInstance 4 arena 1", "OfferSeat 4 user 4 seat 0 dan"), other.heard());
    }

    @Test
    void shouldRefuseToJoinWhatIsNotThereOrFull()
    {
        session.say((it) -> it.create(2, 1, "chess2", 1));
        assertEquals(refused(1, 1, RefusalCode.INSTANCE_UNKNOWN), session.say((it) -> it.join(1, 1, 99)));
        assertEquals(refused(2, 2, RefusalCode.INSTANCE_FULL), session.say((it) -> it.join(1, 2, 1)));

        game.send((it) -> it.started(1).accepted(1, 2).ended(1));
        session.heard();
        assertEquals(refused(3, 3, RefusalCode.INSTANCE_ENDED), session.say((it) -> it.join(1, 3, 1)));
    }

    @Test
    void shouldRefuseASecondSeat()
    {
        runArena();

        assertEquals(refused(2, 2, RefusalCode.ALREADY_SEATED), session.say((it) -> it.join(1, 2, 1)));
        assertEquals(refused(3, 3, RefusalCode.ALREADY_SEATED), session.say((it) -> it.create(1, 3, "arena", 0)));
    }

    @Test
    void shouldFreeTheSeatOfWhoLeaves()
    {
        runArena();
        joinArena(2, 1);

        assertEquals(List.of("UserUnseated 1 request 2 event 2 in 1 LEFT"), session.say((it) -> it.quit(1, 2, 1)));
        assertEquals(List.of("VacateSeat 1 user 1 LEFT"), game.heard());
        assertEquals(refused(3, 3, RefusalCode.NOT_SEATED), session.say((it) -> it.quit(1, 3, 1)));
    }

    @Test
    void shouldStopAnInstanceWhoseLastSeatIsGivenUp()
    {
        runArena();

        assertEquals(List.of("VacateSeat 1 user 1 LEFT", "StopInstance 1"), gameHears(() ->
            session.say((it) -> it.quit(1, 2, 1))));
        assertEquals(0, log.engine().instances());
    }

    @Test
    void shouldRefuseWhatASessionNodeAsksForSomeoneElsesUser()
    {
        final TestNode other = TestNode.session(log, 3).up();

        assertEquals(refusedInPassing(1, RefusalCode.USER_MOVED), other.say((it) -> it.create(1, 1, "arena", 0)));
        assertEquals(List.of("RequestRefused 99 request 1 event 0 USER_UNKNOWN"),
            other.say((it) -> it.create(99, 1, "arena", 0)));
    }

    private void runArena()
    {
        session.say((it) -> it.create(1, 1, "arena", 0));
        game.send((it) -> it.started(1).accepted(1, 1));
        session.heard();
        game.heard();
    }

    private void joinArena(final long userId, final long requestSeq)
    {
        session.say((it) -> it.join(userId, requestSeq, 1));
        game.send((it) -> it.accepted(1, userId));
        session.heard();
        game.heard();
    }

    private List<String> gameHears(final Runnable deed)
    {
        game.heard();
        deed.run();
        return game.heard();
    }

    private static List<String> refused(final long requestSeq, final long eventSeq, final RefusalCode code)
    {
        return List.of("RequestRefused 1 request " + requestSeq + " event " + eventSeq + " " + code);
    }

    private static List<String> refusedInPassing(final long requestSeq, final RefusalCode code)
    {
        return refused(requestSeq, 0, code);
    }
}
