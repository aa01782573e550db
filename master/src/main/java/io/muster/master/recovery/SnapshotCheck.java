package io.muster.master.recovery;

import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.client.AeronArchive;
import io.aeron.cluster.ConsensusModule;
import io.aeron.cluster.RecordingLog.Snapshot;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.SnapshotEndDecoder;
import io.muster.master.recording.AeronSection;
import io.muster.master.recording.DamageException;
import io.muster.master.recording.Extent;
import io.muster.master.recording.RecordedMessages;
import org.agrona.DirectBuffer;

import java.io.File;

/** Reads a snapshot from the disk, every frame of both its parts, without restoring anything from it. */
final class SnapshotCheck
{
    private final RecordedMessages messages;

    SnapshotCheck(final File archiveDir, final Checksum checksum)
    {
        messages = new RecordedMessages(archiveDir, checksum);
    }

    /** @throws DamageException when it is not what was written. */
    void check(final AeronArchive archive, final Snapshot ofModule, final Snapshot ofService)
    {
        final AeronSection module = new AeronSection(ofModule, ConsensusModule.Configuration.SNAPSHOT_TYPE_ID);
        messages.read(Extent.of(archive, ofModule.recordingId()), module);
        module.finish();

        final Records records = new Records(ofService);
        messages.read(Extent.of(archive, ofService.recordingId()), records);
        records.finish();
    }

    /** The service's part: what Aeron keeps of its sessions, and then records of the engine up to their end. */
    private static final class Records implements RecordedMessages.Listener
    {
        private final MessageHeaderDecoder header = new MessageHeaderDecoder();
        private final AeronSection sessions;
        private int lastTemplateId;

        private Records(final Snapshot snapshot)
        {
            sessions = new AeronSection(snapshot, ClusteredServiceContainer.Configuration.SNAPSHOT_TYPE_ID);
        }

        @Override
        public void onMessage(final DirectBuffer buffer, final int offset, final int length)
        {
            if (sessions.isEnded())
            {
                lastTemplateId = header.wrap(buffer, offset).templateId();
            }
            else
            {
                sessions.onMessage(buffer, offset, length);
            }
        }

        private void finish()
        {
            sessions.finish();
            if (lastTemplateId != SnapshotEndDecoder.TEMPLATE_ID)
            {
                throw new DamageException("the records of the engine have no end");
            }
        }
    }
}
