package io.muster.client.simulation;

import io.muster.client.SessionNode;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a {@link Crowd} is made of; read once by its constructor. */
public final class CrowdSettings
{
    /** Session nodes to begin with; the full list is fetched from them. At least one. */
    public List<SessionNode> sessionNodes = List.of();

    /** Simulated players, 1 to 100,000. */
    public int players = 200;

    /** Games that are played, dealt to the players in turn: {@code connect-four}, {@code arena}. */
    public List<String> games = List.of("connect-four", "arena");

    /** How long a player of Connect Four thinks before a move, at least. */
    public long thinkMinNs = TimeUnit.MILLISECONDS.toNanos(100);

    /** How long a player of Connect Four thinks before a move, at most. */
    public long thinkMaxNs = TimeUnit.MILLISECONDS.toNanos(400);

    /** Time between two moves in the arena, at least; at most it is twice that. */
    public long moveNs = TimeUnit.MILLISECONDS.toNanos(50);

    /** Players beside the others who only create instances and leave them again: a load of commands. */
    public int passers;

    /** How long a passer rests after each answer. */
    public long passNs = TimeUnit.MILLISECONDS.toNanos(20);

    /** Players that come in per second, so that a large crowd does not arrive as one blow. */
    public int loginsPerSecond = 500;

    /** How long a user may stay away before the master forgets it; being forgotten sooner is a loss. */
    public long graceNs = TimeUnit.SECONDS.toNanos(15);

    /** How long games may go on after {@link Crowd#stopPlaying}; what is left then is left by the players. */
    public long finishMaxNs = TimeUnit.SECONDS.toNanos(60);

    /** Fewer finished games than this make a run void. */
    public int gamesMin = 1;

    /** Seed of everything that the players choose. */
    public long seed = 1;
}
