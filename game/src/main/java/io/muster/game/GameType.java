package io.muster.game;

/**
 * A kind of game: its name, its pace, its seats, and how to make one.
 * <p>
 * A game node finds the types on its class path by {@link java.util.ServiceLoader}: name the class in
 * {@code META-INF/services/io.muster.game.GameType}. The setting {@code game.types} may choose among those found.
 */
public interface GameType
{
    /** Most seats of any instance. */
    int SEATS_MAX = 64;

    /** 1 to 16 of {@code a-z 0-9 -}; players ask for it by this name. */
    String name();

    /** Fixed steps a second, 1 to 100. */
    int ticksPerSecond();

    /** Fewest seats of an instance, from 1. */
    int seatsMin();

    /** Most seats of an instance, and what it has when nobody says otherwise; at most {@link #SEATS_MAX}. */
    int seatsMax();

    /** A game that has not begun. */
    Game newGame();
}
