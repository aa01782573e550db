package io.muster.failover.simulation.log;

import io.muster.codecs.CommandBatchDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.failover.simulation.world.Fault;
import io.muster.master.engine.Engine;
import io.muster.master.engine.command.Outcome;
import io.muster.master.release.EventSender;
import io.muster.master.release.Query;
import io.muster.master.witness.Witness;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * One life of a replica, from its start to its death: the engine, and around it what the master's service does with
 * the log, with claims, with events and with queries.
 */
public final class Replica
{
    private static final long QUERY_WAIT_NS = 500_000_000L;

    private final Cluster cluster;
    private final int memberId;
    private final Engine engine;
    private final Witness witness;
    private final NodeLines lines;
    private final EventSender sender;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final CommandBatchDecoder batch = new CommandBatchDecoder();
    private final List<Query> queries = new ArrayList<>();
    private final boolean isRestored;
    private Entry applied;
    private long appliedPosition;
    private long publishedPosition;
    private boolean isDoubted;
    private boolean isFlipDue;
    private boolean isLatestFlipped;
    private boolean wasDoubted;

    /** @param snapshot from which it starts, or null: from the beginning of the log. */
    Replica(final Cluster cluster, final int memberId, final Snapshot snapshot, final Entry begin)
    {
        this.cluster = cluster;
        this.memberId = memberId;
        engine = cluster.newEngine();
        isRestored = snapshot != null;
        if (isRestored)
        {
            snapshot.restoreTo(engine);
            if (cluster.settings().isOlderBuild())
            {
                cluster.tally().count(Fault.OLD_SNAPSHOT);
            }
        }
        applied = isRestored ? snapshot.entry() : begin;
        witness = new Witness(cluster.peersOf(memberId), true, cluster.settings().witnessMax());
        lines = new NodeLines(cluster, memberId, engine.nodes());
        sender = new EventSender(
            engine.nodes(), lines, Cluster.RELEASE, cluster.releaseCounters());
    }

    /** Apply what follows what it has applied, up to a committed entry. @return entries applied. */
    int applyUpTo(final Entry committed, final Member member)
    {
        final List<Entry> due = new ArrayList<>();
        for (Entry entry = committed; entry.position() > applied.position(); entry = entry.previous())
        {
            due.add(entry);
        }
        for (int i = due.size() - 1; i >= 0; i--)
        {
            apply(due.get(i), member);
        }
        return due.size();
    }

    private void apply(final Entry entry, final Member member)
    {
        applied = entry;
        Outcome outcome = LogObserver.NO_BATCH;
        final long commandsBefore = engine.commandsApplied();
        switch (entry.kind())
        {
            case BATCH -> outcome = applyBatch(entry, member);
            case TICK -> engine.tick(entry.timestampMs(), entry.position());
            case SNAPSHOT -> member.keep(
                Snapshot.of(engine, entry, isDoubted(), cluster.settings().isOlderBuild()));
            default ->
            {
            }
        }
        cluster.tally().commands(engine.commandsApplied() - commandsBefore);
        final long digest = engine.digest();
        entry.appliedBy(memberId, digest, isDoubted);
        cluster.observer().onApplied(this, entry, outcome);
        if (entry.kind() == Entry.Kind.BATCH || entry.kind() == Entry.Kind.TICK)
        {
            appliedPosition = entry.position();
            witness.applied(appliedPosition, digest);
        }
        if (entry.kind() == Entry.Kind.TICK)
        {
            publish(digest);
        }
    }

    private Outcome applyBatch(final Entry entry, final Member member)
    {
        isLatestFlipped = isFlipDue && entry.spoil();
        final DirectBuffer payload = isLatestFlipped ? flipped(entry.payload()) : entry.payload();
        final int length = payload.capacity();
        final Outcome outcome = engine.apply(entry.timestampMs(), entry.position(), payload, 0, length);
        if (outcome == Outcome.DUPLICATE)
        {
            sender.onDuplicate(batch.wrapAndApplyHeader(entry.payload(), 0, header).nodeId());
        }
        else if (outcome.isRefused() && member.leads())
        {
            batch.wrapAndApplyHeader(entry.payload(), 0, header);
            cluster.refuse(memberId, batch.nodeId(), batch.incarnation(), outcome.code());
        }
        return outcome;
    }

    private DirectBuffer flipped(final DirectBuffer payload)
    {
        isFlipDue = false;
        doubt();
        cluster.tally().count(Fault.FLIP);
        final byte[] copy = new byte[payload.capacity()];
        payload.getBytes(0, copy);
        final int bit = cluster.below(copy.length * Byte.SIZE);
        copy[bit / Byte.SIZE] ^= (byte)(1 << bit % Byte.SIZE);
        return new UnsafeBuffer(copy);
    }

    /** Another replica says how far it has come. */
    void heard(final int peerId, final long position, final long digest)
    {
        witness.heard(peerId, position, digest);
    }

    /** Claims, events and answers. @return work done. */
    int background(final boolean leads, final long nowNs)
    {
        lines.poll();
        int work = 0;
        if (appliedPosition > publishedPosition)
        {
            publish(engine.digest());
            work++;
        }
        work += sender.send(leads, witness.witnessed(), nowNs);
        return work + serve(nowNs);
    }

    private void publish(final long digest)
    {
        publishedPosition = appliedPosition;
        cluster.claim(memberId, appliedPosition, digest);
    }

    /** Take a query, to be answered when it may be. */
    void ask(final DirectBuffer query, final int length, final long nowNs)
    {
        final Query taken = new Query();
        if (taken.take(query, 0, length, nowNs + QUERY_WAIT_NS))
        {
            queries.add(taken);
        }
    }

    private int serve(final long nowNs)
    {
        int served = 0;
        for (int i = queries.size() - 1; i >= 0; i--)
        {
            final Query query = queries.get(i);
            query.answerBy(engine, appliedPosition);
            final boolean isAnswered = query.isAnswered(witness.witnessed());
            if (isAnswered)
            {
                cluster.answer(memberId, query.nodeId(), query.answer(), query.answerLength());
            }
            if (isAnswered || query.isLate(nowNs))
            {
                queries.remove(i);
                served++;
            }
        }
        return served;
    }

    /** From the next batch on it is wrong. */
    void flip()
    {
        isFlipDue = true;
    }

    /** What it has from here on is not trusted: it was made to be wrong, or it applied what the log has lost. */
    void doubt()
    {
        isDoubted = true;
        wasDoubted = true;
    }

    /** Whether the latest batch that it applied was not the log's, by one bit. */
    public boolean isLatestFlipped()
    {
        return isLatestFlipped;
    }

    /** Whether it is wrong, or is about to be. */
    public boolean isOrWillBeDoubted()
    {
        return isFlipDue || isDoubted();
    }

    /** A doubt is gone as soon as another replica has the same. */
    public boolean isDoubted()
    {
        isDoubted = isDoubted && !applied.isAgreed(memberId, engine.digest());
        return isDoubted;
    }

    /** Whether it was ever wrong. What a lost heartbeat leaves is gone with the next one, and claims come late. */
    public boolean wasDoubted()
    {
        return wasDoubted;
    }

    public boolean isRestored()
    {
        return isRestored;
    }

    public Engine engine()
    {
        return engine;
    }

    public int memberId()
    {
        return memberId;
    }

    /** The last entry that it has applied. */
    public Entry applied()
    {
        return applied;
    }

    /** Of the last batch or tick that it has applied. */
    public long appliedPosition()
    {
        return appliedPosition;
    }

    /** Up to where another replica has the same. */
    long witnessed()
    {
        return witness.witnessed();
    }
}
