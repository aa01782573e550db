package io.muster.replay.log;

import io.muster.master.recording.DamageException;
import io.muster.master.recording.Extent;
import io.muster.master.recording.RecordedMessages;
import io.muster.master.recording.ReplicaFiles;
import io.muster.node.StartupException;

/**
 * Goes through the log of one replica, in order. Memory is what one term buffer of the log takes, however long it is.
 */
public final class LogReader
{
    private final RecordedMessages messages;
    private final Extent log;
    private final Entry entry = new Entry();
    private boolean isWholeOnly = true;
    private long from;
    private long end;
    private String damage;

    /** At the log's beginning. */
    public LogReader(final ReplicaFiles files)
    {
        messages = files.messages();
        log = files.log();
        end = log.startPosition();
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
        messages.begin(log, Math.max(log.startPosition(), position - log.termOffset(position)));
        from = position;
        end = Math.min(end, position);
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
            while (damage == null && messages.next())
            {
                if (messages.position() > from)
                {
                    return take();
                }
            }
            return false;
        }
        catch (final DamageException | StartupException ex)
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

    private boolean onDamage(final String sentence)
    {
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
}
