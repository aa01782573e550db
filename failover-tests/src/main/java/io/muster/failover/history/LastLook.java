package io.muster.failover.history;

import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Set;

/** Reads, when all is over, every user who should be there. A replica that is silent is asked again. */
final class LastLook
{
    private static final int AT_ONCE = 64;

    private final Reader reader;
    private final long position;
    private final Deque<Long> toAsk;
    private final List<Operation> underWay = new ArrayList<>();
    private final List<Operation> answered = new ArrayList<>();

    /** @param position that no answer may be older than. */
    LastLook(final Reader reader, final long position, final Set<Long> users)
    {
        this.reader = reader;
        this.position = position;
        toAsk = new ArrayDeque<>(users);
    }

    void poll(final long nowNs)
    {
        while (!toAsk.isEmpty() && underWay.size() < AT_ONCE)
        {
            final Operation read = new Operation(0, OperationKind.READ_USER, nowNs);
            read.user = toAsk.remove();
            underWay.add(read);
            reader.ask(read, position, nowNs);
        }
        for (final Iterator<Operation> it = underWay.iterator(); it.hasNext();)
        {
            final Operation read = it.next();
            if (read.isAnswered)
            {
                it.remove();
                answered.add(read);
            }
            else if (!reader.isWaiting(read))
            {
                it.remove();
                toAsk.add(read.user);
            }
        }
    }

    /** Users who were not read yet. */
    int left()
    {
        return toAsk.size() + underWay.size();
    }

    List<Operation> answered()
    {
        return answered;
    }
}
