package io.muster.master.engine.directory;

import io.muster.codecs.UserRecordDecoder;
import io.muster.codecs.UserState;
import io.muster.master.engine.index.GroupIndex;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.index.UniqueTextIndex;
import io.muster.master.engine.slab.Slab;
import org.agrona.DirectBuffer;

import java.util.function.IntConsumer;

/**
 * Every user, found by its id, by its name, by the session node that carries it, by the instance where it has a seat,
 * or, while it is detached, by how long. A user is known by its slot for as long as it is here.
 */
public final class UserDirectory
{
    /** No user. */
    public static final int NONE = Slab.NONE;

    private static final long DETACHED = -1;

    private final Table table;
    private final Slab slab;
    private final UniqueTextIndex byName;
    private final GroupIndex byNode;
    private final GroupIndex byInstance;
    private final Replies replies;
    private final NodeDirectory nodes;
    private long nextId = 1;

    /**
     * @param usersMax attached or detached.
     * @param nodes    whose load the attached are.
     */
    public UserDirectory(final int usersMax, final NodeDirectory nodes)
    {
        this.nodes = nodes;
        table = new Table("users", UserRecordDecoder.BLOCK_LENGTH, usersMax, UserFields.ID, UserFields.INDEXES);
        slab = table.slab();
        byName = (UniqueTextIndex)table.index(Indexed.Kind.UNIQUE_TEXT, UserFields.NAME);
        byNode = (GroupIndex)table.index(Indexed.Kind.GROUP, UserFields.NODE);
        byInstance = (GroupIndex)table.index(Indexed.Kind.GROUP, UserFields.INSTANCE);
        replies = new Replies(slab);
    }

    /** Hash names by a number that a stranger can't guess. To be done before there are users. */
    public void seedNames(final long seed)
    {
        byName.seed(seed);
    }

    /** A new user, detached until it is attached, which must follow at once. */
    public int open(final long clientId, final DirectBuffer name, final long nowMs)
    {
        check(byName(name) == NONE, "name is taken");
        final int user = table.allocate();
        check(user != NONE, "directory is full");

        slab.put(user, UserFields.ID, nextId++);
        slab.put(user, UserFields.CLIENT, clientId);
        slab.putText(user, UserFields.NAME, name, 0, name.capacity());
        slab.put(user, UserFields.NODE, DETACHED);
        slab.put(user, UserFields.DETACHED_MS, nowMs);
        table.link(user);
        return user;
    }

    /** Forget a user. It must have no seat. */
    public void forget(final int user)
    {
        check(slab.isLive(user) && instanceId(user) == 0, "user is not here, or has a seat");

        leaveNode(user);
        table.remove(user);
    }

    /** A connection of a session node carries the user from here on, whatever did before. */
    public void attach(final int user, final Node session, final long connectionId)
    {
        leaveNode(user);
        table.put(user, UserFields.NODE, session.nodeId());
        session.addLoad(1);
        slab.put(user, UserFields.CONNECTION, connectionId);
        slab.put(user, UserFields.DETACHED_MS, 0);
        slab.put(user, UserFields.ATTACHMENT, attachment(user) + 1);
    }

    /** Nothing carries the user from here on. */
    public void detach(final int user, final long nowMs)
    {
        check(!isDetached(user), "user is detached");

        leaveNode(user);
        table.put(user, UserFields.NODE, DETACHED);
        slab.put(user, UserFields.CONNECTION, 0);
        slab.put(user, UserFields.DETACHED_MS, nowMs);
    }

    private void leaveNode(final int user)
    {
        if (!isDetached(user))
        {
            nodes.byId(nodeId(user)).addLoad(-1);
        }
    }

    /** The user has a seat, which the game has yet to accept. */
    public void seat(final int user, final long instanceId, final int seat)
    {
        check(instanceId(user) == 0, "user has a seat");

        table.put(user, UserFields.INSTANCE, instanceId);
        slab.put(user, UserFields.SEAT, seat);
        become(user, UserState.OFFERED);
    }

    /** The game has let the user in. */
    public void accept(final int user, final boolean isInstanceRunning)
    {
        check(instanceId(user) != 0, "user has no seat");

        become(user, isInstanceRunning ? UserState.SEATED : UserState.ACCEPTED);
    }

    /** The user has no seat any more. */
    public void unseat(final int user)
    {
        check(instanceId(user) != 0, "user has no seat");

        table.put(user, UserFields.INSTANCE, 0);
        become(user, UserState.SEATLESS);
    }

    private void become(final int user, final UserState state)
    {
        table.put(user, UserFields.STATE, state.value());
    }

    /** A new request is applied. The player has seen the reply to the one before. */
    public void beginRequest(final int user, final long requestSeq)
    {
        slab.put(user, UserFields.REQUEST_SEQ, requestSeq);
        replies.clearReply(user);
    }

    /** Number the next event. */
    public long nextEventSeq(final int user)
    {
        final long eventSeq = eventSeq(user) + 1;
        slab.put(user, UserFields.EVENT_SEQ, eventSeq);
        return eventSeq;
    }

    /** What is told again to a user that comes back. */
    public Replies replies()
    {
        return replies;
    }

