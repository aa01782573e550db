package io.muster.master.recording;

import io.aeron.archive.client.AeronArchive;
import io.aeron.archive.client.RecordingDescriptorConsumer;

import java.io.File;
import java.util.function.Consumer;

/** A recording as the archive's catalog has it. */
public record Extent(
    long recordingId,
    long startPosition,
    long stopPosition,
    int initialTermId,
    int segmentBytes,
    int termBytes,
    int sessionId,
    int streamId)
{
    /** @throws DamageException when the catalog does not have it, or what it has makes no sense. */
    public static Extent of(final AeronArchive archive, final long recordingId)
    {
        final Extent[] found = new Extent[1];
        archive.listRecording(recordingId, listener((extent) -> found[0] = extent));
        if (found[0] == null)
        {
            throw new DamageException("the archive has no recording " + recordingId);
        }
        if (!found[0].isPossible())
        {
            throw new DamageException("the archive's catalog has an impossible " + found[0]);
        }
        return found[0];
    }

    /** Takes what a catalog lists. */
    public static RecordingDescriptorConsumer listener(final Consumer<Extent> next)
    {
        return (control, correlation, id, startedMs, stoppedMs, start, stop, initialTermId, segmentBytes, termBytes,
            mtuBytes, sessionId, streamId, stripped, channel, source) ->
            next.accept(new Extent(id, start, stop, initialTermId, segmentBytes, termBytes, sessionId, streamId));
    }

    /** The same, ended elsewhere. */
    public Extent until(final long position)
    {
        return new Extent(
            recordingId, startPosition, position, initialTermId, segmentBytes, termBytes, sessionId, streamId);
    }

    boolean isPossible()
    {
        return startPosition >= 0 && termBytes > 0 && Integer.bitCount(termBytes) == 1 &&
            segmentBytes >= termBytes && Integer.bitCount(segmentBytes) == 1;
    }

    /** The file that holds a position. */
    public File fileOf(final File archiveDir, final long position)
    {
        return new File(archiveDir, recordingId + "-" + fileStart(position) + ".rec");
    }

    /** Where in its file a position is. */
    public long fileOffset(final long position)
    {
        return position - fileStart(position);
    }

    private long fileStart(final long position)
    {
        return AeronArchive.segmentFileBasePosition(startPosition, position, termBytes, segmentBytes);
    }

    /** Where the term of a position ends, or the recording, if that is earlier. */
    public long termEnd(final long position)
    {
        return Math.min(stopPosition, position - termOffset(position) + termBytes);
    }

    /** How far into its term a position is. */
    public int termOffset(final long position)
    {
        return (int)(position & (termBytes - 1));
    }

    /** Which term buffer a position is in. */
    public int termId(final long position)
    {
        return initialTermId + (int)(position / termBytes);
    }
}
