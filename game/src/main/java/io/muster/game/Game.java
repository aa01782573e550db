package io.muster.game;

import io.muster.codecs.SeatReason;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * An author's rules, in one instance. The host calls one method at a time, always from the same thread.
 * <p>
 * A game is a function of its seed, its players, their inputs and the ticks: it reads no clock, draws no random
 * number but from {@link Stage#dice()}, starts no thread and waits for nothing. Then the same inputs give the same
 * outputs and the same snapshot, on any machine. {@link Rehearsal} plays a game in a unit test without any server.
 * <pre>
 *   init (joinAttempt join | leave | input* tick)* terminate
 *   init restore (...)*                                        when it comes back from a snapshot
 * </pre>
 * An exception out of any of these ends this instance, and only this one. A game that sends from buffers of its own
 * and keeps no objects per call allocates nothing while it runs; both samples do so.
 */
public interface Game
{
    /**
     * The instance begins, with every seat free. Called once, before anything else.
     *
     * @param stage what the game speaks through, for as long as it lives.
     */
    void init(Stage stage);

    /**
     * May this player take this seat? The seat is free. Asked before anyone is told; the game may not change here.
     *
     * @param seat from 0 to {@link Stage#seatsMax()} - 1.
     * @param name as the player gave it: 1 to 32 bytes of UTF-8, unique among those who are logged in.
     */
    default boolean joinAttempt(final int seat, final String name)
    {
        return true;
    }

    /** The player sits, right after the attempt was granted. From here on it can be sent outputs. */
    void join(int seat, String name);

    /**
     * The player is gone and its seat is free again. Not called for a seat that the game {@link Stage#release
     * released}.
     *
     * @param reason LEFT or USER_GONE.
     */
    void leave(int seat, SeatReason reason);

    /**
     * What a player did, once and in the player's own order. All inputs that came since the last tick are given in the
     * order in which they came, right before the next tick. The payload is whatever the player sent: check it.
     *
     * @param length at most {@link Stage#INPUT_BYTES_MAX}.
     */
    void input(int seat, DirectBuffer payload, int offset, int length);

    /**
     * Time goes on. The number is 1 at first and rises by one at each fixed step; a host that fell behind skips
     * numbers, so that {@code tick / ticksPerSecond} remains the age of the instance.
     */
    void tick(long tick);

    /** The instance is over: after {@link Stage#end()}, or because nobody needs it any more. Last words may be sent. */
    default void terminate()
    {
    }

    /**
     * Write everything that the game knows, so that {@link #restore} can go on from it. The dice and the tick are
     * kept by the host. The buffer grows as it is written to. Asked at any time between two calls, once a second while
     * the node captures; the game may not change here.
     *
     * @return the bytes written.
     */
    int snapshot(MutableDirectBuffer buffer, int offset);

    /** Take up what {@link #snapshot} of the same game type wrote. Called right after {@link #init}. */
    void restore(DirectBuffer buffer, int offset, int length);
}
