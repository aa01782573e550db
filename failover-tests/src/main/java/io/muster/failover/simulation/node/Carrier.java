package io.muster.failover.simulation.node;

import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.log.Endpoint;
import io.muster.failover.simulation.log.Member;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A session node: carries players, asks for them, and asks again. */
final class Carrier extends Role
{
    private static final long MS = 1_000_000L;
    private static final long CARE_NS = 50 * MS;
    private static final long ASK_AGAIN_NS = 400 * MS;
    private static final long GIVE_UP_NS = 2_500 * MS;
    private static final int QUERY_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + FindUserEncoder.BLOCK_LENGTH;

    private final CommandWriter writer = new CommandWriter();
    private final PlayerEvents events = new PlayerEvents(this);
    private final QueryRefusedDecoder answerHead = new QueryRefusedDecoder();
    private final Map<Long, Player> byConnection = new HashMap<>();
    private final Map<Long, Player> byUser = new HashMap<>();
    private final List<Player> carried = new ArrayList<>();
    private final Map<Long, Question> questions = new HashMap<>();
    private final Cluster cluster;
    private Endpoint endpoint;
    private long connections;
    private long queryIds;
    private long nowNs;
    private long caredNs;

    /** What a player wanted to know. */
    private record Question(Player player, long userId, long position)
    {
    }

    Carrier(final int nodeId, final NodeObserver observer, final Cluster cluster)
    {
        super(nodeId, observer);
        this.cluster = cluster;
    }

    void endpoint(final Endpoint itsEndpoint)
    {
        endpoint = itsEndpoint;
    }

    @Override
    void forget()
    {
        for (final Player player : carried)
        {
            if (carries(player))
            {
                player.cutOff(nowNs);
            }
        }
        carried.clear();
        byConnection.clear();
        byUser.clear();
        questions.clear();
    }

    @Override
    int work(final long newNowNs)
    {
        nowNs = newNowNs;
        if (nowNs - caredNs < CARE_NS)
        {
            return 0;
        }
        caredNs = nowNs;
        for (int i = carried.size() - 1; i >= 0; i--)
        {
            final Player player = carried.get(i);
            if (!carries(player))
            {
                carried.remove(i);
            }
            else
            {
                care(player);
            }
        }
        return 1;
    }

    private void care(final Player player)
    {
        if ((player.state == Player.State.ENTERING || player.isWaiting()) && nowNs - player.sinceNs > GIVE_UP_NS)
        {
            player.cutOff(nowNs);
        }
        else if (player.state == Player.State.IN && player.isWaiting() && nowNs - player.askedNs > ASK_AGAIN_NS)
        {
            askAgain(player);
        }
    }

    boolean carries(final Player player)
    {
        return player.nodeId == nodeId() && player.state != Player.State.AWAY &&
            byConnection.get(player.connectionId) == player;
    }

    /** A player connects. */
    void enter(final Player player, final long timeNs)
    {
        nowNs = timeNs;
        player.nodeId = nodeId();
        player.connectionId = ++connections;
        player.sinceNs = nowNs;
        if (writer.enter(link(), player))
        {
            player.state = Player.State.ENTERING;
            byConnection.put(player.connectionId, player);
            carried.add(player);
        }
    }

    /** A player that is in asks for something new. */
    void ask(final Player player, final long timeNs)
    {
        nowNs = timeNs;
        player.requestSeq++;
        player.sinceNs = nowNs;
        askAgain(player);
    }

    void askAgain(final Player player)
    {
        player.askedNs = nowNs;
        writer.request(link(), player);
    }

    /** A player's connection is lost, and the node sees it. */
    void detach(final Player player, final long timeNs)
    {
        writer.detach(link(), player);
        player.cutOff(timeNs);
    }

    /** A player logs out; it is told when that is done. */
    void logOut(final Player player)
    {
        writer.logOut(link(), player);
    }

    /** Ask any replica about a player. */
    void inquire(final Player player, final int memberId)
    {
        final long position = link().position();
        questions.put(++queryIds, new Question(player, player.userId, position));
        final UnsafeBuffer query = new UnsafeBuffer(new byte[QUERY_BYTES]);
        new FindUserEncoder().wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
            .queryId(queryIds)
            .position(position)
            .userId(player.userId)
            .nodeId(nodeId());
        final Member member = cluster.members().get(memberId);
        cluster.wire().datagram(endpoint.address(), member, () -> member.onQuery(query, QUERY_BYTES));
    }

    @Override
    void onAnswer(final int memberId, final DirectBuffer answer)
    {
        answerHead.wrap(answer, MessageHeaderEncoder.ENCODED_LENGTH,
            QueryRefusedDecoder.BLOCK_LENGTH, QueryRefusedDecoder.SCHEMA_VERSION);
        final Question question = questions.remove(answerHead.queryId());
        if (question != null && question.userId == question.player.userId)
        {
            observer().onFound(question.player, question.position, memberId, answer);
        }
    }

    @Override
    void on(final int templateId, final DirectBuffer buffer, final int offset)
    {
        events.on(templateId, buffer, offset);
    }

    /** By the connection that it came by, or null when it has gone. */
    Player byConnection(final long connectionId)
    {
        final Player player = byConnection.get(connectionId);
        return player != null && player.connectionId == connectionId && carries(player) ? player : null;
    }

    /** By its user, or null when it has gone. */
    Player byUser(final long userId)
    {
        final Player player = byUser.get(userId);
        return player != null && player.userId == userId && player.state == Player.State.IN && carries(player) ?
            player : null;
    }

    void entered(final Player player)
    {
        byUser.put(player.userId, player);
    }

    long nowNs()
    {
        return nowNs;
    }
}
