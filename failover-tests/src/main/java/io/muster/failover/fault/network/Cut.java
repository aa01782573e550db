package io.muster.failover.fault.network;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;

import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;

/** Links that carry nothing for some seconds, and then carry everything again, which may disturb once more. */
public final class Cut implements Fault
{
    private static final long LEADER_CUT_MS = 2_000;
    private static final long CUT_MS = 3_000;

    private final String name;
    private final String sentence;
    private final boolean isLeaderLost;
    private final BiConsumer<FaultyCluster, LocalNode> cutting;

    private Cut(
        final String name,
        final String sentence,
        final boolean isLeaderLost,
        final BiConsumer<FaultyCluster, LocalNode> cutting)
    {
        this.name = name;
        this.sentence = sentence;
        this.isLeaderLost = isLeaderLost;
        this.cutting = cutting;
    }

    /** The leader alone on one side. */
    public static Cut leader()
    {
        return new Cut("leader-cut", "the leader cut off from every node, both ways", true, (cluster, leader) ->
            cluster.network().cutOff(leader, cluster.processes().nodes()));
    }

    /** The leader cannot reach the others any more, but hears them, and the nodes. */
    public static Cut leaderUnheard()
    {
        return new Cut("leader-unheard", "what the leader says to the standbys is lost, one way", true,
            (cluster, leader) ->
                cluster.others(leader).forEach((other) -> cluster.network().cutOneWay(leader, other)));
    }

    /** The leader goes on beating, and nobody's acknowledgement gets to it. */
    public static Cut leaderDeaf()
    {
        return new Cut("leader-deaf", "what the standbys say to the leader is lost, one way", true,
            (cluster, leader) ->
                cluster.others(leader).forEach((other) -> cluster.network().cutOneWay(other, leader)));
    }

    /** The majority goes on, and one comes back to it. */
    public static Cut follower()
    {
        return new Cut("follower-cut", "a standby cut off from every node, both ways", false, (cluster, leader) ->
            cluster.network().cutOff(cluster.others(leader).get(0), cluster.processes().nodes()));
    }

    /** Nobody has a majority. */
    public static Cut masters()
    {
        return new Cut("masters-cut", "every master cut off from the other two: no majority anywhere", false,
            (cluster, leader) -> cluster.masters().forEach((master) ->
                cluster.network().cutOff(master, cluster.masters())));
    }

    /** The session nodes lose the leader alone, and have to find out that it still leads. */
    public static Cut sessions()
    {
        return new Cut("sessions-cut", "both session nodes cut off from the leader, which goes on leading", false,
            (cluster, leader) -> cluster.network().cutOff(leader, cluster.sessions()));
    }

    @Override
    public String name()
    {
        return name;
    }

    @Override
    public String sentence()
    {
        return sentence;
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.NAMESPACES);
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final List<LocalNode> others = cluster.others(leader);
        cluster.told();
        final long dropped;
        try
        {
            cutting.accept(cluster, leader);
            if (isLeaderLost)
            {
                cluster.awaitLeaderAmong(others);
                Await.pass(LEADER_CUT_MS);
            }
            else
            {
                Await.pass(CUT_MS);
            }
        }
        finally
        {
            cluster.told();
            dropped = cluster.network().heal();
        }
        VoidException.unless(dropped > 0, "no packet was dropped");
        return dropped + " packets dropped";
    }
}
