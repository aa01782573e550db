package io.muster.failover;

import io.muster.client.Client;
import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.client.PlayerListener;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

/** One player of the SDK, and what it was told. Moved on by whoever polls its client. */
final class Guest implements PlayerListener
{
    private final String name;
    private final Player player;
    private boolean isWelcome;
    private int disconnections;
    private int outputs;
    private SeatReason closed;

    Guest(final Client client, final String name)
    {
        this.name = name;
        player = client.player(this);
        player.login(name);
    }

    Player player()
    {
        return player;
    }

    boolean isWelcome()
    {
        return isWelcome;
    }

    boolean isSeated()
    {
        return player.instanceId() != 0;
    }

    /** How often the connection was lost. */
    int disconnections()
    {
        return disconnections;
    }

    /** How often the player was shown something. */
    int outputs()
    {
        return outputs;
    }

    /** Why the last seat was closed, or null. */
    SeatReason closed()
    {
        return closed;
    }

    @Override
    public void onWelcome(final Player ignored, final boolean resumed)
    {
        isWelcome = true;
    }

    @Override
    public void onDisconnected(
        final Player ignored, final RefusalCode code, final String sentence)
    {
        disconnections++;
    }

    @Override
    public void onSeatClosed(
        final Player ignored, final long requestSeq, final long instanceId, final SeatReason reason)
    {
        closed = reason;
    }

    @Override
    public void onOutput(final Player ignored, final Output output)
    {
        outputs++;
    }

    @Override
    public String toString()
    {
        return name + " in " + player.instanceId() + ", closed " + closed + ", " + outputs + " outputs";
    }
}
