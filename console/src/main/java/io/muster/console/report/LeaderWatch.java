package io.muster.console.report;

import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Follows who leads, and tells what has changed in words for a status line. */
public final class LeaderWatch
{
    private final LocalCluster cluster;
    private final List<String> news = new ArrayList<>();
    private LocalNode leader;
    private LocalNode returning;

    public LeaderWatch(final LocalCluster cluster, final LocalNode leader)
    {
        this.cluster = cluster;
        this.leader = leader;
    }

    /** The leader was killed by the console. */
    public void killed(final LocalNode node)
    {
        news.add("leader " + node.place().number() + " killed");
        leader = null;
    }

    /** A master was started again by the console. */
    public void restarted(final LocalNode node)
    {
        news.add("master " + node.place().number() + " started again");
        returning = node;
    }

    /** Look at the masters' status pages. */
    public void look()
    {
        final Optional<LocalNode> now = cluster.leader();
        if (now.isPresent() && now.get() != leader)
        {
            leader = now.get();
            news.add("leader is " + leader.place().number() + " now");
        }
        if (returning != null && cluster.isHealthy(returning))
        {
            news.add("master " + returning.place().number() + " is back as " +
                (returning == leader ? "leader" : "standby"));
            returning = null;
        }
    }

    /** Number of the master that leads, or a dash. */
    public String leaderShown()
    {
        return leader == null ? "-" : String.valueOf(leader.place().number());
    }

    /** Whether a master leads, and everyone who was started again is back. */
    public boolean isSettled()
    {
        return leader != null && returning == null;
    }

    /** What has changed since the last call. */
    public String takeNews()
    {
        final String taken = String.join("; ", news);
        news.clear();
        return taken;
    }

    /** Nodes whose process is gone although nobody killed it. */
    public List<LocalNode> dead()
    {
        return cluster.nodes().stream().filter((node) -> !node.isAlive()).toList();
    }
}
