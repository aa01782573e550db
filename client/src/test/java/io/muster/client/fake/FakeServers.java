package io.muster.client.fake;

import io.muster.codecs.CheckInDecoder;
import io.muster.codecs.CreateDecoder;
import io.muster.codecs.DescribeUserDecoder;
import io.muster.codecs.FindDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.JoinDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.LeaveDecoder;
import io.muster.codecs.LoginDecoder;
import io.muster.codecs.LogoutDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OutputAckDecoder;
import io.muster.codecs.PlayerHeartbeatDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.ResumeDecoder;
import io.muster.codecs.SeatReason;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The fake master and game node behind the fake session nodes, with the faults that a test may switch on. */
public final class FakeServers implements AutoCloseable
{
    /** Send every event twice. */
    public boolean doubleEvents;

    /** Acknowledge the next input without giving it to the game. */
    public boolean loseInput;

    /** Give the next input to the game twice. */
    public boolean doubleInput;

    /** At the end of a game, show seat 1 a result that others are not shown. */
    public boolean showSeatOneAnotherResult;

    /** Say of the next key that it has expired. */
    public boolean expireKey;

    /** Users by clientId, in the order in which they came. */
    public final Map<Long, FakeUser> users = new LinkedHashMap<>();

    /** Session nodes. */
    public final List<FakeSessionNode> nodes = new ArrayList<>();

    /** Conditions of searches, in the order in which they were heard. */
    public final List<String> wanted = new ArrayList<>();

    boolean isSilent;
    private final FakeReplies replies = new FakeReplies(this);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<Long, FakeInstance> instances = new LinkedHashMap<>();
    private final UnsafeBuffer payload = new UnsafeBuffer(new byte[4096]);
    private long lastId = 100;

    /** So many session nodes, listening. */
    public FakeServers(final int nodeCount)
    {
        for (int nodeId = 1; nodeId <= nodeCount; nodeId++)
        {
            nodes.add(new FakeSessionNode(nodeId, this));
        }
    }

    /** The only user, or the first one. */
    public FakeUser user()
    {
        return users.values().iterator().next();
    }

