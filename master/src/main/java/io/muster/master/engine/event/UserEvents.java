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
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.Node;
import io.muster.master.engine.directory.NodeDirectory;
import io.muster.master.engine.directory.Replies;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.log.Refusals;

/**
 * Says to session nodes what is to be said to and about users. What answers a request, and what a player must know
 * without having asked, is also kept with the user, who may have nobody to tell it to.
 */
public final class UserEvents
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final UserEnteredEncoder userEntered = new UserEnteredEncoder();
    private final UserRefusedEncoder userRefused = new UserRefusedEncoder();
    private final UserMovedEncoder userMoved = new UserMovedEncoder();
    private final UserLeftEncoder userLeft = new UserLeftEncoder();
    private final UserSeatedEncoder userSeated = new UserSeatedEncoder();
    private final UserUnseatedEncoder userUnseated = new UserUnseatedEncoder();
    private final RequestRefusedEncoder requestRefused = new RequestRefusedEncoder();
    private final NodeDirectory nodes;
    private final InstanceDirectory instances;
    private final UserDirectory users;
    private final GameTypeDirectory gameTypes;
    private final Replies replies;
    private final Outboxes outboxes;
    private final Refusals refusals;

    public UserEvents(final Directories directories, final Outboxes outboxes, final Refusals refusals)
    {
        nodes = directories.nodes();
        instances = directories.instances();
        users = directories.users();
        gameTypes = directories.gameTypes();
        replies = users.replies();
        this.outboxes = outboxes;
        this.refusals = refusals;
    }

    public void userEntered(final int user, final boolean isResumed)
    {
        final int instance = users.isSeated(user) ? instances.byId(users.instanceId(user)) : InstanceDirectory.NONE;
        final boolean isSeated = instance != InstanceDirectory.NONE;
        userEntered.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(users.connectionId(user))
            .userId(users.id(user))
            .requestSeq(users.requestSeq(user))
            .eventSeq(users.eventSeq(user))
            .instanceId(isSeated ? users.instanceId(user) : 0)
            .gameNodeId(isSeated ? instances.nodeId(instance) : 0)
            .attachment(users.attachment(user))
            .seat((short)(isSeated ? users.seat(user) : 0))
            .seatsMax((short)(isSeated ? instances.seatsMax(instance) : 0))
            .resumed(isResumed ? BooleanType.TRUE : BooleanType.FALSE);
        putType(UserEnteredEncoder.gameTypeEncodingOffset(), isSeated ? instances.type(instance) : 0);
        sayToSession(user, HEADER_BYTES + userEntered.encodedLength());
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
    public void userMoved(final int user)
    {
        userMoved.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(users.connectionId(user))
            .userId(users.id(user));
        sayToSession(user, HEADER_BYTES + userMoved.encodedLength());
    }

    public void userLeft(final Node session, final long connectionId, final long userId)
    {
        userLeft.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .connectionId(connectionId)
            .userId(userId);
        outboxes.say(session, HEADER_BYTES + userLeft.encodedLength());
    }

    /** Answers the user's request. */
    public void userSeated(final int user)
    {
        final int instance = instances.byId(users.instanceId(user));
        replies.keepSeated(user, users.nextEventSeq(user), instances, instance, users.seat(user));
        replyAgain(user);
    }

    /** Answers the user's request to leave. */
    public void userLeftSeat(final int user, final long instanceId)
    {
        replies.keepLeft(user, users.nextEventSeq(user), instanceId);
        replyAgain(user);
    }

    /** Answers the user's request. */
    public void requestRefused(final int user, final RefusalCode code)
    {
        replies.keepRefused(user, users.nextEventSeq(user), code);
        replyAgain(user);
        refusals.count(code);
    }

    /** Nobody asked for it. */
    public void userLostSeat(final int user, final long instanceId, final SeatReason reason)
    {
        replies.keepFact(user, users.nextEventSeq(user), instanceId, reason);
        factAgain(user);
    }

    /** To who asked, and not kept: it is no answer to the user's last request. */
    public void requestRefusedInPassing(
        final Node session, final long userId, final long requestSeq, final RefusalCode code)
    {
        outboxes.say(session, encodeRefused(userId, requestSeq, 0, code));
        refusals.count(code);
    }

    /** The answer to the user's last request once more, as it was; nothing if there is none. */
    public void replyAgain(final int user)
    {
        final long requestSeq = users.requestSeq(user);
        switch (replies.kind(user))
        {
            case SEATED -> sayToSession(user, encodeSeated(user));
            case LEFT -> sayToSession(user, encodeUnseated(
                user, requestSeq, replies.seq(user), replies.instanceId(user), SeatReason.LEFT));
            case REFUSED -> sayToSession(user, encodeRefused(
                users.id(user), requestSeq, replies.seq(user), replies.code(user)));
            default ->
            {
            }
        }
    }

    /**
     * What was kept and the player has not seen, in the order in which it happened.
     *
     * @param saidSeq the last event that the player says to have seen; whatever is below 0 means none.
     */
    public void missedSince(final int user, final long saidSeq)
    {
        final long seenEventSeq = Math.max(0, saidSeq);
        final long replySeq = replies.seq(user);
        final long factSeq = replies.factSeq(user);
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

    private void factAgain(final int user)
    {
        sayToSession(user, encodeUnseated(
            user, 0, replies.factSeq(user), replies.factInstanceId(user), replies.factReason(user)));
    }

    private int encodeSeated(final int user)
    {
        userSeated.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .userId(users.id(user))
            .requestSeq(users.requestSeq(user))
            .eventSeq(replies.seq(user))
            .instanceId(replies.instanceId(user))
            .gameNodeId(replies.gameNodeId(user))
            .seat((short)replies.seat(user))
            .seatsMax((short)replies.seatsMax(user));
        putType(UserSeatedEncoder.gameTypeEncodingOffset(), replies.type(user));
        return HEADER_BYTES + userSeated.encodedLength();
    }

    private int encodeUnseated(
        final int user, final long requestSeq, final long eventSeq, final long instanceId, final SeatReason reason)
    {
        userUnseated.wrapAndApplyHeader(outboxes.scratch(), 0, outboxes.header())
            .userId(users.id(user))
            .requestSeq(requestSeq)
            .eventSeq(eventSeq)
            .instanceId(instanceId)
            .reason(reason);
        return HEADER_BYTES + userUnseated.encodedLength();
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

    private void putType(final int encodingOffset, final int type)
    {
        GameTypes.put(
            outboxes.scratch(), HEADER_BYTES + encodingOffset, gameTypes.head(type), gameTypes.tail(type));
    }

    private void sayToSession(final int user, final int length)
    {
        outboxes.say(nodes.byId(users.nodeId(user)), length);
    }
}
