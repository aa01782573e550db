package io.muster.failover.history.check;

import java.util.Set;
import java.util.TreeSet;

/** The seats of one instance, which ends when the last is given up. */
public final class SeatsModel implements Model<SeatsModel.Seated, SeatsModel.SeatCall>
{
    /** What a user does about a seat. */
    public enum Act
    {
        /** Takes one; the first one makes the instance. */
        TAKE,
        /** Gives it up, or is put out. */
        GIVE_UP,
        /** Is gone, whether it had one or not. */
        GO,
        /** Wants one, and is told that all are taken. */
        FIND_FULL,
        /** Wants one, and is told that the instance is over. */
        FIND_ENDED,
        /** Wants to give one up, and is told that it has none. */
        FIND_NONE
    }

    /** An act of a user. */
    public record SeatCall(Act act, long user)
    {
    }

    /** Who has a seat. */
    public record Seated(Set<Long> users, boolean isEnded)
    {
    }

    private final int seatsMax;

    public SeatsModel(final int seatsMax)
    {
        this.seatsMax = seatsMax;
    }

    @Override
    public Seated first()
    {
        return new Seated(Set.of(), false);
    }

    @Override
    public Seated step(final Seated state, final SeatCall what, final boolean isAnswered)
    {
        final boolean sits = state.users.contains(what.user);
        return switch (what.act)
        {
            case TAKE -> sits || state.isEnded || state.users.size() == seatsMax ? null : with(state, what.user);
            case GIVE_UP -> sits ? without(state, what.user) : null;
            case GO -> sits ? without(state, what.user) : isAnswered ? state : null;
            case FIND_FULL -> state.users.size() == seatsMax && !sits ? state : null;
            case FIND_ENDED -> state.isEnded ? state : null;
            case FIND_NONE -> sits ? null : state;
        };
    }

    private static Seated with(final Seated state, final long user)
    {
        final Set<Long> users = new TreeSet<>(state.users);
        users.add(user);
        return new Seated(users, false);
    }

    private static Seated without(final Seated state, final long user)
    {
        final Set<Long> users = new TreeSet<>(state.users);
        users.remove(user);
        return new Seated(users, users.isEmpty());
    }
}
