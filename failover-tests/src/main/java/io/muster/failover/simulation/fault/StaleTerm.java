package io.muster.failover.simulation.fault;

import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.log.Member;
import io.muster.failover.simulation.world.Schedule;

/**
 * The order of faults in which a leader that is blind to terms commits what only it has: a leader is cut off and goes
 * on appending, dies, and comes back so that the next leader hears of its long log while nobody hears that leader;
 * then that leader dies.
 */
final class StaleTerm
{
    private static final long MS = 1_000_000L;
    private static final long CUT_OFF_NS = 900 * MS;
    private static final long ELECTION_NS = 2_500 * MS;
    private static final long LOOK_NS = 10 * MS;
    private static final long BLIND_NS = 500 * MS;

    private final Schedule schedule;
    private final Cluster cluster;
    private boolean isRunning;
    private boolean isOver;

    StaleTerm(final Schedule schedule, final Cluster cluster)
    {
        this.schedule = schedule;
        this.cluster = cluster;
    }

    /** @return false: nobody leads, or it is being done already. */
    boolean begin()
    {
        final Member stale = cluster.leader();
        if (stale == null || isRunning)
        {
            return false;
        }
        isRunning = true;
        cut(stale, null);
        then(CUT_OFF_NS, () ->
        {
            stale.kill();
            awaitLeader(stale, schedule.nowNs() + ELECTION_NS);
        });
        return true;
    }

    boolean isRunning()
    {
        return isRunning;
    }

    /** At once: the next leader's log must not have become the longer one. */
    private void awaitLeader(final Member stale, final long deadlineNs)
    {
        final Member leader = cluster.leader();
        if (leader != null && leader != stale)
        {
            blind(stale, leader);
        }
        else if (schedule.nowNs() > deadlineNs)
        {
            finish();
        }
        else
        {
            then(LOOK_NS, () -> awaitLeader(stale, deadlineNs));
        }
    }

    private void blind(final Member stale, final Member leader)
    {
        cut(leader, stale);
        cluster.wire().join(stale.address(), leader.address());
        cluster.restart(stale);
        then(BLIND_NS, () ->
        {
            leader.kill();
            cluster.restartLater(leader);
            finish();
        });
    }

    /** Cut a member off from the others, but for one that is only not to hear it. */
    private void cut(final Member member, final Member mayBeHeard)
    {
        for (final Member other : cluster.members())
        {
            if (other != member)
            {
                cluster.wire().cut(member.address(), other.address());
                if (other != mayBeHeard)
                {
                    cluster.wire().cut(other.address(), member.address());
                }
            }
        }
    }

    private void finish()
    {
        isRunning = false;
        cluster.wire().joinAll();
        cluster.members().forEach(cluster::restart);
    }

    private void then(final long delayNs, final Runnable step)
    {
        schedule.after(delayNs, () ->
        {
            if (!isOver)
            {
                step.run();
            }
        });
    }

    void end()
    {
        isOver = true;
    }
}
