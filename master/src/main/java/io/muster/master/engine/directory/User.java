package io.muster.master.engine.directory;

import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/**
 * A player as the master knows it: who, where attached, where seated, the last request, and what to tell again when the
 * player comes back.
 */
public final class User
{
    /** Longest reply that is kept, in bytes. */
    public static final int REPLY_BYTES_MAX = 64;

    /** Longest fact that is kept, in bytes. */
    public static final int FACT_BYTES_MAX = 48;

    /** Bytes of a user that are no fields: its name, its reply, its fact. */
    static final int TEXT_BYTES = PlayerName.BYTES_MAX + REPLY_BYTES_MAX + FACT_BYTES_MAX;

    private static final int REPLY = PlayerName.BYTES_MAX;
    private static final int FACT = REPLY + REPLY_BYTES_MAX;

    final int slot;
    long id;
    long clientId;
    long connectionId;
    long nameHash;
    Node session;
    Instance instance;
    long detachedMs;
    int attachment;
    int seat;
    boolean isAccepted;

    private final MutableDirectBuffer text;
    private final int textOffset;
    private int nameLength;
    private int replyLength;
    private int factLength;
    private long requestSeq;
    private long eventSeq;

    User(final int slot, final MutableDirectBuffer text, final int textOffset)
    {
        this.slot = slot;
        this.text = text;
        this.textOffset = textOffset;
    }

    void init(final long newId, final long newClientId, final DirectBuffer name)
    {
        id = newId;
        clientId = newClientId;
        attachment = 0;
        nameLength = name.capacity();
        nameHash = PlayerName.hashOf(name);
        text.putBytes(textOffset, name, 0, nameLength);
        restoreNumbers(0, 0);
        replyLength = 0;
        factLength = 0;
    }

    /** The numbers of the last request and the last event, as a snapshot has them. */
    public void restoreNumbers(final long lastRequestSeq, final long lastEventSeq)
    {
        requestSeq = lastRequestSeq;
        eventSeq = lastEventSeq;
    }

    boolean isNamed(final DirectBuffer name)
    {
        if (name.capacity() != nameLength)
        {
            return false;
        }
        for (int i = 0; i < nameLength; i++)
        {
            if (text.getByte(textOffset + i) != name.getByte(i))
            {
                return false;
            }
        }
        return true;
    }

    /** A new request is applied. The player has seen the reply to the one before. */
    public void beginRequest(final long newRequestSeq)
    {
        requestSeq = newRequestSeq;
        replyLength = 0;
    }

    /** Number the next event. */
    public long nextEventSeq()
    {
        return ++eventSeq;
    }

    /** Keep the answer to the last request. */
    public void keepReply(final DirectBuffer message, final int offset, final int length)
    {
        checkLength(length, REPLY_BYTES_MAX);
        text.putBytes(textOffset + REPLY, message, offset, length);
        replyLength = length;
    }

    /** Keep the latest fact that no request asked for. */
    public void keepFact(final DirectBuffer message, final int offset, final int length)
    {
        checkLength(length, FACT_BYTES_MAX);
        text.putBytes(textOffset + FACT, message, offset, length);
        factLength = length;
    }

    private static void checkLength(final int length, final int lengthMax)
    {
        if (length > lengthMax)
        {
            throw new IllegalArgumentException("a message of " + length + " bytes cannot be kept");
        }
    }

    /** Where its record is, from 0. */
    public int slot()
    {
        return slot;
    }

    /** Never given to another. */
    public long id()
    {
        return id;
    }

    /** Of the client that made this user. */
    public long clientId()
    {
        return clientId;
    }

    /** The session node that carries it, or null while it is detached. */
    public Node session()
    {
        return session;
    }

    /** By which it is attached, or 0. */
    public long connectionId()
    {
        return connectionId;
    }

    /** Whether it is attached by this connection of this node. */
    public boolean isAttachedBy(final Node node, final long connection)
    {
        return session == node && connectionId == connection;
    }

    /** When it was detached, by the log's clock; 0 while it is attached. */
    public long detachedMs()
    {
        return detachedMs;
    }

    /** How often it was attached. */
    public int attachment()
    {
        return attachment;
    }

    /** Where it has a seat, offered or accepted, or null. */
    public Instance instance()
    {
        return instance;
    }

    /** Its seat, from 0; means nothing without an instance. */
    public int seat()
    {
        return seat;
    }

    /** Whether the game has let it in, be the instance running or not. */
    public boolean isAccepted()
    {
        return isAccepted;
    }

    /** Whether it sits in a running instance, and was told so. */
    public boolean isSeated()
    {
        return instance != null && isAccepted && instance.isRunning;
    }

    /** Whether its last request has no answer yet. */
    public boolean isPending()
    {
        return instance != null && !(isAccepted && instance.isRunning);
    }

    /** Number of its last request that was applied. */
    public long requestSeq()
    {
        return requestSeq;
    }

    /** Number of its last event. */
    public long eventSeq()
    {
        return eventSeq;
    }

    /** Holds its name, its reply and its fact. */
    public DirectBuffer text()
    {
        return text;
    }

    /** Where in {@link #text()} its name begins. */
    public int nameOffset()
    {
        return textOffset;
    }

    /** Of its name, in bytes. */
    public int nameLength()
    {
        return nameLength;
    }

    /** Where in {@link #text()} its reply begins. */
    public int replyOffset()
    {
        return textOffset + REPLY;
    }

    /** Of its reply, in bytes, or 0 when there is none. */
    public int replyLength()
    {
        return replyLength;
    }

    /** Where in {@link #text()} its fact begins. */
    public int factOffset()
    {
        return textOffset + FACT;
    }

    /** Of its fact, in bytes, or 0 when there is none. */
    public int factLength()
    {
        return factLength;
    }
}
