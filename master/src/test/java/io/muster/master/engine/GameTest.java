package io.muster.master.engine;

import io.muster.codecs.RefusalCode;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class GameTest
{
    private static final String SEATED = "UserSeated 1 request 1 event 1 in 1 on 2 arena seat 0/4";

    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 3, "arena").up();

    GameTest()
    {
        session.say((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob").create(1, 1, "arena", 0));
        game.heard();
    }

    @Test
    void shouldRefuseTheRequestOfWhomTheGameDoesNotLetIn()
    {
        game.send((it) -> it.started(1).accepted(1, 1));
        session.say((it) -> it.join(2, 1, 1));
        game.heard();

        assertEquals(List.of("CommandsApplied 4"), game.say((it) -> it.declined(1, 2)));
        assertEquals(List.of("RequestRefused 2 request 1 event 1 SEAT_DECLINED"), session.heard());
    }

    @Test
    void shouldStopAnInstanceThatDoesNotLetItsCreatorIn()
    {
        game.send((it) -> it.started(1));

        assertEquals(List.of("CommandsApplied 2", "StopInstance 1"), game.say((it) -> it.declined(1, 1)));
        assertEquals(List.of("RequestRefused 1 request 1 event 1 SEAT_DECLINED"), session.heard());
        assertEquals(0, log.engine().instances());
    }

    @Test
    void shouldRefuseTheRequestsOnAnInstanceThatDoesNotStart()
    {
        session.say((it) -> it.join(2, 1, 1));

        game.send((it) -> it.notStarted(1, RefusalCode.GAME_NODES_FULL));
        assertEquals(List.of(
            "RequestRefused 1 request 1 event 1 GAME_NODES_FULL",
            "RequestRefused 2 request 1 event 1 GAME_NODES_FULL"), session.heard());
        assertEquals(0, log.engine().instances());
    }

    @Test
    void shouldSayThatAnInstanceWasNotStartedWhenTheGameNodeDoesNotSayWhy()
    {
        game.send((it) -> it.notStarted(1, RefusalCode.NONE));

        assertEquals(List.of("RequestRefused 1 request 1 event 1 INSTANCE_NOT_STARTED"), session.heard());
    }

    @Test
    void shouldTellEveryPlayerThatTheInstanceHasEnded()
    {
        game.send((it) -> it.started(1).accepted(1, 1));
        session.say((it) -> it.join(2, 1, 1));

        game.send((it) -> it.ended(1));
        assertEquals(List.of(
            "UserUnseated 1 request 0 event 2 in 1 INSTANCE_ENDED",
            "RequestRefused 2 request 1 event 1 INSTANCE_ENDED"), session.heard());
    }

    @Test
    void shouldTellThePlayerThatTheGamePutsOut()
    {
        game.send((it) -> it.started(1).accepted(1, 1));
        session.heard();
        game.heard();

        assertEquals(List.of("StopInstance 1"), game.say((it) -> it.released(1, 1)));
        assertEquals(List.of("UserUnseated 1 request 0 event 2 in 1 REMOVED_BY_GAME"), session.heard());
    }

    @Test
    void shouldIgnoreAReleaseThatCrossedWithAnotherOffer()
    {
        game.send((it) -> it.started(1).accepted(1, 1));
        session.say((it) -> it.join(2, 1, 1));
        game.send((it) -> it.accepted(1, 2));
        session.say((it) -> it.quit(2, 2, 1).join(2, 3, 1));
        game.heard();

        assertEquals(List.of("CommandsApplied 5"), game.say((it) -> it.released(1, 2)));
        game.send((it) -> it.accepted(1, 2));
        assertEquals(List.of("UserSeated 2 request 3 event 3 in 1 on 2 arena seat 1/4"), session.heard());
    }

    @Test
    void shouldIgnoreWhatAGameNodeSaysTwiceOrTooLate()
    {
        game.send((it) -> it.started(1).accepted(1, 1));
        assertEquals(List.of(SEATED), session.heard());

        game.send((it) -> it.started(1).accepted(1, 1).declined(1, 1).notStarted(1, RefusalCode.NONE));
        game.send((it) -> it.accepted(1, 99).accepted(99, 1).started(99).ended(99).released(1, 2).declined(1, 2));
        assertEquals(List.of(), session.heard());
        assertEquals(1, log.engine().instances());
    }

    @Test
    void shouldIgnoreWhatAnotherGameNodeSays()
    {
        final TestNode other = TestNode.game(log, 3, 3, "arena").up();
        session.heard();

        other.send((it) -> it.started(1).accepted(1, 1).ended(1));
        assertEquals(List.of(), session.heard());
        assertEquals(1, log.engine().instances());
    }

    @Test
    void shouldTellEveryPlayerOfAGameNodeThatIsLost()
    {
        game.send((it) -> it.started(1).accepted(1, 1));
        session.say((it) -> it.join(2, 1, 1));

        game.send(Batch::deregister);
        assertEquals(List.of(
            "UserUnseated 1 request 0 event 2 in 1 GAME_NODE_LOST",
            "RequestRefused 2 request 1 event 1 GAME_NODE_LOST",
            "NodeGone 2"), session.heard());
        assertEquals(0, log.engine().instances());
    }
}
