package io.muster.failover.simulation.invariant;

import io.muster.failover.simulation.log.Cluster;
import io.muster.failover.simulation.log.Entry;
import io.muster.failover.simulation.log.LogObserver;
import io.muster.failover.simulation.log.Member;
import io.muster.failover.simulation.log.Replica;
import io.muster.failover.simulation.log.Snapshot;
import io.muster.failover.simulation.model.Model;
import io.muster.failover.simulation.node.Crowd;
import io.muster.failover.simulation.node.NodeObserver;
import io.muster.failover.simulation.node.Player;
import io.muster.failover.simulation.node.SimulatedNode;
import io.muster.failover.simulation.world.Broken;
import io.muster.failover.simulation.world.Fault;
import io.muster.failover.simulation.world.Tally;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Shows everything that happens to every invariant, and leads the model along: it applies an entry when a second
 * replica has applied it with the same result, for from then on the entry must never be lost.
 */
public final class Judge implements LogObserver, NodeObserver
{
    private static final int STILL_ENTRIES = 256;

    private final Model model;
    private final Tally tally;
    private final List<Invariant> invariants = List.of(
        new AcknowledgedIsNeverLost(),
        new ReplicasAgree(),
        new AppliedOnce(),
        new NothingUnwitnessedLeaves(),
        new EventsInOrderOnce(),
        new LedgersHold(),
        new OneSeatOnePlayer(),
        new UserInOneInstance(),
        new IndexesAgree(),
        new OutboxBounded(),
        new RestoredActsAlike(),
        new QueryNeverGoesBack(),
        new OnlyTheWrongStop());
    private Cluster cluster;
    private Crowd crowd;
    private Entry secured;
    private long stillIndex;
    private long hash;

    /** @param engine settings of all replicas. */
    public Judge(final EngineSettings engine, final Tally tally)
    {
        this.tally = tally;
        model = new Model(engine);
        invariants.forEach((invariant) -> invariant.begin(model));
    }

    /** Names of all that is looked at. */
    public static List<String> names()
    {
        final List<String> names = new ArrayList<>();
        new Judge(EngineSettings.DEFAULT, new Tally()).invariants.forEach(
            (invariant) -> names.add(invariant.getClass().getSimpleName()));
        names.add("EverythingComesToRest");
        return names;
    }

    public void watch(final Cluster watchedCluster, final Crowd watchedCrowd)
    {
        cluster = watchedCluster;
        crowd = watchedCrowd;
    }

    @Override
    public void onApplied(final Replica replica, final Entry entry, final Outcome outcome)
    {
        if (secured == null)
        {
            secured = entry.at(0);
        }
        for (final Invariant invariant : invariants)
        {
            tally.check();
            invariant.onApplied(replica, entry);
        }
        if (entry.index() > secured.index() && entry.isAgreed(replica.memberId()))
        {
            secure(replica, entry, outcome);
        }
        if (entry == secured && entry.index() >= stillIndex)
        {
            stillIndex = entry.index() + STILL_ENTRIES;
            lookClosely(replica, entry);
        }
    }

    private void secure(final Replica replica, final Entry entry, final Outcome outcome)
    {
        if (!entry.follows(secured))
        {
            throw new Broken(AcknowledgedIsNeverLost.class.getSimpleName(),
                "two replicas have applied " + entry + ", which does not follow " + secured + " that two had applied");
        }
        final List<Entry> due = new ArrayList<>();
        for (Entry next = entry; next != secured; next = next.previous())
        {
            due.add(next);
        }
        for (int i = due.size() - 1; i >= 0; i--)
        {
            final Entry next = due.get(i);
            final Outcome expected = model.apply(next);
            secured = next;
            for (int overrun = 0; overrun < model.overruns(); overrun++)
            {
                tally.count(Fault.OUTBOX_FULL);
            }
            hash = (hash ^ next.position()) * 0x9E37_79B9_7F4A_7C15L ^ next.digest(replica.memberId());
            for (final Invariant invariant : invariants)
            {
                tally.check();
                invariant.onSecured(replica, next, next == entry ? outcome : expected, expected);
            }
        }
    }

    private void lookClosely(final Replica replica, final Entry entry)
    {
        for (final Invariant invariant : invariants)
        {
            tally.check();
            invariant.onStill(replica, entry);
        }
    }

    @Override
    public void onLeader(final int memberId, final Entry head)
    {
        invariants.forEach((invariant) -> invariant.onLeader(memberId, head, secured));
    }

    @Override
    public void onSending(final int memberId, final DirectBuffer batch, final int length)
    {
        for (final Invariant invariant : invariants)
        {
            tally.check();
            invariant.onSending(memberId, batch, secured);
        }
    }

    @Override
    public void onContradicted(final Replica replica, final String reason)
    {
        invariants.forEach((invariant) -> invariant.onContradicted(replica, reason));
    }

    @Override
    public void onRestored(final Replica replica, final Snapshot snapshot)
    {
        invariants.forEach((invariant) -> invariant.onRestored(replica, snapshot));
    }

    @Override
    public void onShown(final int nodeId, final long incarnation, final DirectBuffer buffer, final int offset)
    {
        for (final Invariant invariant : invariants)
        {
            tally.check();
            invariant.onShown(nodeId, incarnation, buffer, offset);
        }
    }

    @Override
    public void onTold(final Player player, final DirectBuffer buffer, final int offset)
    {
        for (final Invariant invariant : invariants)
        {
            tally.check();
            invariant.onTold(player, buffer, offset);
        }
    }

    @Override
    public void onFound(
        final Player player, final long askedPosition, final int memberId, final DirectBuffer answer)
    {
        invariants.forEach((invariant) -> invariant.onFound(player, askedPosition, answer, secured));
    }

    /** Why the world has not come to rest, or null when it has. */
    public String unrest()
    {
        final Member leader = cluster.leader();
        if (leader == null || secured == null)
        {
            return "nobody leads";
        }
        for (final Member member : cluster.members())
        {
            if (!member.isUp() || member.replica().applied() != secured || member.replica().isDoubted())
            {
                return "member " + member.address() + " is not where the others are";
            }
        }
        for (final SimulatedNode node : crowd.nodes())
        {
            if (!node.isRegistered())
            {
                return "node " + node.nodeId() + " is not registered";
            }
        }
        for (final Player player : crowd.players())
        {
            if (!player.isAtRest())
            {
                return player + " is not at rest, of " + model.user(player.userId());
            }
        }
        return null;
    }

    /** How everything is, for who looks into a failure. */
    public String state()
    {
        final StringBuilder text = new StringBuilder(256);
        text.append("two replicas have applied ").append(secured).append('\n');
        cluster.members().forEach((member) -> text.append(member).append('\n'));
        for (final SimulatedNode node : crowd.nodes())
        {
            text.append(node).append("; the master: ").append(model.node(node.nodeId())).append('\n');
        }
        return text.toString();
    }

    /** Everything has come to rest: look at all of it once more. */
    public void finish()
    {
        cluster.members().forEach((member) -> lookClosely(member.replica(), secured));
    }

    /** Over all entries that two replicas have applied, and what they had then. */
    public long hash()
    {
        return hash;
    }
}
