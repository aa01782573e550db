package io.muster.master.engine.model;

import org.junit.jupiter.api.Test;

import java.util.Set;
import java.util.TreeSet;

import static org.junit.jupiter.api.Assertions.assertEquals;

class ModelTest
{
    private static final int LIVES = 24;
    private static final int STEPS = 2_000;

    /** What is heard in these lives. Were something missing, they would be too dull to prove anything. */
    private static final String KINDS =
        "CommandsApplied, CommandsWanted, NodeDown LEASE_EXPIRED, NodeDown NODE_STOPPED, NodeGone, " +
        "NodeRegistered, NodeUp, OfferSeat, RequestRefused ALREADY_SEATED, RequestRefused GAME_NODES_FULL, " +
        "RequestRefused GAME_NODE_LOST, RequestRefused GAME_TYPE_UNKNOWN, RequestRefused INSTANCES_FULL, " +
        "RequestRefused INSTANCE_ENDED, RequestRefused INSTANCE_FULL, RequestRefused INSTANCE_NOT_STARTED, " +
        "RequestRefused INSTANCE_UNKNOWN, RequestRefused NOT_SEATED, RequestRefused REQUEST_PENDING, " +
        "RequestRefused REQUEST_STALE, RequestRefused SEATS_OUT_OF_RANGE, RequestRefused SEAT_DECLINED, " +
        "RequestRefused USER_MOVED, RequestRefused USER_UNKNOWN, StartInstance, StopInstance, UserEntered " +
        "FALSE, UserEntered TRUE, UserLeft, UserMoved, UserRefused NAME_EMPTY, UserRefused NAME_TAKEN, " +
        "UserRefused USERS_FULL, UserRefused USER_UNKNOWN, UserSeated, UserUnseated GAME_NODE_LOST, " +
        "UserUnseated INSTANCE_ENDED, UserUnseated LEFT, UserUnseated REMOVED_BY_GAME, VacateSeat LEFT, " +
        "VacateSeat USER_GONE";

    private final Set<String> kindsHeard = new TreeSet<>();

    @Test
    void shouldSayAndHoldWhatTheModelSaysAndHolds()
    {
        for (long seed = 1; seed <= LIVES; seed++)
        {
            lead(seed, Integer.MAX_VALUE);
        }
        assertEquals(KINDS, String.join(", ", kindsHeard));
    }

    @Test
    void shouldActLikeItsSnapshotWhateverItsPast()
    {
        for (long seed = 101; seed <= 100 + LIVES / 4; seed++)
        {
            lead(seed, STEPS / 8);
        }
    }

    private void lead(final long seed, final int stepsBetweenSnapshots)
    {
        final RandomLife life = new RandomLife(seed, kindsHeard);
        for (int step = 1; step <= STEPS; step++)
        {
            try
            {
                life.step();
                if (step % stepsBetweenSnapshots == 0)
                {
                    life.restoreAnother();
                }
            }
            catch (final AssertionError | RuntimeException ex)
            {
                throw new AssertionError("seed " + seed + ", step " + step, ex);
            }
        }
    }
}
