package io.muster.session;

import io.muster.codecs.FindInstancesDecoder;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.FindUserDecoder;
import io.muster.codecs.FoundDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserDescribedDecoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class PlayerQueriesTest
{
    private final SessionRig rig = new SessionRig("session.playerQueriesMax", "2");
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();

    @AfterEach
    void close()
    {
        rig.close();
    }

    @Test
    void shouldFindInstances()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.find(11, "arena", 20));
        final FindInstancesDecoder query = nextFind();
        assertEquals("arena", query.gameType());
        assertEquals(20, query.instancesMax());
        assertEquals(SessionRig.NODE_ID, query.nodeId());
        rig.master.instancesFound(query.queryId(), 4_096, 70, 71);

        final FoundDecoder found = rig.hear(player, FoundDecoder.TEMPLATE_ID).found();
        assertEquals(11, found.queryId());
        assertEquals(4_096, found.position());
        final FoundDecoder.InstancesDecoder instances = found.instances();
        assertEquals(2, instances.count());
        assertEquals(70, instances.next().instanceId());
        assertEquals(1, instances.seatsTaken());
        assertEquals(2, instances.seatsMax());
        assertEquals(71, instances.next().instanceId());
    }

    @Test
    void shouldFindInstancesByWhatTheirGamesSayOfThem()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.findRated(11, "arena", -5, 9, "elo", "age"));
        final FindRecordsDecoder query = new FindRecordsDecoder().wrapAndApplyHeader(rig.query().buffer(), 0, header);
        assertEquals(RecordKind.INSTANCES, query.kind());
        assertEquals("arena", query.gameType());
        assertEquals(20, query.recordsMax());
        assertEquals(SessionRig.NODE_ID, query.nodeId());
        final List<String> conditions = new ArrayList<>();
        query.conditions().forEach((it) -> conditions.add(
            Keyword.text(it.field()) + " " + it.test() + " " + it.low() + " " + it.high()));
        assertEquals(List.of("state EQUAL " + Keyword.of("running") + " 0", "seats-free RANGE 1 " + Long.MAX_VALUE,
            "elo RANGE -5 9", "age RANGE -5 9"), conditions);
        assertEquals("", query.text());

        rig.master.recordsFound(query.queryId(), 4_096, 70, 71);
        final FoundDecoder found = rig.hear(player, FoundDecoder.TEMPLATE_ID).found();
        assertEquals(11, found.queryId());
        assertEquals(4_096, found.position());
        final FoundDecoder.InstancesDecoder instances = found.instances();
        assertEquals(2, instances.count());
        assertEquals(70, instances.next().instanceId());
        assertEquals(1, instances.seatsTaken());
        assertEquals(71, instances.next().instanceId());
    }

    @Test
    void shouldPassOnWhyASearchIsRefused()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.findRated(11, "arena", 1, 2, "colour"));
        rig.master.queryRefused(
            new FindRecordsDecoder().wrapAndApplyHeader(rig.query().buffer(), 0, header).queryId(),
            RefusalCode.FIELD_UNKNOWN);

        assertEquals(11, rig.hearRefused(player, RefusalCode.FIELD_UNKNOWN).queryId());
    }

    @Test
    void shouldHearAPlayerWhoKnowsOfNoConditions()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.findOfVersion0(11, "arena"));
        rig.master.instancesFound(nextFind().queryId(), 4_096, 70);

        assertEquals(11, rig.hear(player, FoundDecoder.TEMPLATE_ID).found().queryId());
    }

    @Test
    void shouldDescribeTheAskerAndNobodyElse()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.describeUser(11));
        final FindUserDecoder query = new FindUserDecoder().wrapAndApplyHeader(rig.query().buffer(), 0, header);
        assertEquals(500, query.userId());
        rig.master.userFound(query.queryId(), 4_096, 500);

        final UserDescribedDecoder described =
            rig.hear(player, UserDescribedDecoder.TEMPLATE_ID).userDescribed();
        assertEquals(11, described.queryId());
        assertEquals(4_096, described.position());
        assertEquals(500, described.userId());
        assertEquals(4, described.requestSeq());
        assertEquals(5, described.eventSeq());
        assertEquals(6, described.instanceId());
        assertEquals(1, described.seat());
    }

    @Test
    void shouldAskForAWorldNoOlderThanWhatTheUserHasSeen()
    {
        final RawPlayer player = rig.loggedIn(500);
        final RawPlayer other = rig.loggedIn(501);
        final long told = rig.backend.position;
        player.say(Frames.find(11, "arena", 20));
        final FindInstancesDecoder first = nextFind();
        assertEquals(told, first.position());
        rig.master.instancesFound(first.queryId(), 1_000_000);
        rig.hear(player, FoundDecoder.TEMPLATE_ID);

        // A later answer than the link's events binds the user who had it, and nobody else.
        player.say(Frames.find(12, "arena", 20));
        assertEquals(1_000_000, nextFind().position());
        other.say(Frames.find(13, "arena", 20));
        assertEquals(told, nextFind().position());
    }

    @Test
    void shouldSayWhenNobodyAnswers()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.find(11, "arena", 20));
        final long queryId = nextFind().queryId();
        rig.backend.say(() -> rig.backend.listener().onUnanswered(queryId));

        assertEquals(11, rig.hearRefused(player, RefusalCode.MASTER_UNAVAILABLE).queryId());
    }

    @Test
    void shouldSayWhenNobodyCanBeAsked()
    {
        rig.backend.isQueriesFull = true;
        final RawPlayer player = rig.loggedIn(500).say(Frames.find(11, "arena", 20)).say(Frames.describeUser(12));

        assertEquals(11, rig.hearRefused(player, RefusalCode.MASTER_UNAVAILABLE).queryId());
        assertEquals(12, rig.hearRefused(player, RefusalCode.MASTER_UNAVAILABLE).queryId());
    }

    @Test
    void shouldPassOnWhyAReplicaRefuses()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.describeUser(11));
        final FindUserDecoder query = new FindUserDecoder().wrapAndApplyHeader(rig.query().buffer(), 0, header);
        rig.master.queryRefused(query.queryId(), RefusalCode.USER_UNKNOWN);

        assertEquals(11, rig.hearRefused(player, RefusalCode.USER_UNKNOWN).queryId());
    }

    @Test
    void shouldLimitTheQueriesThatOnePlayerWaitsFor()
    {
        final RawPlayer player = rig.loggedIn(500)
            .say(Frames.find(11, "arena", 1)).say(Frames.find(12, "arena", 1)).say(Frames.find(13, "arena", 1));
        assertEquals(13, rig.hearRefused(player, RefusalCode.RATE_LIMITED).queryId());

        rig.master.instancesFound(nextFind().queryId(), 1);
        rig.hear(player, FoundDecoder.TEMPLATE_ID);
        nextFind();
        player.say(Frames.find(14, "arena", 1));
        nextFind();
    }

    @Test
    void shouldRefuseALimitOutOfRange()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.find(11, "arena", 0)).say(Frames.find(12, "arena", 101));

        assertEquals(11, rig.hearRefused(player, RefusalCode.LIMIT_OUT_OF_RANGE).queryId());
        assertEquals(12, rig.hearRefused(player, RefusalCode.LIMIT_OUT_OF_RANGE).queryId());
        assertTrue(rig.backend.queries.isEmpty());
    }

    @Test
    void shouldNotMindAnswersToThoseWhoAreGoneNorSecondOnes()
    {
        final RawPlayer player = rig.loggedIn(500).say(Frames.find(11, "arena", 1));
        final long queryId = nextFind().queryId();
        player.close();
        rig.command();
        rig.master.instancesFound(queryId, 1);
        rig.master.instancesFound(queryId, 1);
        rig.master.queryRefused(0, RefusalCode.QUERIES_FULL);
        rig.master.userFound(-1, 1, 500);
        rig.step();

        final RawPlayer next = rig.loggedIn(501).say(Frames.find(11, "arena", 1));
        rig.master.instancesFound(nextFind().queryId(), 1);
        rig.hear(next, FoundDecoder.TEMPLATE_ID);
    }

    private FindInstancesDecoder nextFind()
    {
        return new FindInstancesDecoder().wrapAndApplyHeader(rig.query().buffer(), 0, header);
    }
}
