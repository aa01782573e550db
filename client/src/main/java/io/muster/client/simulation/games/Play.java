package io.muster.client.simulation.games;

import io.muster.client.Output;
import io.muster.client.Player;

/** How one of the games is played: what a simulated player does in an instance, and what it holds the game to. */
public interface Play
{
    /** The game, as the master knows it. */
    String gameType();

    /** Of those who find no instance, one in so many creates one, so that those who come together meet. */
    int createsOneIn();

    /** Does the game show something at every tick, so that silence is worth measuring? */
    boolean isTicking();

    /** The player sits down. */
    void begin(Player player, long nowNs);

    /** The player is shown something. */
    void onOutput(Player player, Output output, long nowNs);

    /** Make a move if it is time to. */
    void poll(Player player, long nowNs);

    /** Does the game wait for somebody else to come? */
    boolean isLonely();

    /** Was the last output of the game shown? */
    boolean isOver();

    /** How it came out, in words that every player of the instance should use alike; null when nobody played it out. */
    String result();

    /**
     * The seat is closed, whatever for.
     *
     * @param acked the last input that the game acknowledged.
     */
    void conclude(long acked);

    /** Once concluded: acknowledged inputs that the game does not show. */
    long inputsLost();

    /** Once concluded: inputs that the game shows more often than they were sent. */
    long inputsDuplicated();
}
