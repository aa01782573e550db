package io.muster.failover.fault.process;

import io.muster.console.local.LocalNode;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** SIGKILL of some masters at once. As long as there is no majority, none is missed until they are back. */
public final class KillMasters implements Fault
{
    private static final long DOWN_MS = 1_000;

    private final String name;
    private final String sentence;
    private final boolean isLeaderKilled;
    private final int followersKilled;

    private KillMasters(
        final String name, final String sentence, final boolean isLeaderKilled, final int followersKilled)
    {
        this.name = name;
        this.sentence = sentence;
        this.isLeaderKilled = isLeaderKilled;
        this.followersKilled = followersKilled;
    }

    public static KillMasters leader()
    {
        return new KillMasters("leader-kill", "SIGKILL of the leader", true, 0);
    }

    public static KillMasters follower()
    {
        return new KillMasters("follower-kill", "SIGKILL of a standby", false, 1);
    }

    public static KillMasters majority()
    {
        return new KillMasters("majority-kill", "SIGKILL of the leader and a standby at once", true, 1);
    }

    public static KillMasters all()
    {
        return new KillMasters("all-kill", "SIGKILL of all masters at once", true, 2);
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
    public String strike(final FaultyCluster cluster)
    {
        final LocalNode leader = cluster.awaitLeader();
        final List<LocalNode> killed = new ArrayList<>(cluster.others(leader).subList(0, followersKilled));
        if (isLeaderKilled)
        {
            killed.add(leader);
        }
        final LocalNode[] nodes = killed.toArray(LocalNode[]::new);

        cluster.kill(nodes);
        VoidException.unless(Arrays.stream(nodes).noneMatch(LocalNode::isAlive), "a killed process is alive");
        if (isLeaderKilled && followersKilled == 0)
        {
            cluster.awaitLeaderOtherThan(leader);
        }
        else
        {
            Await.pass(DOWN_MS);
        }
        cluster.restart(nodes);
        return killed + " gone";
    }
}
