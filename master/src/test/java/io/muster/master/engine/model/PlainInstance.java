package io.muster.master.engine.model;

import java.util.ArrayList;
import java.util.List;

/** An instance as the model has it. */
final class PlainInstance
{
    final long id;
    final int slot;
    final PlainNode node;
    final String game;
    final PlainUser[] users;
    /** Those with a seat, in the order in which they came. */
    final List<PlainUser> inOrder = new ArrayList<>();
    final long createdMs;
    boolean isRunning;

    PlainInstance(
        final long id, final int slot, final PlainNode node, final String game, final int seats, final long createdMs)
    {
        this.id = id;
        this.slot = slot;
        this.node = node;
        this.game = game;
        this.createdMs = createdMs;
        users = new PlainUser[seats];
    }

    /** The lowest, or -1. */
    int freeSeat()
    {
        for (int seat = 0; seat < users.length; seat++)
        {
            if (users[seat] == null)
            {
                return seat;
            }
        }
        return -1;
    }

    int usersCount()
    {
        int count = 0;
        for (final PlainUser user : users)
        {
            count += user == null ? 0 : 1;
        }
        return count;
    }
}
