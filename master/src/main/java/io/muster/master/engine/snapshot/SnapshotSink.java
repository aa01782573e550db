package io.muster.master.engine.snapshot;

import org.agrona.DirectBuffer;

/** Where a snapshot goes. */
@FunctionalInterface
public interface SnapshotSink
{
    /**
     * Take one record, at most {@link SnapshotWriter#RECORD_BYTES_MAX} bytes long. The buffer is used again for the
     * next one.
     *
     * @param buffer that holds the record, message header first.
     * @param offset of the record in the buffer.
     * @param length of the record in bytes.
     */
    void record(DirectBuffer buffer, int offset, int length);
}
