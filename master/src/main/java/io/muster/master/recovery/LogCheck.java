package io.muster.master.recovery;

import io.aeron.Aeron;
import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog.Entry;
import io.aeron.cluster.RecordingLog;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.NewLeadershipTermEventDecoder;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.Extent;
import io.muster.master.recording.RecordedMessages;
import org.agrona.DirectBuffer;

import java.io.File;
import java.util.List;

/**
 * Reads the log that a replica is about to go on with, every frame of it, and compares the terms in it with those of
 * the recording log. That file has no checksum, and too high a term in it would win elections with too short a log.
 */
final class LogCheck implements RecordedMessages.Listener
{
    private static final int LOG_STREAM = ConsensusModule.Configuration.LOG_STREAM_ID_DEFAULT;

    private final RecordedMessages messages;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final NewLeadershipTermEventDecoder termEvent = new NewLeadershipTermEventDecoder();
    private long lastTermId;
    private long lastTermBase;

    LogCheck(final File archiveDir, final Checksum checksum)
    {
        messages = new RecordedMessages(archiveDir, checksum);
    }

    /**
     * @param from   where the state ends that was restored.
     * @param termId the term there, or -1.
     * @throws DamageException when the log is not what was recorded, or not the recording log's.
     */
    void check(final AeronArchive archive, final RecordingLog log, final long from, final long termId)
    {
        final long recordingId = log.findLastTermRecordingId();
        if (recordingId == Aeron.NULL_VALUE)
        {
            return;
        }
        final Extent extent = Extent.of(archive, recordingId);
        require(extent.streamId() == LOG_STREAM, "has recording " + recordingId + " for the log, which is another");
        lastTermId = termId;
        lastTermBase = 0;
        if (extent.stopPosition() > from)
        {
            messages.read(extent, Math.max(from, extent.startPosition()), this);
        }
        compare(log.entries().stream()
            .filter((it) -> it.isValid && it.type == RecordingLog.ENTRY_TYPE_TERM)
            .toList());
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length)
    {
        header.wrap(buffer, offset);
        if (header.schemaId() == MessageHeaderDecoder.SCHEMA_ID &&
            header.templateId() == NewLeadershipTermEventDecoder.TEMPLATE_ID)
        {
            termEvent.wrapAndApplyHeader(buffer, offset, header);
            lastTermId = termEvent.leadershipTermId();
            lastTermBase = termEvent.termBaseLogPosition();
        }
    }

    /**
     * A kill may leave a term that is in the log and not noted yet, which makes this replica modest, or several that
     * are noted and not in the log yet, which follow on each other.
     */
    private void compare(final List<Entry> terms)
    {
        long expectedId = lastTermId + 1;
        for (final Entry term : terms)
        {
            if (lastTermId >= 0 && term.leadershipTermId > lastTermId)
            {
                require(term.leadershipTermId == expectedId && term.termBaseLogPosition >= lastTermBase,
                    "goes on with term " + term.leadershipTermId + " at " + term.termBaseLogPosition +
                    ", and the log ends with term " + lastTermId);
                expectedId++;
            }
            else if (term.leadershipTermId == lastTermId && lastTermBase > 0)
            {
                require(term.termBaseLogPosition == lastTermBase, "begins term " + lastTermId + " at " +
                    term.termBaseLogPosition + ", and the log at " + lastTermBase);
            }
        }
    }

    private static void require(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new DamageException("the recording log " + otherwise);
        }
    }
}
