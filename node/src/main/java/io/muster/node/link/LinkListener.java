package io.muster.node.link;

import io.muster.codecs.RefusalCode;
import org.agrona.DirectBuffer;

/** The node behind the link. Called on the agent's thread, from {@link MasterLink#poll}; it may send from here. */
public interface LinkListener
{
    /**
     * The master knows this incarnation; commands may be sent from now on.
     *
     * @param leaseMs silence after which the master declares the node down.
     */
    void onRegistered(long leaseMs);

    /**
     * An event of the master, in order, each once in an incarnation. What concerns the link itself ({@code
     * NodeRegistered}, {@code CommandsApplied}, {@code CommandsWanted}, {@code NodeDown}) is not shown.
     *
     * @param offset of the message header. The bytes are valid during the call.
     */
    void onEvent(int templateId, DirectBuffer buffer, int offset, int length);

    /**
     * All that this incarnation had is gone at the master, and so are the commands that were not yet applied. The link
     * registers anew by itself.
     */
    void onDown(RefusalCode code);
}
