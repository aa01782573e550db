package io.muster.failover.simulation.fault;

import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.log.Member;
import io.muster.failover.simulation.node.SimulatedNode;
import io.muster.failover.simulation.world.Fault;
import io.muster.failover.simulation.world.Process;
import io.muster.failover.simulation.world.Schedule;
import io.muster.failover.simulation.world.Tally;

import java.util.List;

/** Makes go wrong what a plan says, and right again after a while. */
public final class Faults
{
    private static final long MS = 1_000_000L;

    private final Schedule schedule;
    private final Cluster cluster;
    private final List<SimulatedNode> nodes;
    private final Tally tally;
    private final StaleTerm staleTerm;
    private boolean isOver;

    public Faults(
        final Schedule schedule, final Cluster cluster, final List<SimulatedNode> nodes, final Tally tally)
    {
        this.schedule = schedule;
        this.cluster = cluster;
        this.nodes = nodes;
        this.tally = tally;
        staleTerm = new StaleTerm(schedule, cluster);
    }

    /** Do what a step says. */
    public void inject(final Plan.Step step)
    {
        if (isOver)
        {
            return;
        }
        final Member member = cluster.members().get(step.who() % Cluster.MEMBERS);
        final SimulatedNode node = nodes.get(step.who() % nodes.size());
        final long forNs = 20 * MS + step.roll() % (1_500 * MS);
        tally.event();
        final boolean isDone = switch (step.fault())
        {
            case KILL_LEADER -> kill(cluster.leader());
            case KILL_STANDBY -> !member.leads() && kill(member);
            case PAUSE_REPLICA -> pause(member, forNs);
            case CUT_REPLICA -> cutReplica(member, forNs);
            case CUT_ONE_WAY -> cutOneWay(member.address(), (member.address() + 1 + step.roll() % 2) % 3, forNs);
            case STALE_TERM -> !isAnyDoubted() && staleTerm.begin();
            case FLIP -> flip(member);
            case LOSE_SNAPSHOT -> loseSnapshot(member);
            case SNAPSHOT -> snapshot();
            case PAUSE_NODE -> pause(node, 1_000 * MS + 2 * forNs);
            case RESTART_NODE -> restart(node, 0);
            case SET_BACK_NODE -> restart(node, step.roll() % 100_000);
            case DEAFEN_NODE -> deafen(node, 2 * forNs);
            case CUT_NODE -> cutNode(node, member, forNs);
            case STOP_NODE -> stop(node);
            default -> false;
        };
        if (isDone && step.fault() != Fault.FLIP)
        {
            tally.count(step.fault());
        }
    }

    private boolean kill(final Member member)
    {
        if (member == null || !member.isUp())
        {
            return false;
        }
        member.kill();
        cluster.restartLater(member);
        return true;
    }

    private boolean pause(final Process process, final long forNs)
    {
        process.pauseUntil(schedule.nowNs() + forNs);
        return process.isUp();
    }

    private boolean cutReplica(final Member member, final long forNs)
    {
        for (final Member other : cluster.members())
        {
            if (other != member)
            {
                cutOneWay(member.address(), other.address(), forNs);
                cutOneWay(other.address(), member.address(), forNs);
            }
        }
        return true;
    }

    private boolean cutOneWay(final int from, final int to, final long forNs)
    {
        cluster.wire().cut(from, to);
        schedule.after(forNs, () -> cluster.wire().join(from, to));
        return true;
    }

    /** One at a time: two replicas that are wrong alike would be right, and of three that differ nobody is. */
    private boolean flip(final Member member)
    {
        final boolean mayBe = !staleTerm.isRunning() && isEachSound();
        if (mayBe)
        {
            member.flip();
        }
        return mayBe;
    }

    private boolean isAnyDoubted()
    {
        return cluster.members().stream().anyMatch(
            (member) -> member.isUp() && member.replica().isOrWillBeDoubted());
    }

    /** Whether each replica is right, and will be: what the leader's log has lost makes whoever applied it wrong. */
    private boolean isEachSound()
    {
        final Member leader = cluster.leader();
        return leader != null && !isAnyDoubted() && cluster.members().stream().allMatch(
            (member) -> member.isUp() && leader.head().follows(member.replica().applied()));
    }

    private boolean loseSnapshot(final Member member)
    {
        if (!kill(member))
        {
            return false;
        }
        member.loseSnapshot();
        return true;
    }

    private boolean snapshot()
    {
        final Member leader = cluster.leader();
        if (leader != null)
        {
            leader.wantSnapshot();
        }
        return leader != null;
    }

    private boolean restart(final SimulatedNode node, final long setBackMs)
    {
        final boolean wasUp = node.isUp();
        node.kill();
        node.restartLater(setBackMs);
        return wasUp;
    }

    private boolean deafen(final SimulatedNode node, final long forNs)
    {
        for (final Member member : cluster.members())
        {
            cutOneWay(member.address(), node.address(), forNs);
        }
        return node.isUp();
    }

    private boolean cutNode(final SimulatedNode node, final Member member, final long forNs)
    {
        cutOneWay(member.address(), node.address(), forNs);
        return cutOneWay(node.address(), member.address(), forNs);
    }

    private boolean stop(final SimulatedNode node)
    {
        final boolean wasUp = node.isUp();
        node.leave();
        return wasUp;
    }

    /** From now on nothing goes wrong, and what did is mended. */
    public void heal()
    {
        isOver = true;
        staleTerm.end();
        cluster.wire().joinAll();
        for (final Member member : cluster.members())
        {
            member.pauseUntil(0);
            cluster.restart(member);
        }
        for (final SimulatedNode node : nodes)
        {
            node.pauseUntil(0);
            node.start(0);
        }
    }
}
