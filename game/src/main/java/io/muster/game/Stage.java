package io.muster.game;

import org.agrona.DirectBuffer;

/**
 * What a {@link Game} speaks through. To be used only from within the game's own methods.
 * <p>
 * Outputs reach each player once and in order, and inputs come so too, whatever connections that takes.
 */
public interface Stage
{
    /** Longest input, in bytes. A longer one is refused with PAYLOAD_TOO_LARGE before the game sees it. */
    int INPUT_BYTES_MAX = 1024;

    /** Longest output, in bytes. */
    int OUTPUT_BYTES_MAX = 4096;

    /** Seats of this instance, numbered from 0. */
    int seatsMax();

    /** The only randomness of the game, from the instance's seed. */
    Dice dice();

    /** What the instance can be found by: the game sets it, players and operators search for it. */
    Description description();

    /**
     * Show something to one player; nothing happens when nobody sits there. The bytes are copied. A player that does
     * not acknowledge outputs for so long that too many bytes are kept for it loses its seat.
     *
     * @throws IllegalArgumentException  when there is no such seat, or the payload is longer than {@link
     *                                   #OUTPUT_BYTES_MAX}.
     * @throws IndexOutOfBoundsException when the payload is not within its buffer, whoever sits there.
     */
    void send(int seat, DirectBuffer payload, int offset, int length);

    /** Show something to everyone who sits, as by {@link #send}. */
    void broadcast(DirectBuffer payload, int offset, int length);

    /** Put a player out. What it has not been shown yet is lost. Nothing happens when nobody sits there. */
    void release(int seat);

    /**
     * The game is over. Takes effect when the method that called this returns: {@link Game#terminate()} follows and
     * nothing after it; players are still sent what they have not seen.
     */
    void end();
}
