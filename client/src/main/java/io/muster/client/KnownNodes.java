package io.muster.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Session nodes in the order in which they are tried: those told by the last check-in, then the well-known ones. */
final class KnownNodes
{
    private final List<SessionNode> wellKnown;
    private final long believedNs;
    private List<SessionNode> all;
    private long toldNs;
    private boolean isTold;

    KnownNodes(final List<SessionNode> wellKnown, final long believedNs)
    {
        this.wellKnown = List.copyOf(wellKnown);
        this.believedNs = believedNs;
        all = this.wellKnown;
    }

    /** A session node's list. An empty one is not believed: somebody sent it. */
    void onTold(final List<SessionNode> told, final long nowNs)
    {
        if (told.isEmpty())
        {
            return;
        }
        final List<SessionNode> merged = new ArrayList<>(told);
        for (final SessionNode node : wellKnown)
        {
            if (told.stream().noneMatch((it) -> isSame(it, node)))
            {
                merged.add(node);
            }
        }
        all = List.copyOf(merged);
        toldNs = nowNs;
        isTold = true;
    }

    boolean isStale(final long nowNs)
    {
        return !isTold || nowNs - toldNs >= believedNs;
    }

    SessionNode any(final Random random)
    {
        return all.get(random.nextInt(all.size()));
    }

    /** The one to be tried after this one has failed; the list may have changed meanwhile. */
    SessionNode after(final SessionNode failed)
    {
        for (int i = 0; i < all.size(); i++)
        {
            if (isSame(all.get(i), failed))
            {
                return all.get((i + 1) % all.size());
            }
        }
        return all.get(0);
    }

    List<SessionNode> all()
    {
        return all;
    }

    private static boolean isSame(final SessionNode one, final SessionNode other)
    {
        return one.host().equals(other.host()) && one.tcpPort() == other.tcpPort();
    }
}
