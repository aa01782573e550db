package io.muster.session;

import io.muster.codecs.NodeGoneDecoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.NodeUpDecoder;
import io.muster.session.backend.Backend;
import io.muster.session.player.SessionNodes;
import org.agrona.collections.IntHashSet;
import org.agrona.concurrent.NanoClock;

import java.util.concurrent.TimeUnit;

/**
 * The other nodes, as the master tells of them. Owned by the session agent's thread.
 * <p>
 * After our link was down we are told of all nodes anew. Those that we knew are kept until then, so that players play
 * on; what is not confirmed a while after is gone.
 */
final class PeerNodes
{
    private static final long CONFIRM_NS = TimeUnit.SECONDS.toNanos(10);

    private final IntHashSet known = new IntHashSet();
    private final IntHashSet unconfirmed = new IntHashSet();
    private final NanoClock clock;
    private final Backend backend;
    private final SessionNodes sessionNodes;
    private long confirmNs;

    PeerNodes(final NanoClock clock, final Backend backend, final SessionNodes sessionNodes)
    {
        this.clock = clock;
        this.backend = backend;
        this.sessionNodes = sessionNodes;
    }

    void on(final NodeUpDecoder event)
    {
        final int nodeId = event.nodeId();
        final String playEndpoint = event.playEndpoint();
        final String playerHost = event.playerHost();
        known.add(nodeId);
        unconfirmed.remove(nodeId);
        if (event.kind() == NodeKind.SESSION)
        {
            sessionNodes.up(nodeId, event.tcpPort(), event.webSocketPort(), playerHost);
        }
        else
        {
            backend.onGameNodeUp(nodeId, playEndpoint);
        }
    }

    void on(final NodeGoneDecoder event)
    {
        gone(event.nodeId());
    }

    /** Our incarnation is registered: every node that is up will be told of. */
    void registered()
    {
        unconfirmed.addAll(known);
        confirmNs = clock.nanoTime() + CONFIRM_NS;
    }

    /** Give up what was not confirmed. */
    void sweep(final long nowNs)
    {
        if (!unconfirmed.isEmpty() && nowNs - confirmNs > 0)
        {
            final IntHashSet lost = new IntHashSet();
            lost.addAll(unconfirmed);
            lost.forEachInt(this::gone);
        }
    }

    private void gone(final int nodeId)
    {
        known.remove(nodeId);
        unconfirmed.remove(nodeId);
        sessionNodes.gone(nodeId);
        backend.onGameNodeGone(nodeId);
    }
}
