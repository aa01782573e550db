package io.muster.replay.log;

import io.muster.master.recording.DamageException;
import io.muster.master.recording.Extent;
import io.muster.master.recording.RecordedMessages;
import io.muster.master.recording.ReplicaFiles;

/**
 * Goes through the log of one replica, in order. Memory is what one term buffer of the log takes, however long it is.
 */
public final class LogReader
{
    /** The archive writes and syncs no more at a time, so what is torn is no longer. */
    private static final long BLOCK_BYTES = 1 << 20;

    private final RecordedMessages messages;
    private final Extent log;
    private final boolean isEndedInOrder;
    private final Entry entry = new Entry();
    private boolean isWholeOnly = true;
    private long from;
    private long end;
    private String damage;
    private String torn;

    /** At the log's beginning. */
    public LogReader(final ReplicaFiles files)
    {
        log = files.log();
        messages = files.messages(log);
        isEndedInOrder = files.isEndedInOrder();
        seek(log.startPosition());
    }

    /** From here on damage ends the log, and is told by {@link #damage}. */
    public LogReader salvage()
    {
        isWholeOnly = false;
        return this;
    }

    /**
     * Go to a position: the next entry is the first one that ends after it.
     *
     * @throws ReplayError.Refusal NOT_IN_LOG.
     */
    public void seek(final long position)
    {
        if (position < log.startPosition() || position > log.stopPosition())
        {
            throw ReplayError.NOT_IN_LOG.because("position " + position + " is not in the log, which goes from " +
                log.startPosition() + " to " + log.stopPosition());
        }
        // A message does not go beyond its term buffer, so each of those begins with one.
        begin(Math.max(log.startPosition(), position - log.termOffset(position)), position);
    }

    /** Go to where an entry has ended: what is before it is not read again. */
    public void seekEnd(final long position)
    {
        begin(position, position);
    }

    private void begin(final long at, final long position)
    {
        messages.begin(log, at);
        from = position;
        end = at;
        damage = null;
        torn = null;
    }

    /**
     * Go to the next entry.
     *
     * @return false at the log's end.
     * @throws ReplayError.Refusal LOG_DAMAGED, unless it is salvaged.
     */
    public boolean next()
    {
        try
        {
            while (damage == null && torn == null && messages.next())
            {
                if (messages.position() > from)
                {
                    return take();
                }
                end = messages.position();
            }
            return false;
        }
        catch (final DamageException ex)
        {
            return onDamage(ex.getMessage());
        }
    }

    private boolean take()
    {
        if (!entry.wrap(messages.buffer(), messages.offset(), messages.length(), messages.position()))
        {
            return onDamage("at position " + end + " of the log there is no entry of Aeron Cluster");
        }
        end = entry.position();
        return true;
    }

    /** What a kill leaves half written was never counted by anybody. */
    private boolean onDamage(final String sentence)
    {
        if (!isEndedInOrder && log.stopPosition() - end <= BLOCK_BYTES)
        {
            torn = "the replica was killed, or writes still, and its log ends within a write: " + sentence +
                "; whole up to position " + end;
            return false;
        }
        damage = sentence + "; whole up to position " + end;
        if (isWholeOnly)
        {
            throw ReplayError.LOG_DAMAGED.because(damage + " (--salvage reads up to there)");
        }
        return false;
    }

    /** The entry that was gone to. */
    public Entry entry()
    {
        return entry;
    }

    /** What ended the log early, or null. */
    public String damage()
    {
        return damage;
    }

    /** How the log of a replica that was killed ends, if that is in the middle of a write; or null. */
    public String torn()
    {
        return torn;
    }
}
