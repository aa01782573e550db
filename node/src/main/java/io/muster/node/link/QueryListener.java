package io.muster.node.link;

import org.agrona.DirectBuffer;

/** Who asked. Called on the agent's thread, from {@link Queries#poll}; it may ask from here. */
public interface QueryListener
{
    /**
     * The answer to a query, once.
     *
     * @param offset of the message header. The bytes are valid during the call.
     */
    void onAnswer(int templateId, DirectBuffer buffer, int offset, int length);

    /** No replica answered in time. */
    void onUnanswered(long queryId);
}
