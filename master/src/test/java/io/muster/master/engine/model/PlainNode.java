package io.muster.master.engine.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A node as the model has it. */
final class PlainNode
{
    final int id;
    final int slot;
    final boolean isSession;
    final int capacity;

    /** Game and most seats; the fewest are always 1. */
    final Map<String, Integer> games = new TreeMap<>();

    /** Said and not heard. */
    final List<String> events = new ArrayList<>();
    boolean isUp;
    long commandSeq;
    long heardMs;
    boolean isWantedTold;

    PlainNode(final int id, final int slot, final boolean isSession, final int capacity)
    {
        this.id = id;
        this.slot = slot;
        this.isSession = isSession;
        this.capacity = capacity;
    }

    void say(final String event)
    {
        if (isUp)
        {
            events.add(event);
        }
    }

    List<String> heard()
    {
        final List<String> heard = List.copyOf(events);
        events.clear();
        return heard;
    }

    String up()
    {
        return "NodeUp " + id + " " + (isSession ? 40_000 + id : 0) + " " + (isSession ? "SESSION" : "GAME") +
            " localhost:" + (30_000 + id) + " " + (isSession ? "localhost" : "");
    }
}