    /** Hear the players, and move the games on. */
    public void poll(final long nowNs)
    {
        try
        {
            for (final FakeSessionNode node : nodes)
            {
                node.poll();
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        for (final FakeInstance instance : List.copyOf(instances.values()))
        {
            instance.tick(nowNs, this);
            if (instance.isOver() && haveAllSeenTheEnd(instance))
            {
                end(instance, SeatReason.INSTANCE_ENDED);
            }
        }
    }

    /** Close every seat of an instance. */
    public void end(final FakeInstance instance, final SeatReason reason)
    {
        instances.remove(instance.instanceId);
        for (final FakeUser user : instance.users)
        {
            if (user != null)
            {
                user.instance = null;
                replies.seatClosed(user, 0, instance.instanceId, reason);
            }
        }
    }

    /** Close a user's connection, and say why. */
    public void close(final FakeUser user, final RefusalCode code)
    {
        replies.closing(user.connection, code);
        user.connection.close();
    }

    /** Forget that a user sits somewhere, and tell nobody. */
    public void takeSeat(final FakeUser user)
    {
        user.instance.users[user.seat] = null;
        user.instance = null;
    }

    @Override
    public void close()
    {
        nodes.forEach(FakeSessionNode::close);
    }

    void onFrame(final FakeConnection connection, final int templateId, final DirectBuffer frame)
    {
        switch (templateId)
        {
            case CheckInDecoder.TEMPLATE_ID -> replies.sessionNodes(connection);
            case LoginDecoder.TEMPLATE_ID ->
                login(connection, new LoginDecoder().wrapAndApplyHeader(frame, 0, header));
            case ResumeDecoder.TEMPLATE_ID ->
                resume(connection, new ResumeDecoder().wrapAndApplyHeader(frame, 0, header));
            case LogoutDecoder.TEMPLATE_ID -> logout(connection);
            case PlayerHeartbeatDecoder.TEMPLATE_ID -> replies.heartbeat(
                connection, new PlayerHeartbeatDecoder().wrapAndApplyHeader(frame, 0, header).clientNs());
            case CreateDecoder.TEMPLATE_ID ->
                create(connection.user, new CreateDecoder().wrapAndApplyHeader(frame, 0, header));
            case JoinDecoder.TEMPLATE_ID ->
                join(connection.user, new JoinDecoder().wrapAndApplyHeader(frame, 0, header));
            case LeaveDecoder.TEMPLATE_ID ->
                leave(connection.user, new LeaveDecoder().wrapAndApplyHeader(frame, 0, header));
            case FindDecoder.TEMPLATE_ID ->
                find(connection, new FindDecoder().wrapAndApplyHeader(frame, 0, header));
            case DescribeUserDecoder.TEMPLATE_ID -> replies.described(
                connection, new DescribeUserDecoder().wrapAndApplyHeader(frame, 0, header).queryId());
            case InputDecoder.TEMPLATE_ID ->
                input(connection.user, new InputDecoder().wrapAndApplyHeader(frame, 0, header));
            case OutputAckDecoder.TEMPLATE_ID ->
                acked(connection.user, new OutputAckDecoder().wrapAndApplyHeader(frame, 0, header).outputSeq());
            default -> throw new IllegalStateException("a player said " + templateId);
        }
    }

    void refuseUnavailable(final FakeConnection connection, final int templateId, final DirectBuffer frame)
    {
        header.wrap(frame, 0);
        final boolean isRequest = templateId == CreateDecoder.TEMPLATE_ID || templateId == JoinDecoder.TEMPLATE_ID ||
            templateId == LeaveDecoder.TEMPLATE_ID;
        final long seq = isRequest ? frame.getLong(MessageHeaderDecoder.ENCODED_LENGTH) : 0;
        replies.refused(connection, seq, 0, RefusalCode.MASTER_UNAVAILABLE);
    }

    void showAll(final FakeInstance instance)
    {
        for (int seat = 0; seat < instance.users.length; seat++)
        {
            final FakeUser user = instance.users[seat];
            if (user != null)
            {
                replies.output(user, payload, instance.show(seat, this, payload));
            }
        }
    }

    private void login(final FakeConnection connection, final LoginDecoder message)
    {
        final boolean isKnown = users.containsKey(message.clientId());
        final FakeUser user = users.computeIfAbsent(message.clientId(), (id) -> new FakeUser(++lastId, id));
        if ("taken".equals(message.name()))
        {
            users.remove(message.clientId());
            replies.refused(connection, 0, 0, RefusalCode.NAME_TAKEN);
        }
        else
        {
            replies.welcome(connection, user, isKnown, 0);
        }
    }

    private void resume(final FakeConnection connection, final ResumeDecoder message)
    {
        final UnsafeBuffer key = new UnsafeBuffer(0, 0);
        final long eventSeq = message.eventSeq();
        message.wrapKey(key);
        final FakeUser user = users.get(key.getLong(0));
        if (expireKey)
        {
            expireKey = false;
            replies.refused(connection, 0, 0, RefusalCode.KEY_EXPIRED);
        }
        else if (user == null)
        {
            replies.refused(connection, 0, 0, RefusalCode.USER_UNKNOWN);
        }
        else
        {
            replies.welcome(connection, user, true, eventSeq);
        }
    }

    private void logout(final FakeConnection connection)
    {
        final FakeUser user = connection.user;
        users.remove(user.clientId);
        if (user.instance != null)
        {
            vacate(user);
        }
        replies.closing(connection, RefusalCode.LOGGED_OUT);
        connection.close();
    }

    private void create(final FakeUser user, final CreateDecoder message)
    {
        if (isNews(user, message.requestSeq()))
        {
            final long id = ++lastId;
            final boolean isArena = "arena".equals(message.gameType());
            final FakeInstance instance = isArena ? new FakeArena(id) : new FakeConnectFour(id);
            instances.put(id, instance);
            sit(user, message.requestSeq(), instance);
        }
    }

    private void join(final FakeUser user, final JoinDecoder message)
    {
        final FakeInstance instance = instances.get(message.instanceId());
        if (isNews(user, message.requestSeq()))
        {
            if (instance == null || instance.freeSeat() < 0 || !instance.mayJoin())
            {
                replies.requestRefused(user, message.requestSeq(), RefusalCode.INSTANCE_FULL);
            }
            else
            {
                sit(user, message.requestSeq(), instance);
            }
        }
    }

    private void leave(final FakeUser user, final LeaveDecoder message)
    {
        if (isNews(user, message.requestSeq()))
        {
            if (user.instance == null || user.instance.instanceId != message.instanceId())
            {
                replies.requestRefused(user, message.requestSeq(), RefusalCode.NOT_SEATED);
            }
            else
            {
                vacate(user);
                replies.seatClosed(user, message.requestSeq(), message.instanceId(), SeatReason.LEFT);
            }
        }
    }

    private void find(final FakeConnection connection, final FindDecoder message)
    {
        final String gameType = message.gameType();
        message.conditions().forEach((it) -> wanted.add(
            Keyword.text(it.field()) + " " + it.test() + " " + it.low() + " " + it.high()));
        final List<FakeInstance> found = instances.values().stream()
            .filter((it) -> it.gameType.equals(gameType) && it.freeSeat() >= 0 && it.mayJoin())
            .limit(message.instancesMax())
            .toList();
        replies.found(connection, message.queryId(), found);
    }

    private void input(final FakeUser user, final InputDecoder message)
    {
        final boolean isHere = user.instance != null && user.instance.instanceId == message.instanceId();
        if (!isHere || message.inputSeq() <= user.inputSeq)
        {
            return;
        }
        acked(user, message.ackedOutputSeq());
        if (message.inputSeq() != user.inputSeq + 1)
        {
            replies.attached(user);
            return;
        }
        user.inputSeq++;
        give(user, message);
    }

    private void give(final FakeUser user, final InputDecoder message)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[message.payloadLength()]);
        message.getPayload(bytes, 0, bytes.capacity());
        for (int i = loseInput ? 1 : doubleInput ? -1 : 0; i < 1; i++)
        {
            user.inputsGiven.add(user.inputSeq);
            user.instance.input(user.seat, bytes, bytes.capacity(), this);
        }
        if (loseInput)
        {
            showAll(user.instance);
        }
        loseInput = false;
        doubleInput = false;
    }

