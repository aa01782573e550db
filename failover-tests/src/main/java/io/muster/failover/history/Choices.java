package io.muster.failover.history;

import io.muster.failover.history.record.OperationKind;

import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** What a client does next, from its own seed. */
final class Choices
{
    /** Names are fought over for so long; then come others, for one that was lost track of may be held for ever. */
    private static final long NAMES_NS = TimeUnit.SECONDS.toNanos(5);
    private static final int NAMES = 5;
    private static final int GIVES_UP_ONE_IN = 150;

    private static final OperationKind[] STANDING = {
        OperationKind.CREATE, OperationKind.JOIN, OperationKind.JOIN, OperationKind.JOIN, OperationKind.JOIN,
        OperationKind.READ_USER, OperationKind.READ_INSTANCES, OperationKind.LEAVE, OperationKind.LOG_OUT };
    private static final OperationKind[] SITTING = {
        OperationKind.LEAVE, OperationKind.LEAVE, OperationKind.LEAVE, OperationKind.LEAVE, OperationKind.JOIN,
        OperationKind.READ_USER, OperationKind.READ_USER, OperationKind.READ_INSTANCES, OperationKind.LOG_OUT };

    private final SplittableRandom random;

    Choices(final SplittableRandom random)
    {
        this.random = random;
    }

    OperationKind next(final boolean isIn, final boolean isSeated, final boolean isAnyInstance)
    {
        if (!isIn)
        {
            return OperationKind.ENTER;
        }
        final OperationKind[] kinds = isSeated ? SITTING : STANDING;
        final OperationKind kind = kinds[random.nextInt(kinds.length)];
        return isAnyInstance || kind != OperationKind.JOIN && kind != OperationKind.LEAVE ? kind : OperationKind.CREATE;
    }

    String name(final long sinceBeginNs)
    {
        return "h" + sinceBeginNs / NAMES_NS + '-' + random.nextInt(NAMES);
    }

    long oneOf(final List<Long> instances)
    {
        return instances.get(random.nextInt(instances.size()));
    }

    /** Never 0, which is nobody. */
    long newClient()
    {
        return random.nextLong(1, Long.MAX_VALUE);
    }

    /** Whether the client does not wait for the answer. */
    boolean givesUp()
    {
        return random.nextInt(GIVES_UP_ONE_IN) == 0;
    }
}
