package io.muster.failover;

import io.muster.client.Client;
import io.muster.client.FoundInstance;
import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.client.PlayerListener;
import io.muster.client.Wanted;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

import java.util.List;

/** One player of the SDK, and what it was told. Moved on by whoever polls its client. */
final class Guest implements PlayerListener
{
    private final String name;
    private final Player player;
    private boolean isWelcome;
    private int disconnections;
    private int outputs;
    private SeatReason closed;
    private List<FoundInstance> found;
    private RefusalCode refused;

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

    /** What the last search found, or null while it is not answered, or is refused. */
    List<FoundInstance> found()
    {
        return found;
    }

    /** Why the last search was refused, or null. */
    RefusalCode refused()
    {
        return refused;
    }

    /** Search, as soon as the last search is answered. */
    void find(final String gameType, final Wanted wanted)
    {
        found = null;
        refused = null;
        player.find(gameType, Player.FOUND_MAX, wanted);
    }

    @Override
    public void onFound(final Player ignored, final long queryId, final List<FoundInstance> instances)
    {
        found = List.copyOf(instances);
    }

    @Override
    public void onQueryRefused(
        final Player ignored, final long queryId, final RefusalCode code, final String sentence)
    {
        refused = code;
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