    private void acked(final FakeUser user, final long outputSeq)
    {
        while (user.ackedOutputSeq < outputSeq && !user.outputs.isEmpty())
        {
            user.outputs.remove(0);
            user.ackedOutputSeq++;
        }
    }

    private boolean isNews(final FakeUser user, final long requestSeq)
    {
        if (requestSeq <= user.requestSeq)
        {
            return false;
        }
        user.requestSeq = requestSeq;
        user.applied.add(requestSeq);
        return true;
    }

    private void sit(final FakeUser user, final long requestSeq, final FakeInstance instance)
    {
        final int seat = instance.freeSeat();
        instance.users[seat] = user;
        user.sit(instance, seat);
        replies.seatGranted(user, requestSeq);
        replies.attached(user);
        instance.joined(seat, this);
    }

    private void vacate(final FakeUser user)
    {
        final FakeInstance instance = user.instance;
        instance.users[user.seat] = null;
        user.instance = null;
        instance.left(user.seat, this);
        if (instance.taken() == 0)
        {
            instances.remove(instance.instanceId);
        }
    }

    private static boolean haveAllSeenTheEnd(final FakeInstance instance)
    {
        for (final FakeUser user : instance.users)
        {
            if (user != null && !user.outputs.isEmpty())
            {
                return false;
            }
        }
        return true;
    }
}
