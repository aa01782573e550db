package io.muster.client.fake;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** An instance on the fake game node: seats, and one of the sample games. */
public abstract class FakeInstance
{
    final long instanceId;
    final String gameType;
    final FakeUser[] users;

    FakeInstance(final long instanceId, final String gameType, final int seatsMax)
    {
        this.instanceId = instanceId;
        this.gameType = gameType;
        users = new FakeUser[seatsMax];
    }

    /** Number of the instance. */
    public long instanceId()
    {
        return instanceId;
    }

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

    int taken()
    {
        int taken = 0;
        for (final FakeUser user : users)
        {
            taken += user == null ? 0 : 1;
        }
        return taken;
    }

    abstract boolean mayJoin();

    abstract void joined(int seat, FakeServers servers);

    abstract void left(int seat, FakeServers servers);

    abstract void input(int seat, DirectBuffer payload, int length, FakeServers servers);

    abstract void tick(long nowNs, FakeServers servers);

    abstract boolean isOver();

    /** Write what a seat is shown. */
    abstract int show(int seat, FakeServers servers, MutableDirectBuffer buffer);
}
