package io.muster.failover.fault.ground;

import io.muster.console.local.LocalNode;
import io.muster.console.local.NodeStatus;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Whether the replicas have become the same: their digests at one position, from their status pages. A page is made of
 * numbers that are read one by one, so one that is read twice alike counts.
 */
public final class Agreement
{
    private static final long PATIENCE_MS = 30_000;
    private static final String DIGEST = "digest";
    private static final String DIGEST_POSITION = "digest_position";
    private static final String DISAGREEMENTS = "disagreements_total";

    private final FaultyCluster cluster;
    private final boolean mayDisagree;
    private final Map<Long, Map<LocalNode, Long>> digests = new HashMap<>();
    private final Map<LocalNode, String> last = new HashMap<>();
    private String difference;

    /** @param mayDisagree whether they may have had different results on the way. */
    public Agreement(final FaultyCluster cluster, final boolean mayDisagree)
    {
        this.mayDisagree = mayDisagree;
        this.cluster = cluster;
    }

    /** What is wrong with it, or empty once all masters were seen at one position with one digest. */
    public Optional<String> fault()
    {
        final boolean agreed = Await.holds(PATIENCE_MS, () -> look() || difference != null);
        if (difference != null)
        {
            return Optional.of(difference);
        }
        return agreed ? Optional.empty() :
            Optional.of("the replicas were not seen at one position with one digest within 30 s");
    }

    private boolean look()
    {
        final List<LocalNode> masters = cluster.masters();
        for (final LocalNode master : masters)
        {
            cluster.processes().status(master).ifPresent((status) -> onStatus(master, status));
        }
        return digests.values().stream().anyMatch((byNode) -> byNode.size() == masters.size());
    }

    private void onStatus(final LocalNode master, final NodeStatus status)
    {
        final long position = status.number(DIGEST_POSITION);
        final long digest = status.number(DIGEST);
        if (!mayDisagree && status.number(DISAGREEMENTS) != 0)
        {
            difference = master + " has counted " + status.number(DISAGREEMENTS) + " disagreements";
        }
        final String shown = position + " " + digest;
        if (shown.equals(last.put(master, shown)) && position != 0)
        {
            final Map<LocalNode, Long> there = digests.computeIfAbsent(position, (key) -> new HashMap<>());
            there.put(master, digest);
            final Set<Long> different = new HashSet<>(there.values());
            if (different.size() > 1)
            {
                difference = "the replicas differ at position " + position + ": " + there;
            }
        }
    }
}
