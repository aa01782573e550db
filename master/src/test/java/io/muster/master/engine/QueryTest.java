package io.muster.master.engine;

import io.muster.codecs.FindInstancesEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserFoundDecoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;

class QueryTest
{
    private static final long POSITION = 4_096;

    private final UnsafeBuffer query = new UnsafeBuffer(new byte[256]);
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
    private final TestLog log = new TestLog();
    private final TestNode session = TestNode.session(log, 1).up();
    private final TestNode game = TestNode.game(log, 2, 10, "arena", "chess2").up();

    QueryTest()
    {
        session.say((it) -> it.enter(11, 901, "ann").enter(12, 902, "bob").enter(13, 903, "cid").enter(14, 904, "dan"));
    }

    @Test
    void shouldFindRunningInstancesWithAFreeSeatOldestFirst()
    {
        session.say((it) -> it.create(1, 1, "arena", 1).create(2, 1, "arena", 0).create(3, 1, "chess2", 0));
        session.say((it) -> it.create(4, 1, "arena", 2));
        assertEquals(List.of(), find("arena", 100));

        game.send((it) -> it.started(4).started(3).started(2).started(1));
        assertEquals(List.of("2 1/4", "4 1/2"), find("arena", 100));
        assertEquals(List.of("2 1/4"), find("arena", 1));
        assertEquals(List.of("3 1/2"), find("chess2", 100));
        assertEquals(List.of(), find("go", 100));
    }

    @Test
    void shouldFindAnInstanceAgainWhenASeatIsFree()
    {
        session.say((it) -> it.create(1, 1, "arena", 2).join(2, 1, 1));
        game.send((it) -> it.started(1).accepted(1, 1).accepted(1, 2));
        assertEquals(List.of(), find("arena", 100));

        session.say((it) -> it.quit(1, 2, 1));
        assertEquals(List.of("1 1/2"), find("arena", 100));
    }

    @Test
    void shouldRefuseALimitOutOfRange()
    {
        assertEquals(RefusalCode.LIMIT_OUT_OF_RANGE, refusalOf(findInstances("arena", 0)));
        assertEquals(RefusalCode.LIMIT_OUT_OF_RANGE, refusalOf(findInstances("arena", 101)));
    }

    @Test
    void shouldFindAUser()
    {
        session.say((it) -> it.create(2, 7, "arena", 0));
        ask(findUser(2));
        final UserFoundDecoder found = new UserFoundDecoder();
        found.wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder());
        assertEquals(0, found.instanceId());
        assertEquals(7, found.requestSeq());

        game.send((it) -> it.started(1).accepted(1, 2));
        ask(findUser(2));
        assertEquals(1, found.instanceId());
        assertEquals(POSITION, found.position());
        assertEquals(RefusalCode.USER_UNKNOWN, refusalOf(findUser(99)));
    }

    @Test
    void shouldNotAnswerWhatIsNoQuery()
    {
        final int length = findUser(2);
        assertEquals(0, log.engine().answer(query, 0, length - 1, POSITION, answer));
        assertEquals(0, log.engine().answer(query, 0, 7, POSITION, answer));
        query.putShort(2, (short)3);
        assertEquals(0, ask(length));
        query.putShort(4, (short)1);
        assertEquals(0, ask(length));
    }

    private List<String> find(final String gameType, final int instancesMax)
    {
        ask(findInstances(gameType, instancesMax));
        final InstancesFoundDecoder found = new InstancesFoundDecoder();
        found.wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder());
        assertEquals(5, found.queryId());
        assertEquals(POSITION, found.position());
        final List<String> lines = new ArrayList<>();
        found.instances().forEach((it) -> lines.add(it.instanceId() + " " + it.seatsTaken() + "/" + it.seatsMax()));
        return lines;
    }

    private RefusalCode refusalOf(final int length)
    {
        ask(length);
        final QueryRefusedDecoder refused = new QueryRefusedDecoder();
        return refused.wrapAndApplyHeader(answer, 0, new MessageHeaderDecoder()).code();
    }

    private int ask(final int length)
    {
        return log.engine().answer(query, 0, length, POSITION, answer);
    }

    private int findInstances(final String gameType, final int instancesMax)
    {
        final FindInstancesEncoder find = new FindInstancesEncoder();
        find.wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
            .queryId(5)
            .position(1)
            .nodeId(1)
            .putGameType(GameTypes.bytesOf(gameType), 0)
            .instancesMax((short)instancesMax);
        return MessageHeaderEncoder.ENCODED_LENGTH + find.encodedLength();
    }

    private int findUser(final long userId)
    {
        final FindUserEncoder find = new FindUserEncoder();
        find.wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
            .queryId(5)
            .position(1)
            .userId(userId)
            .nodeId(1);
        return MessageHeaderEncoder.ENCODED_LENGTH + find.encodedLength();
    }
}
