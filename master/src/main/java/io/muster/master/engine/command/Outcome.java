package io.muster.master.engine.command;

import io.muster.codecs.RefusalCode;

/** What became of a batch. */
public enum Outcome
{
    /** Its new commands were applied; also a heartbeat that was in order. */
    APPLIED(RefusalCode.NONE),

    /** All of its commands had been applied before. The node was heard and its acknowledgement taken. */
    DUPLICATE(RefusalCode.NONE),

    /** It begins beyond the next command: refused whole, and CommandsWanted was said unless it had been already. */
    GAP(RefusalCode.NONE),

    /** No such node is up, and this batch does not register one. Nothing changed; to be answered with LinkRefused. */
    NODE_UNKNOWN(RefusalCode.NODE_UNKNOWN),

    /** A later incarnation has registered. Nothing changed; to be answered with LinkRefused. */
    INCARNATION_STALE(RefusalCode.INCARNATION_STALE),

    /** All places are taken by nodes that are up. Nothing changed; to be answered with LinkRefused. */
    NODES_FULL(RefusalCode.NODES_FULL),

    /** A field of RegisterNode is out of range. Nothing changed; to be answered with LinkRefused. */
    REGISTRATION_MALFORMED(RefusalCode.REGISTRATION_MALFORMED),

    /** It offers more new game types than there is room for. Nothing changed; to be answered with LinkRefused. */
    GAME_TYPES_FULL(RefusalCode.GAME_TYPES_FULL),

    /** Not a batch of this schema, or a command of it is not whole, or not for this node to send. Nothing changed. */
    MALFORMED(RefusalCode.FRAME_MALFORMED);

    private final RefusalCode code;

    Outcome(final RefusalCode code)
    {
        this.code = code;
    }

    /** What LinkRefused says, or NONE when the node hears of it through its outbox. */
    public RefusalCode code()
    {
        return code;
    }

    /** Whether the batch changed nothing at all, the digest included. */
    public boolean isRefused()
    {
        return code != RefusalCode.NONE;
    }
}