    /** Whether no more users fit. */
    public boolean isFull()
    {
        return slab.isFull();
    }

    /** Attached or detached. */
    public int count()
    {
        return slab.count();
    }

    /** Detached. */
    public int countDetached()
    {
        return byNode.count(DETACHED);
    }

    /** The user with an id, or {@link #NONE}. */
    public int byId(final long id)
    {
        return table.find(id);
    }

    /** The user with a name, which is all of the buffer, or {@link #NONE}. */
    public int byName(final DirectBuffer name)
    {
        return byName.find(name, 0, name.capacity());
    }

    /** The user that has been longest in an instance, or {@link #NONE}. */
    public int firstIn(final long instanceId)
    {
        return byInstance.first(instanceId);
    }

    /** The next user of the same instance, or {@link #NONE}. To be asked before the user is unseated. */
    public int nextIn(final int user)
    {
        return byInstance.next(user);
    }

    /** How many users have a seat in an instance. */
    public int countIn(final long instanceId)
    {
        return byInstance.count(instanceId);
    }

    /** How many users a session node carries. */
    public int countCarriedBy(final Node session)
    {
        return byNode.count(session.nodeId());
    }

    /** Those that a session node carries, longest first. The visitor may detach the user it is shown. */
    public void visitCarriedBy(final Node session, final IntConsumer visitor)
    {
        int user = byNode.first(session.nodeId());
        while (user != NONE)
        {
            final int next = byNode.next(user);
            visitor.accept(user);
            user = next;
        }
    }

    /** Those that were detached at a time or before, longest first. The visitor may forget the user it is shown. */
    public void visitDetachedSince(final long detachedMs, final IntConsumer visitor)
    {
        int user = byNode.first(DETACHED);
        while (user != NONE && detachedMs(user) <= detachedMs)
        {
            final int next = byNode.next(user);
            visitor.accept(user);
            user = next;
        }
    }

    /** Never given to another. */
    public long id(final int user)
    {
        return slab.get(user, UserFields.ID);
    }

    /** Of the client that made this user. */
    public long clientId(final int user)
    {
        return slab.get(user, UserFields.CLIENT);
    }

    /** The session node that carries it; means nothing while it is detached. */
    public int nodeId(final int user)
    {
        return (int)slab.get(user, UserFields.NODE);
    }

    /** Whether nothing carries it. */
    public boolean isDetached(final int user)
    {
        return nodeId(user) == DETACHED;
    }

    /** By which it is attached, or 0. */
    public long connectionId(final int user)
    {
        return slab.get(user, UserFields.CONNECTION);
    }

    /** Whether it is attached by this connection of this node. */
    public boolean isAttachedBy(final int user, final Node node, final long connectionId)
    {
        return nodeId(user) == node.nodeId() && connectionId(user) == connectionId;
    }

    /** When it was detached, by the log's clock; 0 while it is attached. */
    public long detachedMs(final int user)
    {
        return slab.get(user, UserFields.DETACHED_MS);
    }

    /** How often it was attached. */
    public int attachment(final int user)
    {
        return (int)slab.get(user, UserFields.ATTACHMENT);
    }

    /** Where it has a seat, offered or accepted, or 0. */
    public long instanceId(final int user)
    {
        return slab.get(user, UserFields.INSTANCE);
    }

    /** Its seat, from 0; means nothing without an instance. */
    public int seat(final int user)
    {
        return (int)slab.get(user, UserFields.SEAT);
    }

    /** Whether the game has let it in, be the instance running or not. */
    public boolean isAccepted(final int user)
    {
        return slab.get(user, UserFields.STATE) >= UserState.ACCEPTED.value();
    }

    /** Whether it sits in a running instance, and was told so. */
    public boolean isSeated(final int user)
    {
        return slab.get(user, UserFields.STATE) == UserState.SEATED.value();
    }

    /** Whether its last request has no answer yet. */
    public boolean isPending(final int user)
    {
        return instanceId(user) != 0 && !isSeated(user);
    }

    /** Number of its last request that was applied. */
    public long requestSeq(final int user)
    {
        return slab.get(user, UserFields.REQUEST_SEQ);
    }

    /** Number of its last event. */
    public long eventSeq(final int user)
    {
        return slab.get(user, UserFields.EVENT_SEQ);
    }

    /** Holds its name. */
    public DirectBuffer nameBuffer(final int user)
    {
        return slab.buffer(user);
    }

    /** Where in {@link #nameBuffer} its name begins. */
    public int nameOffset(final int user)
    {
        return slab.offset(user) + UserFields.NAME.offset();
    }

    /** Of its name, in bytes: a name has no zeros, which pad it. */
    public int nameLength(final int user)
    {
        int length = UserFields.NAME.bytes();
        while (length > 0 && slab.buffer(user).getByte(nameOffset(user) + length - 1) == 0)
        {
            length--;
        }
        return length;
    }

    /** The records and their indexes, for searches and snapshots. */
    public Table table()
    {
        return table;
    }

    /** What the next user will be called. */
    public long nextId()
    {
        return nextId;
    }

    /** As a snapshot has it. */
    public void restoreNextId(final long snapshotNextId)
    {
        nextId = snapshotNextId;
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalStateException(otherwise);
        }
    }
}
