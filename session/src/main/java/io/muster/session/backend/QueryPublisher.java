package io.muster.session.backend;

import io.muster.codecs.BooleanType;
import io.muster.codecs.ConditionTest;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.FindInstancesEncoder;
import io.muster.codecs.FindRecordsEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RecordKind;
import io.muster.session.player.Player;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Queries for the replicas, on behalf of players. Each carries the position that its asker has seen: what this node was
 * told by the master, or what the user was answered, whichever is later; so nobody reads a world older than the one
 * that it was shown. Owned by the session agent's thread; allocates nothing.
 */
public final class QueryPublisher
{
    private static final long CREATED_MS = Keyword.of("created-ms");
    private static final long STATE = Keyword.of("state");
    private static final long RUNNING = Keyword.of("running");
    private static final long SEATS_FREE = Keyword.of("seats-free");
    private static final int QUERY_BYTES_MAX = 512;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FindInstancesEncoder findInstances = new FindInstancesEncoder();
    private final FindRecordsEncoder findRecords = new FindRecordsEncoder();
    private final FindUserEncoder findUser = new FindUserEncoder();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[QUERY_BYTES_MAX]);

    private final Backend backend;
    private final PendingQueries pending;
    private final int nodeId;

    public QueryPublisher(final Backend backend, final PendingQueries pending, final int nodeId)
    {
        this.backend = backend;
        this.pending = pending;
        this.nodeId = nodeId;
    }

    /** Ask for instances with a free seat; false: too many queries wait. */
    public boolean findInstances(final Player player, final FindDecoder query, final long nowNs)
    {
        final long queryId = pending.open(player.connectionId(), query.queryId());
        if (queryId == 0)
        {
            return false;
        }
        findInstances.wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId)
            .position(positionOf(player))
            .nodeId(nodeId)
            .instancesMax(query.instancesMax());
        final int gameType = query.offset() + FindDecoder.gameTypeEncodingOffset();
        GameTypes.put(
            buffer,
            findInstances.offset() + FindInstancesEncoder.gameTypeEncodingOffset(),
            GameTypes.head(query.buffer(), gameType),
            GameTypes.tail(query.buffer(), gameType));
        return ask(queryId, findInstances.encodedLength(), nowNs);
    }

    /** Ask for instances with a free seat that meet conditions, oldest first; false: too many queries wait. */
    public boolean findRecords(final Player player, final FindDecoder query, final long nowNs)
    {
        final long queryId = pending.open(player.connectionId(), query.queryId());
        if (queryId == 0)
        {
            return false;
        }
        final int gameType = query.offset() + FindDecoder.gameTypeEncodingOffset();
        findRecords.wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId)
            .position(positionOf(player))
            .orderBy(CREATED_MS)
            .epoch(0)
            .queryHash(0)
            .afterValue(0)
            .afterKey(0)
            .nodeId(nodeId)
            .kind(RecordKind.INSTANCES)
            .recordsMax(query.instancesMax())
            .isExplained(BooleanType.FALSE);
        GameTypes.put(
            buffer,
            findRecords.offset() + FindRecordsEncoder.gameTypeEncodingOffset(),
            GameTypes.head(query.buffer(), gameType),
            GameTypes.tail(query.buffer(), gameType));
        putConditions(query);
        findRecords.putText(buffer, 0, 0);
        return ask(queryId, findRecords.encodedLength(), nowNs);
    }

    private void putConditions(final FindDecoder query)
    {
        query.sbeRewind();
        final FindDecoder.ConditionsDecoder theirs = query.conditions();
        final FindRecordsEncoder.ConditionsEncoder ours = findRecords.conditionsCount(theirs.count() + 2);
        ours.next().field(STATE).low(RUNNING).high(0).test(ConditionTest.EQUAL);
        ours.next().field(SEATS_FREE).low(1).high(Long.MAX_VALUE).test(ConditionTest.RANGE);
        while (theirs.hasNext())
        {
            theirs.next();
            ours.next().field(theirs.field()).low(theirs.low()).high(theirs.high()).test(theirs.test());
        }
    }

    /** Ask what is known of the player's user; false: too many queries wait. */
    public boolean findUser(final Player player, final long playerQueryId, final long nowNs)
    {
        final long queryId = pending.open(player.connectionId(), playerQueryId);
        if (queryId == 0)
        {
            return false;
        }
        findUser.wrapAndApplyHeader(buffer, 0, header)
            .queryId(queryId)
            .position(positionOf(player))
            .userId(player.userId())
            .nodeId(nodeId);
        return ask(queryId, findUser.encodedLength(), nowNs);
    }

    private long positionOf(final Player player)
    {
        return Math.max(backend.position(), player.position);
    }

    private boolean ask(final long queryId, final int bodyLength, final long nowNs)
    {
        if (backend.ask(buffer, 0, MessageHeaderEncoder.ENCODED_LENGTH + bodyLength, queryId, nowNs))
        {
            return true;
        }
        pending.close(queryId);
        return false;
    }
}
