package io.muster.failover.history.check;

import io.muster.failover.history.record.Operation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** One instance in a replay. */
final class Place
{
    /** Seat to user. */
    final Map<Integer, Long> users = new TreeMap<>();
    /** Every operation that took a seat here, or may have. */
    final List<Operation> takes = new ArrayList<>();
    boolean isMade;
    boolean hasEnded;
    int seatsMax;

    /**
     * Seats that may have been promised at the position of an answer, besides those that were told: whoever was told
     * later, or never, may have had the promise by then.
     */
    int promisedMax(final Operation at)
    {
        return (int)takes.stream()
            .filter((it) -> it.invokedNs < at.returnedNs && (!it.isAnswered || it.position > at.position))
            .count();
    }

    @Override
    public String toString()
    {
        return users.size() + " of " + seatsMax + " seats: " + users + (hasEnded ? ", ended" : "");
    }
}
