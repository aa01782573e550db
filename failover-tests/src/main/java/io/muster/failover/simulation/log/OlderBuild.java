package io.muster.failover.simulation.log;

import io.muster.codecs.InstanceRecordDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SnapshotEndDecoder;
import io.muster.codecs.SnapshotEndEncoder;
import io.muster.codecs.SnapshotSlabDecoder;
import io.muster.codecs.SnapshotSlabEncoder;
import io.muster.master.engine.log.Digest;
import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * Snapshots as builds wrote them whose schema was of version 0: records of instances end before attributes and tags.
 * Only where nothing was declared, since they could not have kept that.
 */
final class OlderBuild
{
    private static final int VERSION = 0;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int INSTANCE_BYTES =
        BitUtil.align(InstanceRecordDecoder.attributesSetEncodingOffset(), Long.BYTES);

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final MessageHeaderEncoder newHeader = new MessageHeaderEncoder();
    private final SnapshotSlabDecoder slab = new SnapshotSlabDecoder();
    private final Digest checksum = new Digest();

    /** What an older build would have written. */
    List<byte[]> rewritten(final List<byte[]> records)
    {
        final List<byte[]> older = new ArrayList<>(records.size());
        for (final byte[] record : records)
        {
            final byte[] next = rewritten(record);
            newHeader.wrap(new UnsafeBuffer(next), 0).version(VERSION);
            checksum.add(new UnsafeBuffer(next), 0, next.length);
            older.add(next);
        }
        return older;
    }

    private byte[] rewritten(final byte[] record)
    {
        final UnsafeBuffer source = new UnsafeBuffer(record);
        final int templateId = header.wrap(source, 0).templateId();
        if (templateId == SnapshotEndDecoder.TEMPLATE_ID)
        {
            final UnsafeBuffer end = new UnsafeBuffer(record.clone());
            new SnapshotEndEncoder().wrap(end, HEADER_BYTES).checksum(checksum.value());
            return end.byteArray();
        }
        if (templateId == SnapshotSlabDecoder.TEMPLATE_ID)
        {
            slab.wrapAndApplyHeader(source, 0, header);
            return slab.recordTemplateId() == InstanceRecordDecoder.TEMPLATE_ID ? cut() : record.clone();
        }
        return record.clone();
    }

    /** The same slab with shorter blocks. */
    private byte[] cut()
    {
        final SnapshotSlabEncoder older = new SnapshotSlabEncoder();
        final UnsafeBuffer target = new UnsafeBuffer(new byte[HEADER_BYTES + slab.sbeBlockLength() +
            SnapshotSlabEncoder.recordsHeaderLength() + slab.recordsLength()]);
        older.wrapAndApplyHeader(target, 0, newHeader)
            .live(slab.live())
            .firstSlot(slab.firstSlot())
            .recordTemplateId(slab.recordTemplateId())
            .recordBlockLength(INSTANCE_BYTES)
            .links(slab.links());
        final int blockBytes = slab.recordBlockLength();
        final int linkBytes = slab.links() * Integer.BYTES;
        final DirectBuffer blocks = new UnsafeBuffer(0, 0);
        slab.wrapRecords(blocks);
        final UnsafeBuffer shorter = new UnsafeBuffer(new byte[blocks.capacity()]);
        int length = 0;
        for (int at = 0; at < blocks.capacity(); at += blockBytes + linkBytes)
        {
            requireZeros(blocks, at + InstanceRecordDecoder.attributesSetEncodingOffset(), at + blockBytes);
            shorter.putBytes(length, blocks, at, INSTANCE_BYTES);
            shorter.putBytes(length + INSTANCE_BYTES, blocks, at + blockBytes, linkBytes);
            length += INSTANCE_BYTES + linkBytes;
        }
        older.putRecords(shorter, 0, length);
        final byte[] record = new byte[HEADER_BYTES + older.encodedLength()];
        target.getBytes(0, record);
        return record;
    }

    private static void requireZeros(final DirectBuffer buffer, final int from, final int to)
    {
        for (int i = from; i < to; i++)
        {
            if (buffer.getByte(i) != 0)
            {
                throw new IllegalStateException("an instance has attributes, which nothing has declared");
            }
        }
    }
}
