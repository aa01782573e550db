package io.muster.master.engine.directory;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.ReplyKind;
import io.muster.codecs.SeatReason;
import io.muster.master.engine.log.Refusals;
import io.muster.master.engine.slab.Slab;

/**
 * What each user is told again when it comes back: the answer to its last request, and the latest seat that it lost
 * without having asked. Kept as fields of the user's record, not as the messages that they make.
 */
public final class Replies
{
    private final Slab slab;

    Replies(final Slab slab)
    {
        this.slab = slab;
    }

    /** The request is answered by a seat. */
    public void keepSeated(
        final int user, final long eventSeq, final InstanceDirectory instances, final int instance, final int seat)
    {
        keep(user, ReplyKind.SEATED, eventSeq);
        slab.put(user, UserFields.REPLY_INSTANCE, instances.id(instance));
        slab.put(user, UserFields.REPLY_NODE, instances.nodeId(instance));
        slab.put(user, UserFields.REPLY_TYPE, instances.type(instance));
        slab.put(user, UserFields.REPLY_SEAT, seat);
        slab.put(user, UserFields.REPLY_SEATS_MAX, instances.seatsMax(instance));
    }

    /** The request is answered: the user has left its seat. */
    public void keepLeft(final int user, final long eventSeq, final long instanceId)
    {
        keep(user, ReplyKind.LEFT, eventSeq);
        slab.put(user, UserFields.REPLY_INSTANCE, instanceId);
    }

    /** The request is refused. */
    public void keepRefused(final int user, final long eventSeq, final RefusalCode code)
    {
        keep(user, ReplyKind.REFUSED, eventSeq);
        slab.put(user, UserFields.REPLY_CODE, code.value());
    }

    private void keep(final int user, final ReplyKind kind, final long eventSeq)
    {
        slab.put(user, UserFields.REPLY_KIND, kind.value());
        slab.put(user, UserFields.REPLY_SEQ, eventSeq);
    }

    /** The player has seen it. The other fields of the reply mean nothing now, and are left as they are. */
    void clearReply(final int user)
    {
        slab.put(user, UserFields.REPLY_KIND, ReplyKind.NONE.value());
    }

    /** The user has lost its seat. */
    public void keepFact(final int user, final long eventSeq, final long instanceId, final SeatReason reason)
    {
        slab.put(user, UserFields.FACT_SEQ, eventSeq);
        slab.put(user, UserFields.FACT_INSTANCE, instanceId);
        slab.put(user, UserFields.FACT_REASON, reason.value());
    }

    /** How the last request was answered. */
    public ReplyKind kind(final int user)
    {
        return ReplyKind.get((short)slab.get(user, UserFields.REPLY_KIND));
    }

    /** Event number of the reply, or 0 when there is none. */
    public long seq(final int user)
    {
        return kind(user) == ReplyKind.NONE ? 0 : slab.get(user, UserFields.REPLY_SEQ);
    }

    /** The instance that it is about, or 0. */
    public long instanceId(final int user)
    {
        return slab.get(user, UserFields.REPLY_INSTANCE);
    }

    /** Where that instance runs. */
    public int gameNodeId(final int user)
    {
        return (int)slab.get(user, UserFields.REPLY_NODE);
    }

    /** Number of its game type. */
    public int type(final int user)
    {
        return (int)slab.get(user, UserFields.REPLY_TYPE);
    }

    /** Why the request was refused. */
    public RefusalCode code(final int user)
    {
        return Refusals.codeOf((int)slab.get(user, UserFields.REPLY_CODE), RefusalCode.NONE);
    }

    /** The seat that was given. */
    public int seat(final int user)
    {
        return (int)slab.get(user, UserFields.REPLY_SEAT);
    }

    /** Of the instance. */
    public int seatsMax(final int user)
    {
        return (int)slab.get(user, UserFields.REPLY_SEATS_MAX);
    }

    /** Event number of the latest lost seat, or 0. */
    public long factSeq(final int user)
    {
        return slab.get(user, UserFields.FACT_SEQ);
    }

    /** Where that seat was. */
    public long factInstanceId(final int user)
    {
        return slab.get(user, UserFields.FACT_INSTANCE);
    }

    /** Why it was lost. */
    public SeatReason factReason(final int user)
    {
        return SeatReason.get((short)slab.get(user, UserFields.FACT_REASON));
    }
}
