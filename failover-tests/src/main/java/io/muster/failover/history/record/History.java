package io.muster.failover.history.record;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Everything that was asked, in the order in which it was asked; and what clients know together. */
public final class History
{
    private static final int RECENT_MAX = 4;

    private record KickKey(long instance, long user)
    {
    }

    private final List<Operation> operations = new ArrayList<>();
    private final Map<KickKey, Operation> kicks = new HashMap<>();
    private final Deque<Long> recent = new ArrayDeque<>();
    private final long beginNs;
    private long acknowledged;

    public History(final long beginNs)
    {
        this.beginNs = beginNs;
    }

    public Operation begin(final long client, final OperationKind kind, final long nowNs)
    {
        final Operation operation = new Operation(client, kind, nowNs);
        operations.add(operation);
        return operation;
    }

    /** A game puts a user out. */
    public void beginKick(final long instance, final long user, final long nowNs)
    {
        final Operation kick = begin(0, OperationKind.KICK, nowNs);
        kick.instance = instance;
        kick.user = user;
        kicks.put(new KickKey(instance, user), kick);
    }

    /** A user has lost its seat. If nobody here has asked for that, it may have been meant from the beginning. */
    public Operation kickOf(final long instance, final long user)
    {
        final Operation kick = kicks.remove(new KickKey(instance, user));
        if (kick != null)
        {
            return kick;
        }
        final Operation unasked = begin(0, OperationKind.KICK, beginNs);
        unasked.instance = instance;
        unasked.user = user;
        return unasked;
    }

    /** Something that changes the state was acknowledged. */
    public void onAcknowledged()
    {
        acknowledged++;
    }

    public long acknowledged()
    {
        return acknowledged;
    }

    /** An instance that others may want to join. */
    public void onMade(final long instance)
    {
        recent.addLast(instance);
        if (recent.size() > RECENT_MAX)
        {
            recent.removeFirst();
        }
    }

    /** Instances that were made lately; some of them are over. */
    public List<Long> recent()
    {
        return List.copyOf(recent);
    }

    public List<Operation> operations()
    {
        return operations;
    }
}
