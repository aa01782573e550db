package io.muster.session.backend;

import io.muster.codecs.FindDecoder;
import io.muster.codecs.FindInstancesEncoder;
import io.muster.codecs.FindUserEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.session.player.Player;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * Queries for the replicas, on behalf of players. Each carries the position that its asker has seen: what this node was
 * told by the master, or what the user was answered, whichever is later; so nobody reads a world older than the one
 * that it was shown. Owned by the session agent's thread; allocates nothing.
 */
public final class QueryPublisher
{
    private static final int QUERY_BYTES_MAX = 128;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final FindInstancesEncoder findInstances = new FindInstancesEncoder();
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
