package io.muster.node.capture;

import io.muster.codecs.CaptureBatchDecoder;
import io.muster.codecs.CaptureWay;
import io.muster.codecs.CapturedDecoder;
import io.muster.codecs.NodeKind;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.Locale;

/**
 * Goes through a capture, message by message: batch by batch, and in a batch in the order of their times. Those of one
 * thread are in the order in which it captured them. Files may be copies, be damaged, or be written to meanwhile; none
 * is changed. Memory does not depend on how many there are.
 */
public final class CaptureReader implements AutoCloseable
{
    private final CapturedDecoder captured = new CapturedDecoder();
    private final Iterator<Path> files;
    private final boolean isSalvaged;
    private final BatchOrder order = new BatchOrder();
    private CaptureFile file;
    private String damage;
    private long damages;
    private boolean isCutShort;
    private NodeKind kind = NodeKind.NULL_VAL;
    private int nodeId;
    private long startMs;
    private long batchSeq;
    private long dropped;

    /**
     * At its beginning.
     *
     * @param isSalvaged go on behind what is damaged.
     */
    public CaptureReader(final Path dir, final boolean isSalvaged)
    {
        files = CaptureFile.in(dir).iterator();
        this.isSalvaged = isSalvaged;
    }

    /** Whether a directory has files of a capture. */
    public static boolean isCapture(final Path dir)
    {
        return Files.isDirectory(dir) && !CaptureFile.in(dir).isEmpty();
    }

    /**
     * Go to the next message.
     *
     * @return false at the end of the capture, or where {@link #damage} says.
     */
    public boolean next()
    {
        while (!order.hasNext())
        {
            if (!order.isWhole())
            {
                fail(file.path() + ": batch " + batchSeq + " has a message that goes on behind its end");
            }
            if (!nextBatch())
            {
                return false;
            }
        }
        captured.wrap(file.buffer(), order.next(), file.batch().capturedBlockLength(), file.version());
        return true;
    }

    private boolean nextBatch()
    {
        order.clear();
        while (damage == null || isSalvaged)
        {
            if (file != null && (file.next() || isRegained()))
            {
                if (take())
                {
                    return true;
                }
            }
            else if (!nextFile())
            {
                return false;
            }
        }
        return false;
    }

    /** The file has ended; where that is by damage, there may be more behind it. */
    private boolean isRegained()
    {
        isCutShort |= file.isCutShort();
        if (file.damage() == null)
        {
            return false;
        }
        fail(file.damage());
        return isSalvaged && file.salvage() && file.next();
    }

    private boolean fail(final String sentence)
    {
        damage = damage == null ? sentence : damage;
        damages++;
        order.clear();
        return false;
    }

    private boolean nextFile()
    {
        CloseHelper.quietClose(file);
        file = null;
        while (file == null && files.hasNext())
        {
            file = open(files.next());
        }
        return file != null;
    }

    /** A process that runs may have dropped its oldest since they were listed; a gap would show by the numbers. */
    private static CaptureFile open(final Path path)
    {
        try
        {
            return new CaptureFile(path);
        }
        catch (final UncheckedIOException ex)
        {
            if (ex.getCause() instanceof NoSuchFileException)
            {
                return null;
            }
            throw ex;
        }
    }

    private boolean take()
    {
        final CaptureBatchDecoder batch = file.batch();
        final NodeKind batchKind = kind(batch.nodeKindRaw());
        if (nodeId != 0 && (batch.nodeId() != nodeId || batchKind != kind))
        {
            return fail(file.path() + " is of " + name(batchKind, batch.nodeId()) +
                ", and those before it are of " + name(kind, nodeId));
        }
        kind = batchKind;
        nodeId = batch.nodeId();
        final long missing = batch.startMs() == startMs ? batch.batchSeq() - batchSeq - 1 : 0;
        startMs = batch.startMs();
        batchSeq = batch.batchSeq();
        dropped = batch.dropped();
        if (missing != 0)
        {
            fail(file.path() + ": batch " + batchSeq + " of the process comes " +
                (missing > 0 ? "after " + missing + " that are gone, with a file perhaps" : "a second time"));
        }
        if (missing == 0 || isSalvaged)
        {
            order.of(file);
            return true;
        }
        return false;
    }

    private static NodeKind kind(final short raw)
    {
        return raw == NodeKind.SESSION.value() ? NodeKind.SESSION :
            raw == NodeKind.GAME.value() ? NodeKind.GAME : NodeKind.NULL_VAL;
    }

    private static String name(final NodeKind kind, final int nodeId)
    {
        return kind.name().toLowerCase(Locale.ROOT) + " node " + nodeId;
    }

    /** When, between whom and how long the message is that was gone to. */
    public CapturedDecoder captured()
    {
        return captured;
    }

    /** Way of the message, NULL_VAL if a later build wrote one that is not known here. */
    public CaptureWay way()
    {
        final short raw = captured.wayRaw();
        return raw >= CaptureWay.FROM_PLAYER.value() && raw <= CaptureWay.JOURNAL.value() ?
            CaptureWay.get(raw) : CaptureWay.NULL_VAL;
    }

    /** Holds the message; until the next one. */
    public DirectBuffer buffer()
    {
        return file.buffer();
    }

    /** Where the message begins, header first. */
    public int offset()
    {
        return captured.offset() + file.batch().capturedBlockLength();
    }

    /** Of the message in bytes; 0: there is none. */
    public int length()
    {
        return captured.length();
    }

    /** What captured; NULL_VAL if a later build has another kind of node. */
    public NodeKind kind()
    {
        return kind;
    }

    /** Which one. */
    public int nodeId()
    {
        return nodeId;
    }

    /** When the process that captured this had begun; it changes where a process ended and another went on. */
    public long startMs()
    {
        return startMs;
    }

    /** Messages that this process had not captured before the batch that this message is in. */
    public long dropped()
    {
        return dropped;
    }

    /** The first damage met, with file and place; or null. */
    public String damage()
    {
        return damage;
    }

    /** How often damage was met. */
    public long damages()
    {
        return damages;
    }

    /** A process was killed in the middle of a write, or writes still: nothing that was complete is missing. */
    public boolean isCutShort()
    {
        return isCutShort;
    }

    @Override
    public void close()
    {
        CloseHelper.quietClose(file);
    }
}
