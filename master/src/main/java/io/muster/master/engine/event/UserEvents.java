package io.muster.master.engine.event;

import io.muster.codecs.BooleanType;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.UserEnteredEncoder;
import io.muster.codecs.UserLeftEncoder;
import io.muster.codecs.UserMovedEncoder;
import io.muster.codecs.UserRefusedEncoder;
import io.muster.codecs.UserSeatedEncoder;
import io.muster.codecs.UserUnseatedEncoder;
import io.muster.master.engine.directory.Instance;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.User;
import io.muster.master.engine.log.Refusals;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

/**
 * Says to session nodes what is to be said to and about users. What answers a request, and what a player must know
 * without having asked, is also kept with the user, who may have nobody to tell it to.
 */
public final class UserEvents
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    /** All that is kept has its eventSeq at the same place. */
    private static final int EVENT_SEQ_OFFSET = HEADER_BYTES + UserSeatedEncoder.eventSeqEncodingOffset();

    private final UserEnteredEncoder userEntered = new UserEnteredEncoder();
    private final UserRefusedEncoder userRefused = new UserRefusedEncoder();
    private final UserMovedEncoder userMoved = new UserMovedEncoder();
    private final UserLeftEncoder userLeft = new UserLeftEncoder();
    private final UserSeatedEncoder userSeated = new UserSeatedEncoder();
    private final UserUnseatedEncoder userUnseated = new UserUnseatedEncoder();
    private final RequestRefusedEncoder requestRefused = new RequestRefusedEncoder();
    private final Outboxes outboxes;
    private final Refusals refusals;

    public UserEvents(final Outboxes outboxes, final Refusals refusals)
    {
        this.outboxes = outboxes;
        this.refusals = refusals;
    }

    public void userEntered(final User user, final boolean isResumed)
    {
        final Instance instance = user.isSeated() ? user.instance() : null;
        userEntered.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(user.connectionId())
            .userId(user.id())
            .requestSeq(user.requestSeq())
            .eventSeq(user.eventSeq())
            .instanceId(instance == null ? 0 : instance.id())
            .gameNodeId(instance == null ? 0 : instance.gameNode().nodeId())
            .attachment(user.attachment())
            .seat((short)(instance == null ? 0 : user.seat()))
            .seatsMax((short)(instance == null ? 0 : instance.seatsMax()))
            .resumed(isResumed ? BooleanType.TRUE : BooleanType.FALSE);
        GameTypes.put(
            outboxes.scratch(),
            HEADER_BYTES + UserEnteredEncoder.gameTypeEncodingOffset(),
            instance == null ? 0 : instance.typeHead(),
            instance == null ? 0 : instance.typeTail());
        outboxes.say(user.session(), HEADER_BYTES + userEntered.encodedLength());
    }

    public void userRefused(final Node session, final long connectionId, final RefusalCode code)
    {
        userRefused.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(connectionId)
            .code(code);
        outboxes.say(session, HEADER_BYTES + userRefused.encodedLength());
        refusals.count(code);
    }

    /** To the connection that carries the user still. */
    public void userMoved(final User user)
    {
        userMoved.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(user.connectionId())
            .userId(user.id());
        outboxes.say(user.session(), HEADER_BYTES + userMoved.encodedLength());
    }

    public void userLeft(final Node session, final long connectionId, final long userId)
    {
        userLeft.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(connectionId)
            .userId(userId);
        outboxes.say(session, HEADER_BYTES + userLeft.encodedLength());
    }

    /** Answers the user's request. */
    public void userSeated(final User user)
    {
        final Instance instance = user.instance();
        userSeated.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .userId(user.id())
            .requestSeq(user.requestSeq())
            .eventSeq(user.nextEventSeq())
            .instanceId(instance.id())
            .gameNodeId(instance.gameNode().nodeId())
            .seat((short)user.seat())
            .seatsMax((short)instance.seatsMax());
        GameTypes.put(
            outboxes.scratch(),
            HEADER_BYTES + UserSeatedEncoder.gameTypeEncodingOffset(),
            instance.typeHead(),
            instance.typeTail());
        reply(user, HEADER_BYTES + userSeated.encodedLength());
    }

    /** Answers the user's request to leave. */
    public void userLeftSeat(final User user, final long instanceId)
    {
        reply(user, encodeUnseated(user, user.requestSeq(), instanceId, SeatReason.LEFT));
    }

    /** Nobody asked for it. */
    public void userLostSeat(final User user, final long instanceId, final SeatReason reason)
    {
        final int length = encodeUnseated(user, 0, instanceId, reason);
        user.keepFact(outboxes.scratch(), 0, length);
        outboxes.say(user.session(), length);
    }

    private int encodeUnseated(
        final User user, final long requestSeq, final long instanceId, final SeatReason reason)
    {
        userUnseated.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .userId(user.id())
            .requestSeq(requestSeq)
            .eventSeq(user.nextEventSeq())
            .instanceId(instanceId)
            .reason(reason);
        return HEADER_BYTES + userUnseated.encodedLength();
    }

    /** Answers the user's request. */
    public void requestRefused(final User user, final RefusalCode code)
    {
        reply(user, encodeRefused(user.id(), user.requestSeq(), user.nextEventSeq(), code));
        refusals.count(code);
    }

    /** To who asked, and not kept: it is no answer to the user's last request. */
    public void requestRefusedInPassing(
        final Node session, final long userId, final long requestSeq, final RefusalCode code)
    {
        outboxes.say(session, encodeRefused(userId, requestSeq, 0, code));
        refusals.count(code);
    }

    private int encodeRefused(
        final long userId, final long requestSeq, final long eventSeq, final RefusalCode code)
    {
        requestRefused.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .userId(userId)
            .requestSeq(requestSeq)
            .eventSeq(eventSeq)
            .code(code);
        return HEADER_BYTES + requestRefused.encodedLength();
    }

    private void reply(final User user, final int length)
    {
        user.keepReply(outboxes.scratch(), 0, length);
        outboxes.say(user.session(), length);
    }

    /** The answer to the user's last request once more, as it was. */
    public void replyAgain(final User user)
    {
        outboxes.say(user.session(), user.text(), user.replyOffset(), user.replyLength());
    }

    /** What was kept and the player has not seen, in the order in which it happened. */
    public void missedSince(final User user, final long seenEventSeq)
    {
        final long replySeq = user.replyLength() == 0 ? 0 : eventSeqAt(user, user.replyOffset());
        final long factSeq = user.factLength() == 0 ? 0 : eventSeqAt(user, user.factOffset());
        if (factSeq > seenEventSeq && factSeq < replySeq)
        {
            factAgain(user);
        }
        if (replySeq > seenEventSeq)
        {
            replyAgain(user);
        }
        if (factSeq > seenEventSeq && factSeq > replySeq)
        {
            factAgain(user);
        }
    }

    private void factAgain(final User user)
    {
        outboxes.say(user.session(), user.text(), user.factOffset(), user.factLength());
    }

    private static long eventSeqAt(final User user, final int offset)
    {
        return user.text().getLong(offset + EVENT_SEQ_OFFSET, LITTLE_ENDIAN);
    }
}
