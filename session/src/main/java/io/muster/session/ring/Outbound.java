package io.muster.session.ring;

import io.muster.codecs.RefusalCode;
import org.agrona.MutableDirectBuffer;

/**
 * The agent's way to the players: one ring an event loop, and one wake-up a loop and batch. Owned by the agent.
 * <p>
 * Use: {@link #claim}, write the message into {@link #buffer} at the index, {@link #commit}; at the end of the cycle
 * {@link #wake}.
 */
public final class Outbound
{
    private final OutboundRing[] rings;
    private final WakeUp[] wakeUps;
    private final boolean[] isWritten;
    private OutboundRing claimed;
    private int claimedIndex;

    public Outbound(final OutboundRing[] rings, final WakeUp[] wakeUps)
    {
        this.rings = rings;
        this.wakeUps = wakeUps;
        isWritten = new boolean[rings.length];
    }

    /**
     * Make room for one message to a connection.
     *
     * @return the index at which the message goes, or 0 when the ring of that event loop is full.
     */
    public int claim(final long connectionId, final int length)
    {
        return claim(OutboundRing.FRAME, connectionId, length);
    }

    /** Where the claimed message goes. */
    public MutableDirectBuffer buffer()
    {
        return claimed.buffer();
    }

    /** The claimed message is complete. */
    public void commit()
    {
        claimed.commit(claimedIndex);
    }

    /**
     * Tell a connection {@code Closing} after all that it was told before, and close it. {@link
     * InboundListener#onClosed} does not follow.
     *
     * @return false when the ring of that event loop is full; try again.
     */
    public boolean close(final long connectionId, final RefusalCode code)
    {
        final int index = claim(OutboundRing.CLOSE, connectionId, Integer.BYTES);
        if (index == 0)
        {
            return false;
        }
        buffer().putInt(index, code.value());
        commit();
        return true;
    }

    /** Wake the event loops that were written to. Called once a cycle. */
    public int wake()
    {
        int woken = 0;
        for (int i = 0; i < isWritten.length; i++)
        {
            if (isWritten[i])
            {
                isWritten[i] = false;
                wakeUps[i].wake();
                woken++;
            }
        }
        return woken;
    }

    private int claim(final int type, final long connectionId, final int length)
    {
        final int loop = ConnectionIds.loopOf(connectionId);
        claimed = rings[loop];
        claimedIndex = claimed.claim(type, connectionId, length);
        isWritten[loop] = true;
        return claimedIndex;
    }
}
