package io.muster.failover.simulation.node;

import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.log.Endpoint;
import io.muster.failover.simulation.log.Member;
import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Schedule;
import io.muster.node.link.Ingress;
import io.muster.node.link.Link;
import io.muster.node.link.LinkCounters;
import io.muster.node.link.Registration;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** A node: the real link over a simulated session with the cluster, and a role. */
public final class SimulatedNode extends Endpoint
{
    private static final long MS = 1_000_000L;
    private static final long CONNECT_NS = 100 * MS;
    private static final long EPOCH_MS = 1_700_000_000_000L;
    private static final ThreadLocal<LinkCounters> COUNTERS =
        ThreadLocal.withInitial(() -> new LinkCounters(new Counters()));

    private final Cluster cluster;
    private final Schedule schedule;
    private final Chance chance;
    private final Registration registration;
    private final Role role;
    private final Ingress way = new Way();
    private Link link;
    private int leaderId;
    private long connectNs;
    private boolean isLeaving;

    SimulatedNode(
        final int nodeId,
        final Cluster cluster,
        final Schedule schedule,
        final Chance chance,
        final Registration registration,
        final Role role)
    {
        super(nodeId);
        this.cluster = cluster;
        this.schedule = schedule;
        this.chance = chance;
        this.registration = registration;
        this.role = role;
    }

    /** The process starts. @param setBackMs how much too early its clock is. */
    public void start(final long setBackMs)
    {
        if (isUp())
        {
            return;
        }
        up(true);
        isLeaving = false;
        leaderId = Cluster.NOBODY;
        link = new Link(
            LinkShapes.of(nodeId()), registration, role, COUNTERS.get(),
            EPOCH_MS + schedule.nowNs() / MS - setBackMs);
        role.start(link);
    }

    /** The process dies, with all that it knew. */
    public void kill()
    {
        up(false);
        role.forget();
    }

    /** Deregister, then end. */
    public void leave()
    {
        if (isUp())
        {
            isLeaving = true;
            role.forget();
            link.leave();
        }
    }

    /** A node that is down comes back after a while. */
    public void restartLater(final long setBackMs)
    {
        schedule.after(chance.between(20 * MS, 3_000 * MS), () -> start(setBackMs));
    }

    @Override
    protected int work(final long nowNs)
    {
        if (isLeaving && link.isLeft())
        {
            kill();
            restartLater(0);
            return 1;
        }
        if (leaderId == Cluster.NOBODY && nowNs - connectNs >= CONNECT_NS)
        {
            connectNs = nowNs;
            connect(nowNs);
        }
        if (link.isStuck())
        {
            leaderId = Cluster.NOBODY;
        }
        final int worked = isLeaving ? 0 : role.work(nowNs);
        return worked + link.poll(nowNs, way);
    }

    private void connect(final long nowNs)
    {
        final Member leader = cluster.leader();
        if (leader != null && !cluster.wire().isCut(address(), leader.address()))
        {
            leaderId = leader.address();
            link.onNewLeader(nowNs);
        }
    }

    @Override
    protected void onLeader(final int memberId)
    {
        leaderId = memberId;
        link.onNewLeader(schedule.nowNs());
    }

    @Override
    protected void onEvents(final DirectBuffer batch, final int length)
    {
        link.onEventBatch(schedule.nowNs(), batch, 0, length);
    }

    @Override
    protected void onEgress(final DirectBuffer message, final int length)
    {
        link.onEgress(schedule.nowNs(), message, 0, length);
    }

    @Override
    protected void onAnswer(final int memberId, final DirectBuffer answer, final int length)
    {
        role.onAnswer(memberId, answer);
    }

    /** The master knows it. */
    public boolean isRegistered()
    {
        return isUp() && link.isRegistered();
    }

    @Override
    public String toString()
    {
        return "node " + nodeId() + (isUp() ? " is up, incarnation " + link.incarnation() +
            (link.isRegistered() ? " registered" : " refused " + link.lastRefusal()) + ", seen " + link.position() +
            ", leader " + leaderId + (link.isStuck() ? ", stuck" : "") : " is down");
    }

    /** The cluster's ingress. */
    private final class Way implements Ingress
    {
        @Override
        public int messageBytesMax()
        {
            return leaderId == Cluster.NOBODY ? 0 : cluster.settings().datagramBytes();
        }

        @Override
        public boolean offer(final DirectBuffer buffer, final int offset, final int length)
        {
            final byte[] copy = new byte[length];
            buffer.getBytes(offset, copy);
            final DirectBuffer batch = new UnsafeBuffer(copy);
            final Member member = cluster.members().get(leaderId);
            cluster.wire().datagram(address(), member, () -> member.onIngress(batch));
            return true;
        }
    }
}
