package io.muster.failover.history.check;

import io.muster.codecs.RefusalCode;
import io.muster.failover.history.record.OpenInstance;
import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Replays a history in the order of the log's positions on a plain model, and compares every answer: names are unique,
 * a user sits in at most one instance, a seat has one user, an instance has no more users than seats and ends with the
 * last, and what a replica is asked about a position is what had been answered up to there. Once through, so it checks
 * rules over many keys in histories of any length.
 * <p>
 * It believes the positions; that they go with the clients' clocks is checked as well. What has no answer may have been
 * done, and explains what it can explain.
 */
public final class PositionReplay
{
    private static final int VIOLATIONS_MAX = 20;
    /** A search names as many instances at most. */
    private static final int FOUND_MAX = 100;

    private final List<Operation> byPosition;
    private final PlainSeats seats;
    private final PlainNames names;
    private final List<String> violations = new ArrayList<>();

    private PositionReplay(final List<Operation> history)
    {
        byPosition = history.stream().filter((it) -> it.isAnswered)
            .sorted(Comparator.<Operation>comparingLong((it) -> it.position)
                .thenComparing((it) -> it.kind.isRead()).thenComparing((it) -> it.kind == OperationKind.LOG_OUT)
                .thenComparingLong((it) -> it.eventSeq))
            .toList();
        seats = new PlainSeats(history);
        names = new PlainNames(history);
    }

    /** What is wrong with a history, the first twenty; empty when nothing is. */
    public static List<String> violations(final List<Operation> history)
    {
        final PositionReplay replay = new PositionReplay(history);
        replay.checkTime();
        replay.byPosition.forEach(replay::replay);
        return replay.violations;
    }

    /** What ended before something else began has the lower position. */
    private void checkTime()
    {
        Operation firstReturned = null;
        for (int i = byPosition.size() - 1; i >= 0; i--)
        {
            final Operation operation = byPosition.get(i);
            if (firstReturned != null && firstReturned.returnedNs < operation.invokedNs &&
                isAfter(firstReturned, operation) && !operation.kind.isRead())
            {
                violate(operation, "began after this had ended, and has a lower position: " + firstReturned);
            }
            if (firstReturned == null || operation.returnedNs < firstReturned.returnedNs)
            {
                firstReturned = operation;
            }
        }
    }

    /** What is read at a position is read after what was written there. */
    private static boolean isAfter(final Operation earlier, final Operation later)
    {
        return earlier.position > later.position || earlier.kind.isRead() && earlier.position == later.position;
    }

    private void replay(final Operation operation)
    {
        final String wrong = switch (operation.kind)
        {
            case ENTER -> enter(operation);
            case LOG_OUT -> logOut(operation);
            case CREATE, JOIN -> operation.isDone() ? seats.sit(operation) : refused(operation);
            case LEAVE -> operation.isDone() ? seats.leave(operation) : refused(operation);
            case KICK -> seats.leave(operation);
            case READ_USER -> readUser(operation);
            case READ_INSTANCES -> readInstances(operation);
        };
        if (wrong != null)
        {
            violate(operation, wrong);
        }
        final String outOfOrder = operation.kind.isRead() ? null : seats.onEvent(operation);
        if (outOfOrder != null)
        {
            violate(operation, outOfOrder);
        }
    }

    private String enter(final Operation operation)
    {
        return operation.isDone() ? names.enter(operation) :
            operation.code == RefusalCode.NAME_TAKEN ? names.findTaken(operation) : "a refusal out of place";
    }

    private String logOut(final Operation operation)
    {
        seats.forget(operation);
        return names.leave(operation);
    }

    private String refused(final Operation operation)
    {
        return switch (operation.code)
        {
            case INSTANCE_FULL -> seats.isFull(operation) ? null : "not every seat is taken: " + seats.of(operation);
            case INSTANCE_ENDED -> seats.mayHaveEnded(operation) ? null : "it goes on: " + seats.of(operation);
            case INSTANCE_UNKNOWN -> seats.isKnown(operation) ? "it was made before" : null;
            case ALREADY_SEATED -> seats.maySit(operation) ? null : "the user has no seat";
            case NOT_SEATED -> seats.mayNotSit(operation) ? null : "the user has the seat";
            case SEAT_DECLINED, INSTANCE_NOT_STARTED, GAME_NODE_LOST -> null;
            case GAME_NODES_FULL, GAME_TYPE_UNKNOWN -> operation.kind == OperationKind.CREATE ? null : "out of place";
            default -> "a refusal out of place";
        };
    }

    private String readUser(final Operation read)
    {
        return read.isDone() ? seats.read(read) :
            names.isHere(read.user) && !names.mayBeGone(read.user) ? "the user is there" : null;
    }

    private String readInstances(final Operation read)
    {
        for (final OpenInstance open : read.found)
        {
            final String wrong = seats.readOpen(read, open);
            if (wrong != null)
            {
                return wrong;
            }
        }
        return read.found.size() < FOUND_MAX ? seats.findMissing(read) : null;
    }

    private void violate(final Operation operation, final String sentence)
    {
        if (violations.size() < VIOLATIONS_MAX)
        {
            violations.add(operation + ": " + sentence);
        }
    }
}
