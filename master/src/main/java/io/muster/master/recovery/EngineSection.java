package io.muster.master.recovery;

import io.aeron.cluster.RecordingLog.Snapshot;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.master.engine.Engine;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.DirectBuffer;

/** The service's snapshot: what Aeron keeps of the cluster sessions, and then the engine's records. */
final class EngineSection implements RecordedMessages.Listener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AeronSection sessions;
    private final Snapshot snapshot;
    private final Engine engine;

    /** @param engine that has nothing yet. */
    EngineSection(final Snapshot snapshot, final Engine engine)
    {
        sessions = new AeronSection(snapshot, ClusteredServiceContainer.Configuration.SNAPSHOT_TYPE_ID);
        this.snapshot = snapshot;
        this.engine = engine;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length)
    {
        if (sessions.isEnded())
        {
            refuseLater(buffer, offset, length);
            engine.restore(buffer, offset, length);
        }
        else
        {
            sessions.onMessage(buffer, offset, length);
        }
    }

    /** A later build's snapshot is no damage: it is the build that is wrong. */
    private void refuseLater(final DirectBuffer buffer, final int offset, final int length)
    {
        if (length >= MessageHeaderDecoder.ENCODED_LENGTH)
        {
            header.wrap(buffer, offset);
            if (header.schemaId() == MessageHeaderDecoder.SCHEMA_ID &&
                header.version() > MessageHeaderDecoder.SCHEMA_VERSION)
            {
                throw new StartupException(StartupError.SNAPSHOT_LATER,
                    "the snapshot at position " + snapshot.logPosition() + " (recording " + snapshot.recordingId() +
                    ") has version " + header.version() + ", and this build reads up to " +
                    MessageHeaderDecoder.SCHEMA_VERSION + "; start the build that wrote it, or a later one");
            }
        }
    }

    /** All messages were given. */
    void finish()
    {
        sessions.finish();
        engine.restored();
    }
}
