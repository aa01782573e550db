package io.muster.failover.history.check;

import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Who has which name, in the order of the log. */
final class PlainNames
{
    private record Owner(long client, long user, String name)
    {
    }

    private final Map<String, Owner> byName = new HashMap<>();
    private final Map<Long, Owner> byUser = new HashMap<>();
    private final Map<Long, String> everGiven = new HashMap<>();
    private final Map<String, List<Operation>> unansweredEnters = new HashMap<>();
    private final Map<Long, Operation> unansweredLeaves = new HashMap<>();

    PlainNames(final List<Operation> history)
    {
        for (final Operation operation : history)
        {
            if (!operation.isAnswered && operation.kind == OperationKind.ENTER)
            {
                unansweredEnters.computeIfAbsent(operation.name, (name) -> new ArrayList<>()).add(operation);
            }
            else if (!operation.isAnswered && operation.kind == OperationKind.LOG_OUT)
            {
                unansweredLeaves.put(operation.user, operation);
            }
        }
    }

    /** What is wrong with being let in, or null. */
    String enter(final Operation operation)
    {
        final String given = everGiven.putIfAbsent(operation.user, operation.name);
        final Owner owner = byName.get(operation.name);
        if (given != null && !given.equals(operation.name))
        {
            return "this user is " + given;
        }
        if (owner != null && owner.client != operation.client && !mayBeGone(owner.user))
        {
            return "the name belongs to " + owner;
        }
        if (owner != null)
        {
            byUser.remove(owner.user);
        }
        final Owner now = new Owner(operation.client, operation.user, operation.name);
        byName.put(operation.name, now);
        byUser.put(operation.user, now);
        return null;
    }

    /** What is wrong with being told that somebody has the name, or null. */
    String findTaken(final Operation operation)
    {
        final Owner owner = byName.get(operation.name);
        final boolean isTaken = owner != null && owner.client != operation.client;
        final boolean mayBeTaken = unansweredEnters.getOrDefault(operation.name, List.of()).stream()
            .anyMatch((it) -> it.client != operation.client && it.invokedNs < operation.returnedNs);
        return isTaken || mayBeTaken ? null : "nobody has the name";
    }

    /** What is wrong with going, or null. */
    String leave(final Operation operation)
    {
        final Owner owner = byUser.remove(operation.user);
        if (owner == null)
        {
            return "there is no such user";
        }
        byName.remove(owner.name, owner);
        return null;
    }

    boolean isHere(final long user)
    {
        return byUser.containsKey(user);
    }

    /** Whether the user may have gone without a word. */
    boolean mayBeGone(final long user)
    {
        return unansweredLeaves.containsKey(user);
    }
}
