package io.muster.failover.history.check;

import io.muster.failover.history.record.OpenInstance;
import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who sits where, in the order of the log. A departure that nobody was told of, or whose position is known roughly
 * only, is applied when something else cannot be explained without it.
 */
final class PlainSeats
{
    private final Map<Long, Place> places = new HashMap<>();
    /** Those in which somebody sits. */
    private final Map<Long, Place> live = new LinkedHashMap<>();
    private final Map<Long, Sitter> sitters = new HashMap<>();
    private final Set<Operation> departed = new HashSet<>();

    private static final class Sitter
    {
        private final List<Operation> looseDepartures = new ArrayList<>();
        private final List<Operation> loose = new ArrayList<>();
        private long instance;
        private int seat;
        private long eventSeq;
        private boolean isInDoubt;
    }

    PlainSeats(final List<Operation> history)
    {
        for (final Operation operation : history)
        {
            final boolean isTake = operation.kind == OperationKind.CREATE || operation.kind == OperationKind.JOIN;
            final boolean mayHavePromise = operation.isDone() || operation.isPromiseBroken() || !operation.isAnswered;
            if (isTake && operation.instance != 0 && mayHavePromise)
            {
                place(operation.instance).takes.add(operation);
            }
            if (operation.user != 0 && !operation.kind.isRead() && operation.kind != OperationKind.ENTER)
            {
                final Sitter sitter = sitter(operation.user);
                sitter.isInDoubt |= !operation.isAnswered;
                if (!operation.isAnswered || operation.afterPosition < operation.position - 1)
                {
                    (isTake ? sitter.loose : sitter.looseDepartures).add(operation);
                }
            }
        }
    }

    /** What is wrong with a seat that was taken, or null. */
    String sit(final Operation operation)
    {
        final Place place = place(operation.instance);
        final Sitter sitter = sitter(operation.user);
        place.isMade = true;
        place.seatsMax = operation.seatsMax;
        if (place.hasEnded)
        {
            return "the instance had ended";
        }
        if (sitter.instance != 0 && !mayHaveGone(operation.user, operation))
        {
            return "the user sits in " + sitter.instance;
        }
        final Long other = place.users.get(operation.seat);
        if (other != null && !mayHaveGone(other, operation))
        {
            return "user " + other + " has the seat";
        }
        if (operation.seat >= operation.seatsMax)
        {
            return "there is no such seat";
        }
        place.users.put(operation.seat, operation.user);
        sitter.instance = operation.instance;
        sitter.seat = operation.seat;
        live.put(operation.instance, place);
        return null;
    }

    /** What is wrong with a seat that was given up, or null. */
    String leave(final Operation operation)
    {
        if (departed.contains(operation))
        {
            return null;
        }
        final Sitter sitter = sitter(operation.user);
        if (sitter.instance != operation.instance && !sitter.isInDoubt)
        {
            return "the user sits in " + sitter.instance;
        }
        stand(sitter);
        return null;
    }

    /** The user is gone, wherever it sat. */
    void forget(final Operation operation)
    {
        stand(sitter(operation.user));
    }

    boolean isFull(final Operation refused)
    {
        final Place place = place(refused.instance);
        return !place.isMade || place.users.size() + place.promisedMax(refused) >= place.seatsMax;
    }

    /** Nobody can sit there; and nobody shall from here on. */
    boolean mayHaveEnded(final Operation refused)
    {
        final Place place = place(refused.instance);
        List.copyOf(place.users.values()).forEach((user) -> mayHaveGone(user, refused));
        place.hasEnded = place.users.isEmpty();
        return place.hasEnded;
    }

    boolean isKnown(final Operation refused)
    {
        return place(refused.instance).isMade;
    }

    boolean maySit(final Operation refused)
    {
        final Sitter sitter = sitter(refused.user);
        return sitter.instance != 0 || sitter.isInDoubt;
    }

