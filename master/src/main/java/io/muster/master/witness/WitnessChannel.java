package io.muster.master.witness;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.Subscription;
import io.aeron.logbuffer.BufferClaim;
import io.aeron.logbuffer.FragmentHandler;
import io.aeron.logbuffer.Header;
import io.muster.codecs.AppliedDecoder;
import io.muster.codecs.AppliedEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RecordedDecoder;
import io.muster.codecs.RecordedEncoder;
import io.muster.codecs.Streams;
import io.muster.master.disk.DiskWatch;
import io.muster.node.Members;
import io.muster.node.Members.Member;
import io.muster.node.Members.Port;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Tells the other replicas what this one has applied, and hears it of them. Owned by the service's thread.
 * <p>
 * The leader waits for claims with everything that it has to say, so it hears of progress at once, and then again after
 * a moment. The standbys need claims for queries alone, and hear them less often. A claim that cannot be sent is
 * dropped: the next one says more. A replica that does not listen holds nobody up.
 */
public final class WitnessChannel implements FragmentHandler, AutoCloseable
{
    private static final int FRAGMENT_LIMIT = 32;
    private static final long STANDBY_INTERVAL_NS = TimeUnit.MILLISECONDS.toNanos(1);
    private static final int APPLIED_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + AppliedEncoder.BLOCK_LENGTH;
    private static final int RECORDED_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + RecordedEncoder.BLOCK_LENGTH;

    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final AppliedEncoder appliedEncoder = new AppliedEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final AppliedDecoder applied = new AppliedDecoder();
    private final RecordedEncoder recordedEncoder = new RecordedEncoder();
    private final RecordedDecoder recorded = new RecordedDecoder();
    private final BufferClaim claim = new BufferClaim();
    private final int memberId;
    private final Witness witness;
    private final DiskWatch disk;
    private final Subscription subscription;
    private final List<Line> lines = new ArrayList<>();
    private final long gatherNs;
    private final AtomicCounter framesRefused;
    private int leaderId = -1;
    private long polledNs;

    /**
     * @param gatherNs      how long a claim waits after the last one, so that it says more.
     * @param disk          hears what the others have recorded.
     * @param framesRefused counts what was heard and is no claim.
     */
    public WitnessChannel(
        final Aeron aeron,
        final Members members,
        final int memberId,
        final long gatherNs,
        final Witness witness,
        final DiskWatch disk,
        final AtomicCounter framesRefused)
    {
        this.memberId = memberId;
        this.witness = witness;
        this.disk = disk;
        this.gatherNs = gatherNs;
        this.framesRefused = framesRefused;
        subscription = aeron.addSubscription(
            "aeron:udp?endpoint=" + members.member(memberId).endpoint(Port.WITNESS), Streams.WITNESS);
        for (final Member member : members.all())
        {
            if (member.memberId() != memberId)
            {
                lines.add(new Line(member.memberId(), aeron.addExclusivePublication(
                    "aeron:udp?term-length=64k|endpoint=" + member.endpoint(Port.WITNESS), Streams.WITNESS)));
            }
        }
    }

    /** Who leads from now on. */
    public void leader(final int memberId)
    {
        leaderId = memberId;
    }

    /** Tell those others how far this replica has come for whom it is time, and who were not told. */
    public int publish(final long position, final long digest, final long nowNs)
    {
        int published = 0;
        for (int i = 0; i < lines.size(); i++)
        {
            final Line line = lines.get(i);
            final long intervalNs = line.memberId == leaderId ? gatherNs : STANDBY_INTERVAL_NS;
            if (position > line.position && nowNs - line.publishedNs >= intervalNs)
            {
                line.publishedNs = nowNs;
                publish(line, position, digest);
                published++;
            }
        }
        return published;
    }

    /** Tell all others now. */
    public void publish(final long position, final long digest)
    {
        for (int i = 0; i < lines.size(); i++)
        {
            publish(lines.get(i), position, digest);
        }
    }

    private void publish(final Line line, final long position, final long digest)
    {
        if (line.publication.tryClaim(APPLIED_BYTES, claim) > 0)
        {
            line.position = position;
            appliedEncoder.wrapAndApplyHeader(claim.buffer(), claim.offset(), headerEncoder)
                .position(position)
                .digest(digest)
                .memberId(memberId);
            claim.commit();
        }
    }

    /** Tell all others how far this replica has recorded a term's log. */
    public void publishRecorded(final long leadershipTermId, final long position)
    {
        for (int i = 0; i < lines.size(); i++)
        {
            if (lines.get(i).publication.tryClaim(RECORDED_BYTES, claim) > 0)
            {
                recordedEncoder.wrapAndApplyHeader(claim.buffer(), claim.offset(), headerEncoder)
                    .leadershipTermId(leadershipTermId)
                    .position(position)
                    .memberId(memberId);
                claim.commit();
            }
        }
    }

    /** Hear the others. */
    public int poll(final long nowNs)
    {
        polledNs = nowNs;
        return subscription.poll(this, FRAGMENT_LIMIT);
    }

    @Override
    public void onFragment(final DirectBuffer buffer, final int offset, final int length, final Header ignored)
    {
        header.wrap(buffer, offset);
        if (isOf(AppliedDecoder.TEMPLATE_ID, AppliedDecoder.BLOCK_LENGTH, length))
        {
            applied.wrapAndApplyHeader(buffer, offset, header);
            witness.heard(applied.memberId(), applied.position(), applied.digest());
        }
        else if (isOf(RecordedDecoder.TEMPLATE_ID, RecordedDecoder.BLOCK_LENGTH, length))
        {
            recorded.wrapAndApplyHeader(buffer, offset, header);
            disk.heard(recorded.memberId(), recorded.leadershipTermId(), recorded.position(), polledNs);
        }
        else
        {
            framesRefused.increment();
        }
    }

    private boolean isOf(final int templateId, final int blockBytes, final int length)
    {
        return header.schemaId() == MessageHeaderDecoder.SCHEMA_ID && header.templateId() == templateId &&
            header.blockLength() >= blockBytes && length >= MessageHeaderDecoder.ENCODED_LENGTH + blockBytes;
    }

    @Override
    public void close()
    {
        lines.forEach((line) -> CloseHelper.quietClose(line.publication));
        CloseHelper.quietClose(subscription);
    }

    /** To one other replica. */
    private static final class Line
    {
        private final int memberId;
        private final ExclusivePublication publication;
        private long position = -1;
        private long publishedNs;

        private Line(final int memberId, final ExclusivePublication publication)
        {
            this.memberId = memberId;
            this.publication = publication;
        }
    }
}
