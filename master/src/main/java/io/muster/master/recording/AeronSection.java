package io.muster.master.recording;

import io.aeron.cluster.RecordingLog.Snapshot;
import io.aeron.cluster.codecs.MessageHeaderDecoder;
import io.aeron.cluster.codecs.SnapshotMark;
import io.aeron.cluster.codecs.SnapshotMarkerDecoder;
import org.agrona.DirectBuffer;

/**
 * What Aeron itself writes into a snapshot: a mark at its beginning, the cluster sessions and the like, a mark at its
 * end. Checked to be whole and of the position; what is between the marks is for Aeron to understand.
 */
public final class AeronSection implements RecordedMessages.Listener
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final SnapshotMarkerDecoder marker = new SnapshotMarkerDecoder();
    private final Snapshot snapshot;
    private final long typeId;
    private boolean isBegun;
    private boolean isEnded;

    /** @param typeId of the section: the consensus module's or a service's. */
    public AeronSection(final Snapshot snapshot, final long typeId)
    {
        this.snapshot = snapshot;
        this.typeId = typeId;
    }

    /** Whether the mark at its end has come. */
    public boolean isEnded()
    {
        return isEnded;
    }

    @Override
    public void onMessage(final DirectBuffer buffer, final int offset, final int length)
    {
        check(!isEnded, "goes on after its end");
        check(length >= MessageHeaderDecoder.ENCODED_LENGTH, "has a message of " + length + " bytes");
        header.wrap(buffer, offset);
        check(header.schemaId() == MessageHeaderDecoder.SCHEMA_ID, "has the foreign schema " + header.schemaId());
        if (header.templateId() == SnapshotMarkerDecoder.TEMPLATE_ID)
        {
            check(length >= MessageHeaderDecoder.ENCODED_LENGTH + header.blockLength(), "has a mark that is cut off");
            onMark(marker.wrapAndApplyHeader(buffer, offset, header));
        }
        check(isBegun, "does not begin with its mark");
    }

    private void onMark(final SnapshotMarkerDecoder mark)
    {
        check(mark.typeId() == typeId && mark.logPosition() == snapshot.logPosition() &&
            mark.leadershipTermId() == snapshot.leadershipTermId(), "is one of another position");
        check(mark.mark() == (isBegun ? SnapshotMark.END : SnapshotMark.BEGIN), "has a mark in the wrong place");
        isEnded = isBegun;
        isBegun = true;
    }

    /** All messages were given. */
    public void finish()
    {
        check(isEnded, "has no end");
    }

    private void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new DamageException("what Aeron keeps in recording " + snapshot.recordingId() + " " + otherwise);
        }
    }
}
