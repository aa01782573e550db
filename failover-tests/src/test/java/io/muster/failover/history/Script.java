package io.muster.failover.history;

import io.muster.codecs.RefusalCode;
import io.muster.failover.history.record.OpenInstance;
import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A history by hand: one operation after the other, each a position above the one before. Client and user have the same
 * number; instances have three seats.
 */
public final class Script
{
    public static final int SEATS = 3;

    private final List<Operation> operations = new ArrayList<>();
    private final Map<Long, Long> eventSeqs = new HashMap<>();
    private long nowNs;
    private long position;

    public List<Operation> operations()
    {
        return operations;
    }

    public Operation enter(final long user, final String name)
    {
        final Operation operation = begin(user, OperationKind.ENTER);
        operation.name = name;
        return answer(operation, RefusalCode.NONE, false);
    }

    public Operation enterTaken(final long client, final String name)
    {
        final Operation operation = begin(client, OperationKind.ENTER);
        operation.name = name;
        operation.user = 0;
        return answer(operation, RefusalCode.NAME_TAKEN, false);
    }

    public Operation logOut(final long user, final long instance)
    {
        final Operation operation = begin(user, OperationKind.LOG_OUT);
        operation.instance = instance;
        return answer(operation, RefusalCode.NONE, false);
    }

    public Operation create(final long user, final long instance)
    {
        return sit(begin(user, OperationKind.CREATE), instance, 0);
    }

    public Operation join(final long user, final long instance, final int seat)
    {
        return sit(begin(user, OperationKind.JOIN), instance, seat);
    }

    private Operation sit(final Operation operation, final long instance, final int seat)
    {
        operation.instance = instance;
        operation.seat = seat;
        operation.seatsMax = SEATS;
        return answer(operation, RefusalCode.NONE, true);
    }

    public Operation joinRefused(final long user, final long instance, final RefusalCode code)
    {
        final Operation operation = begin(user, OperationKind.JOIN);
        operation.instance = instance;
        return answer(operation, code, true);
    }

    public Operation leave(final long user, final long instance)
    {
        final Operation operation = begin(user, OperationKind.LEAVE);
        operation.instance = instance;
        return answer(operation, RefusalCode.NONE, true);
    }

    /** As if the game had put the user out. */
    public Operation kick(final long user, final long instance)
    {
        final Operation operation = begin(user, OperationKind.KICK);
        operation.instance = instance;
        return answer(operation, RefusalCode.NONE, true);
    }

    public Operation readUser(final long user, final long instance, final int seat)
    {
        final Operation operation = begin(user, OperationKind.READ_USER);
        operation.instance = instance;
        operation.seat = seat;
        operation.eventSeq = eventSeqs.getOrDefault(user, 0L);
        return answer(operation, RefusalCode.NONE, false);
    }

    public Operation readInstances(final OpenInstance... found)
    {
        final Operation operation = begin(1, OperationKind.READ_INSTANCES);
        operation.found = List.of(found);
        return answer(operation, RefusalCode.NONE, false);
    }

    /** The last operation was done, or not: its asker never heard. */
    public Script unanswered()
    {
        final Operation last = operations.get(operations.size() - 1);
        last.isAnswered = false;
        last.eventSeq = 0;
        last.returnedNs = Long.MAX_VALUE;
        return this;
    }

    private Operation begin(final long user, final OperationKind kind)
    {
        nowNs += 10;
        final Operation operation = new Operation(user, kind, nowNs);
        operation.user = user;
        operations.add(operation);
        return operation;
    }

    private Operation answer(final Operation operation, final RefusalCode code, final boolean isEvent)
    {
        nowNs += 10;
        position += 96;
        if (isEvent)
        {
            operation.eventSeq = eventSeqs.merge(operation.user, 1L, Long::sum);
        }
        operation.answer(code, position, nowNs);
        return operation;
    }
}
