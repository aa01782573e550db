package io.muster.failover.simulation.log;

import io.muster.codecs.LinkRefusedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.failover.simulation.world.Chance;
import io.muster.failover.simulation.world.Schedule;
import io.muster.failover.simulation.world.Tally;
import io.muster.failover.simulation.world.Wire;
import io.muster.master.engine.Engine;
import io.muster.master.release.ReleaseCounters;
import io.muster.master.release.ReleaseSettings;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The three members, and what they share with the world. */
public final class Cluster
{
    /** So many replicas; two are a quorum. */
    public static final int MEMBERS = 3;

    /** No member leads, as far as is known. */
    public static final int NOBODY = -1;

    static final ReleaseSettings RELEASE = new ReleaseSettings(500_000_000L, 50_000L, "", 1, 1);

    private static final long MS = 1_000_000L;
    private static final long EPOCH_MS = 1_700_000_000_000L;
    /** Counters are dear to make and nobody reads them, so all worlds of a thread have the same. */
    private static final ThreadLocal<ReleaseCounters> COUNTERS =
        ThreadLocal.withInitial(() -> new ReleaseCounters(new Counters()));

    private final LogSettings settings;
    private final Schedule schedule;
    private final Wire wire;
    private final Tally tally;
    private final Chance chance;
    private final LogObserver observer;
    private final ReleaseCounters counters = COUNTERS.get();
    private final List<Member> members = new ArrayList<>();
    private final Map<Integer, Endpoint> nodes = new TreeMap<>();
    private final long[] skewsMs = new long[MEMBERS];

    /** @param observer sees everything that invariants are about. */
    public Cluster(
        final LogSettings settings,
        final Schedule schedule,
        final Wire wire,
        final Tally tally,
        final Chance chance,
        final LogObserver observer)
    {
        this.settings = settings;
        this.schedule = schedule;
        this.wire = wire;
        this.tally = tally;
        this.chance = chance;
        this.observer = observer;
        final Entry begin = Entry.begin();
        for (int id = 0; id < MEMBERS; id++)
        {
            skewsMs[id] = chance.between(-300, 300);
            members.add(new Member(id, this, chance.split(), begin));
        }
    }

    /** All members start. */
    public void start()
    {
        members.forEach((member) -> member.start(nowNs()));
    }

    /** Make a node known, to be spoken to when it has registered. */
    public void add(final Endpoint node)
    {
        nodes.put(node.nodeId(), node);
    }

    /** A member that is down starts after a while. */
    public void restartLater(final Member member)
    {
        schedule.after(chance.between(50 * MS, 2_000 * MS), () -> restart(member));
    }

    /** A member that is down starts. */
    public void restart(final Member member)
    {
        if (!member.isUp())
        {
            member.start(nowNs());
        }
    }

    /** A member stands for election, and wins at once if two of three can hear each other and know no more than it. */
    void elect(final Member candidate, final long nowNs)
    {
        long newTerm = candidate.term();
        final List<Member> voters = new ArrayList<>();
        for (final Member member : members)
        {
            final boolean canBeHeard = member == candidate ||
                !wire.isCut(candidate.address(), member.address()) &&
                !wire.isCut(member.address(), candidate.address());
            if (canBeHeard && member.mayVoteFor(candidate, nowNs))
            {
                voters.add(member);
                newTerm = Math.max(newTerm, member.term());
            }
        }
        if (voters.size() * 2 <= MEMBERS)
        {
            return;
        }
        for (final Member voter : voters)
        {
            voter.vote(newTerm + 1, nowNs);
        }
        candidate.becomeLeader(newTerm + 1, nowNs);
        nodes.values().forEach((node) ->
            wire.datagram(candidate.address(), node, () -> node.onLeader(candidate.address())));
    }

    void claim(final int memberId, final long position, final long digest)
    {
        for (final Member other : members)
        {
            if (other.address() != memberId)
            {
                wire.datagram(memberId, other, () -> other.onClaim(memberId, position, digest));
            }
        }
    }

    void refuse(final int memberId, final int nodeId, final long incarnation, final RefusalCode code)
    {
        final Endpoint node = nodes.get(nodeId);
        if (node == null)
        {
            return;
        }
        final int length = MessageHeaderEncoder.ENCODED_LENGTH + LinkRefusedEncoder.BLOCK_LENGTH;
        final UnsafeBuffer message = new UnsafeBuffer(new byte[length]);
        new LinkRefusedEncoder().wrapAndApplyHeader(message, 0, new MessageHeaderEncoder())
            .incarnation(incarnation)
            .nodeId(nodeId)
            .code(code);
        wire.datagram(memberId, node, () -> node.onEgress(message, length));
    }

    void answer(final int memberId, final int nodeId, final DirectBuffer answer, final int length)
    {
        final Endpoint node = nodes.get(nodeId);
        final byte[] copy = new byte[length];
        answer.getBytes(0, copy);
        wire.datagram(memberId, node, () -> node.onAnswer(memberId, new UnsafeBuffer(copy), length));
    }

    /** Who leads in the highest term, as far as somebody says so; or null. */
    public Member leader()
    {
        Member leader = null;
        for (final Member member : members)
        {
            if (member.leads() && (leader == null || member.term() > leader.term()))
            {
                leader = member;
            }
        }
        return leader;
    }

    public List<Member> members()
    {
        return members;
    }

    public Collection<Endpoint> nodes()
    {
        return nodes.values();
    }

    Endpoint node(final int nodeId)
    {
        return nodes.get(nodeId);
    }

    int[] peersOf(final int memberId)
    {
        return new int[]{ (memberId + 1) % MEMBERS, (memberId + 2) % MEMBERS };
    }

    Engine newEngine()
    {
        return new Engine(settings.engine(), chance.any());
    }

    long timeMs(final int memberId, final long nowNs)
    {
        return EPOCH_MS + skewsMs[memberId] + nowNs / MS;
    }

    boolean isPressedBack(final int perMille)
    {
        return chance.perMille(perMille);
    }

    int below(final int bound)
    {
        return chance.below(bound);
    }

    long nowNs()
    {
        return schedule.nowNs();
    }

    public Wire wire()
    {
        return wire;
    }

    Tally tally()
    {
        return tally;
    }

    LogObserver observer()
    {
        return observer;
    }

    public LogSettings settings()
    {
        return settings;
    }

    ReleaseCounters releaseCounters()
    {
        return counters;
    }
}
