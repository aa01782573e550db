package io.muster.game;

import java.util.List;

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

    /**
     * What instances can be found and ordered by, at most {@link Vocabulary#ATTRIBUTES_MAX}; a game sets them by
     * {@link Stage#description}. Nodes that run the same game must declare the same kind for the same name; a later
     * version of a game may add names.
     */
    default List<Attribute> attributes()
    {
        return List.of();
    }

    /** What instances can be tagged with, at most {@link Vocabulary#TAGS_MAX}; named as attributes are. */
    default List<String> tags()
    {
        return List.of();
    }

    /** A game that has not begun. */
    Game newGame();
}
