package io.muster.master.engine.answer;

import io.muster.codecs.BooleanType;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceRecordsFoundEncoder;
import io.muster.codecs.InstanceRecordsFoundEncoder.InstancesEncoder;
import io.muster.codecs.InstanceState;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.master.engine.directory.AttributeDirectory;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.query.Page;
import org.agrona.MutableDirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Instances as an operator wants to see them, each with the names that its game gives to attributes and tags. */
final class InstanceRows implements Rows
{
    private static final int ROW_BYTES = InstancesEncoder.sbeBlockLength() +
        InstancesEncoder.AttributesEncoder.HEADER_SIZE + InstancesEncoder.TagsEncoder.HEADER_SIZE;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstanceRecordsFoundEncoder found = new InstanceRecordsFoundEncoder();
    private final byte[] gameType = new byte[GameTypes.LENGTH];
    private final UnsafeBuffer gameTypeBuffer = new UnsafeBuffer(gameType);
    private final InstanceDirectory instances;
    private final GameTypeDirectory gameTypes;
    private final AttributeDirectory attributes;
    private final LogClock clock;

    InstanceRows(final Directories directories, final LogClock clock)
    {
        instances = directories.instances();
        gameTypes = directories.gameTypes();
        attributes = directories.attributes();
        this.clock = clock;
    }

    @Override
    public int write(
        final MutableDirectBuffer into,
        final long queryId,
        final long position,
        final Question question,
        final Page page)
    {
        found.wrapAndApplyHeader(into, 0, header)
            .queryId(queryId)
            .position(position)
            .epoch(question.fieldsHash())
            .queryHash(question.wordsHash());
        final InstancesEncoder group = found.instancesCount(page.size());
        int rows = 0;
        while (rows < page.size() && found.limit() + bytes(page.slot(rows)) <= ANSWER_BYTES_MAX)
        {
            write(group.next(), page.slot(rows++));
        }
        group.resetCountToIndex();
        found.afterValue(Rows.afterValue(page, rows))
            .afterKey(Rows.afterKey(page, rows))
            .hasMore(Rows.hasMore(page, rows) ? BooleanType.TRUE : BooleanType.FALSE);
        return found.limit();
    }

    private int bytes(final int instance)
    {
        return ROW_BYTES +
            Long.bitCount(instances.attributesSet(instance)) * InstancesEncoder.AttributesEncoder.sbeBlockLength() +
            Long.bitCount(instances.tags(instance)) * InstancesEncoder.TagsEncoder.sbeBlockLength();
    }

    private void write(final InstancesEncoder row, final int instance)
    {
        final int type = instances.type(instance);
        GameTypes.put(gameTypeBuffer, 0, gameTypes.head(type), gameTypes.tail(type));
        row.instanceId(instances.id(instance))
            .ageMs(clock.nowMs() - instances.createdMs(instance))
            .nodeId(instances.nodeId(instance))
            .putGameType(gameType, 0)
            .seatsTaken((short)instances.seatsTakenCount(instance))
            .seatsMax((short)instances.seatsMax(instance))
            .state(instances.isRunning(instance) ? InstanceState.RUNNING : InstanceState.STARTING);
        writeAttributes(row, instance, type);
        writeTags(row, instance, type);
    }

    private void writeAttributes(final InstancesEncoder row, final int instance, final int type)
    {
        final long set = instances.attributesSet(instance);
        final InstancesEncoder.AttributesEncoder entry = row.attributesCount(Long.bitCount(set));
        for (long left = set; left != 0; left &= left - 1)
        {
            final int attribute = Long.numberOfTrailingZeros(left);
            entry.next()
                .name(attributes.attributeName(type, attribute))
                .value(instances.attribute(instance, attribute))
                .kind(attributes.kind(type, attribute));
        }
    }

    private void writeTags(final InstancesEncoder row, final int instance, final int type)
    {
        final long tags = instances.tags(instance);
        final InstancesEncoder.TagsEncoder entry = row.tagsCount(Long.bitCount(tags));
        for (long left = tags; left != 0; left &= left - 1)
        {
            entry.next().name(attributes.tagName(type, Long.numberOfTrailingZeros(left)));
        }
    }
}
