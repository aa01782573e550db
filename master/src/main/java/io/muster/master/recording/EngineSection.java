package io.muster.master.recording;

import io.aeron.cluster.RecordingLog.Snapshot;
import io.aeron.cluster.service.ClusteredServiceContainer;
import io.muster.master.engine.Engine;
import org.agrona.DirectBuffer;

/** The service's snapshot: what Aeron keeps of the cluster sessions, and then the engine's records. */
public final class EngineSection implements RecordedMessages.Listener
{
    private final AeronSection sessions;
    private final Engine engine;

    /** @param engine that has nothing yet. */
    public EngineSection(final Snapshot snapshot, final Engine engine)
    {
        sessions = new AeronSection(snapshot, ClusteredServiceContainer.Configuration.SNAPSHOT_TYPE_ID);
        this.engine = engine;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length)
    {
        if (sessions.isEnded())
        {
            engine.restore(buffer, offset, length);
        }
        else
        {
            sessions.onMessage(buffer, offset, length);
        }
    }

    /** All messages were given. */
    public void finish()
    {
        sessions.finish();
        engine.restored();
    }
}