    boolean mayNotSit(final Operation refused)
    {
        return sitter(refused.user).instance != refused.instance || mayHaveGone(refused.user, refused);
    }

    /** What is wrong with what a replica said of a user, or null. */
    String read(final Operation read)
    {
        final Sitter sitter = sitter(read.user);
        final boolean isLoose = sitter.isInDoubt ||
            Stream.concat(sitter.loose.stream(), sitter.looseDepartures.stream())
                .anyMatch((it) -> it.afterPosition < read.position && read.position <= it.position);
        final boolean isSame = read.instance == sitter.instance && read.eventSeq == sitter.eventSeq &&
            (read.instance == 0 || read.seat == sitter.seat);
        if (isSame || isLoose && read.eventSeq >= sitter.eventSeq)
        {
            return null;
        }
        return "the user is in " + sitter.instance + ", seat " + sitter.seat + ", after event " + sitter.eventSeq;
    }

    /** What is wrong with an open instance that a replica named, or null. */
    String readOpen(final Operation read, final OpenInstance open)
    {
        final Place place = place(open.instance());
        if (place.hasEnded)
        {
            return open.instance() + " had ended";
        }
        final int seatedMax = place.users.size() + place.promisedMax(read);
        final long seatedMin = place.users.values().stream()
            .filter((user) -> sitter(user).looseDepartures.isEmpty()).count();
        final boolean isPossible = open.seatsTaken() >= seatedMin && open.seatsTaken() <= seatedMax;
        return isPossible || !place.isMade ? null : open.instance() + " has " + place;
    }

    /** An open instance that a replica should have named and did not, or null. */
    String findMissing(final Operation read)
    {
        for (final Map.Entry<Long, Place> entry : live.entrySet())
        {
            final Place place = entry.getValue();
            final boolean isNamed = read.found.stream().anyMatch((it) -> it.instance() == entry.getKey());
            final boolean isLoose = place.users.values().stream()
                .anyMatch((user) -> !sitter(user).looseDepartures.isEmpty());
            if (!isNamed && !isLoose && place.users.size() + place.promisedMax(read) < place.seatsMax)
            {
                return entry.getKey() + " is missing, which has " + place;
            }
        }
        return null;
    }

    /** What is wrong with the number of a user's event, which is one above the last; or null. */
    String onEvent(final Operation operation)
    {
        final Sitter sitter = sitter(operation.user);
        final long last = sitter.eventSeq;
        sitter.eventSeq = Math.max(last, operation.eventSeq);
        return operation.eventSeq == 0 || operation.eventSeq == last + 1 || sitter.isInDoubt ? null :
            "the user's last event was " + last;
    }

    Place of(final Operation operation)
    {
        return place(operation.instance);
    }

    /** Let a departure happen here that can have happened by now, if there is one. */
    private boolean mayHaveGone(final long user, final Operation by)
    {
        final Sitter sitter = sitter(user);
        for (final Iterator<Operation> it = sitter.looseDepartures.iterator(); it.hasNext();)
        {
            final Operation departure = it.next();
            final boolean isFromHere = departure.instance == 0 || departure.instance == sitter.instance;
            final boolean canHaveBeen = departure.isAnswered ?
                departure.afterPosition < by.position && departure.position >= by.position :
                departure.invokedNs < by.returnedNs;
            if (isFromHere && canHaveBeen)
            {
                it.remove();
                departed.add(departure);
                stand(sitter);
                return true;
            }
        }
        return false;
    }

    private void stand(final Sitter sitter)
    {
        final Place place = places.get(sitter.instance);
        if (place != null)
        {
            place.users.remove(sitter.seat);
            if (place.users.isEmpty())
            {
                live.remove(sitter.instance);
            }
        }
        sitter.instance = 0;
    }

    private Place place(final long instance)
    {
        return places.computeIfAbsent(instance, (id) -> new Place());
    }

    private Sitter sitter(final long user)
    {
        return sitters.computeIfAbsent(user, (id) -> new Sitter());
    }
}
