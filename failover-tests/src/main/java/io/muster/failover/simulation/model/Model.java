package io.muster.failover.simulation.model;

import io.muster.codecs.RefusalCode;
import io.muster.failover.simulation.log.Entry;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Everything that the master should know, and what it should have said, at a position of the log. */
public final class Model
{
    final EngineSettings settings;
    /** In the order in which they first registered, which is that of their slots. */
    final Map<Integer, ModelNode> nodes = new LinkedHashMap<>();
    final Map<Long, ModelUser> users = new TreeMap<>();
    final Map<String, ModelUser> usersByName = new TreeMap<>();
    final Set<ModelUser> detached = new LinkedHashSet<>();
    final Map<Long, ModelInstance> instances = new TreeMap<>();
    final Set<ModelUser> touched = new LinkedHashSet<>();
    final Map<Long, Map<Long, ModelUser.Fact>> facts = new TreeMap<>();
    final Voice voice;
    long nextUserId = 1;
    long nextInstanceId = 1;
    long nowMs;
    long commands;
    int overruns;
    private final ModelBatches batches;
    private final ModelDeadlines deadlines;
    private long timestampMs;
    private long position;

    public Model(final EngineSettings settings)
    {
        this.settings = settings;
        voice = new Voice(settings.outboxBytesMax());
        final ModelUsers modelUsers = new ModelUsers(this);
        final ModelNodes modelNodes = new ModelNodes(this, modelUsers);
        batches = new ModelBatches(this, modelNodes, modelUsers);
        deadlines = new ModelDeadlines(this, modelNodes, modelUsers);
    }

    /** Apply an entry. @return what should have become of a batch, or null. */
    public Outcome apply(final Entry entry)
    {
        Outcome outcome = null;
        commands = 0;
        overruns = 0;
        switch (entry.kind())
        {
            case BATCH -> outcome = applyBatch(entry);
            case TICK ->
            {
                enter(entry);
                deadlines.judge();
            }
            default ->
            {
            }
        }
        remember(entry.position());
        return outcome;
    }

    private Outcome applyBatch(final Entry entry)
    {
        final DirectBuffer payload = entry.payload();
        final RefusalCode refusal = batches.refusalOf(payload);
        if (refusal != RefusalCode.NONE)
        {
            return refusal == RefusalCode.NODE_UNKNOWN ? Outcome.NODE_UNKNOWN : Outcome.INCARNATION_STALE;
        }
        enter(entry);
        return batches.apply(payload);
    }

    private void enter(final Entry entry)
    {
        if (entry.timestampMs() > timestampMs)
        {
            nowMs += Math.min(entry.timestampMs() - timestampMs, settings.silenceMaxMs());
            timestampMs = entry.timestampMs();
        }
        position = entry.position();
        voice.at(position);
    }

    private void remember(final long atPosition)
    {
        for (final ModelUser user : touched)
        {
            final boolean isKnown = users.get(user.id) == user;
            facts.computeIfAbsent(user.id, (id) -> new TreeMap<>()).put(atPosition, isKnown ?
                new ModelUser.Fact(user.requestSeq, user.eventSeq,
                    user.isSeated() ? user.instance.id : 0, user.isSeated() ? user.seat : 0) : null);
        }
        touched.clear();
    }

    /** What a query about a user should tell at a position, or null when there is no such user. */
    public ModelUser.Fact factOf(final long userId, final long atPosition)
    {
        final TreeMap<Long, ModelUser.Fact> ofUser = (TreeMap<Long, ModelUser.Fact>)facts.get(userId);
        final Map.Entry<Long, ModelUser.Fact> last = ofUser == null ? null : ofUser.floorEntry(atPosition);
        return last == null ? null : last.getValue();
    }

    /** As all replicas have them. */
    public EngineSettings settings()
    {
        return settings;
    }

    /** What an outbox may hold. */
    public int outboxBytesMax()
    {
        return settings.outboxBytesMax();
    }

    /** Commands of the last entry that were applied, and not skipped. */
    public long commands()
    {
        return commands;
    }

    /** Nodes that the last entry has put out because their outboxes were full. */
    public int overruns()
    {
        return overruns;
    }

    /** Up or down, in the order of their slots. */
    public Collection<ModelNode> nodes()
    {
        return nodes.values();
    }

    /** Or null. */
    public ModelNode node(final int nodeId)
    {
        return nodes.get(nodeId);
    }

    /** By id. */
    public Collection<ModelUser> users()
    {
        return users.values();
    }

    /** Or null. */
    public ModelUser user(final long userId)
    {
        return users.get(userId);
    }

    /** By id. */
    public Collection<ModelInstance> instances()
    {
        return instances.values();
    }

    /** Or null. */
    public ModelInstance instance(final long instanceId)
    {
        return instances.get(instanceId);
    }
}
