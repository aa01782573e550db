package io.muster.failover.simulation.scan;

import io.muster.codecs.BooleanType;
import io.muster.codecs.ConditionTest;
import io.muster.codecs.FindInstancesEncoder;
import io.muster.codecs.FindRecordsEncoder;
import io.muster.codecs.InstanceRecordsFoundDecoder;
import io.muster.codecs.InstanceState;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RecordKind;
import io.muster.codecs.UserRecordsFoundDecoder;
import io.muster.failover.simulation.world.Broken;
import io.muster.master.engine.Engine;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/** Asks one engine for records. */
public final class Scan
{
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;
    private static final int PAGE = 100;

    private final ExpandableArrayBuffer query = new ExpandableArrayBuffer();
    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserRecordsFoundDecoder usersFound = new UserRecordsFoundDecoder();
    private final InstanceRecordsFoundDecoder instancesFound = new InstanceRecordsFoundDecoder();
    private final Engine engine;
    private long epoch;
    private long queryHash;
    private long afterValue;
    private long afterKey;

    /** A user as a query tells it. */
    public record UserRow(long id, String name, int nodeId, long instanceId, int seat)
    {
    }

    /** An instance as a query tells it. */
    public record InstanceRow(
        long id,
        int nodeId,
        int seatsTaken,
        int seatsMax,
        boolean isRunning,
        Map<Long, Long> attributes,
        TreeSet<Long> tags)
    {
    }

    public Scan(final Engine engine)
    {
        this.engine = engine;
    }

    /** All users, as they lie. */
    public List<UserRow> users()
    {
        return users(0, 0, "");
    }

    /** Users with a field of a value. */
    public List<UserRow> users(final String field, final long value)
    {
        return users(Keyword.of(field), value, "");
    }

    /** The users with a name. */
    public List<UserRow> usersNamed(final String name)
    {
        return users(Keyword.of("name"), 0, name);
    }

    private List<UserRow> users(final long field, final long value, final String text)
    {
        final List<UserRow> rows = new ArrayList<>();
        boolean hasMore = true;
        begin();
        while (hasMore)
        {
            ask(RecordKind.USERS, field, value, text);
            if (header.wrap(answer, 0).templateId() != UserRecordsFoundDecoder.TEMPLATE_ID)
            {
                throw new Broken("IndexesAgree", "a query for users is refused");
            }
            usersFound.wrapAndApplyHeader(answer, 0, header);
            goOn(usersFound.epoch(), usersFound.queryHash(), usersFound.afterValue(), usersFound.afterKey());
            hasMore = usersFound.hasMore() == BooleanType.TRUE;
            for (final UserRecordsFoundDecoder.UsersDecoder row : usersFound.users())
            {
                rows.add(new UserRow(row.userId(), row.name(), row.nodeId(), row.instanceId(), row.seat()));
            }
        }
        return rows;
    }

    /** All instances, as they lie. */
    public List<InstanceRow> instances()
    {
        return instances(0, 0);
    }

    /** Instances with a field of a value. */
    public List<InstanceRow> instances(final String field, final long value)
    {
        return instances(Keyword.of(field), value);
    }

    private List<InstanceRow> instances(final long field, final long value)
    {
        final List<InstanceRow> rows = new ArrayList<>();
        boolean hasMore = true;
        begin();
        while (hasMore)
        {
            ask(RecordKind.INSTANCES, field, value, "");
            if (header.wrap(answer, 0).templateId() != InstanceRecordsFoundDecoder.TEMPLATE_ID)
            {
                throw new Broken("IndexesAgree", "a query for instances is refused");
            }
            instancesFound.wrapAndApplyHeader(answer, 0, header);
            goOn(instancesFound.epoch(), instancesFound.queryHash(), instancesFound.afterValue(),
                instancesFound.afterKey());
            hasMore = instancesFound.hasMore() == BooleanType.TRUE;
            for (final InstanceRecordsFoundDecoder.InstancesDecoder row : instancesFound.instances())
            {
                rows.add(rowOf(row));
            }
        }
        return rows;
    }

    private static InstanceRow rowOf(final InstanceRecordsFoundDecoder.InstancesDecoder row)
    {
        final Map<Long, Long> attributes = new TreeMap<>();
        final TreeSet<Long> tags = new TreeSet<>();
        final InstanceRow made = new InstanceRow(row.instanceId(), row.nodeId(), row.seatsTaken(), row.seatsMax(),
            row.state() == InstanceState.RUNNING, attributes, tags);
        row.attributes().forEach((attribute) -> attributes.put(attribute.name(), attribute.value()));
        row.tags().forEach((tag) -> tags.add(tag.name()));
        return made;
    }

    /** The oldest running instances of a game that have a free seat, at most a hundred. */
    public List<Long> open(final byte[] gameType)
    {
        final FindInstancesEncoder find = new FindInstancesEncoder().wrapAndApplyHeader(
            query, 0, new MessageHeaderEncoder()).putGameType(gameType, 0).instancesMax((short)PAGE);
        engine.answer(query, 0, HEADER_BYTES + find.encodedLength(), 0, answer);
        final List<Long> ids = new ArrayList<>();
        new InstancesFoundDecoder().wrapAndApplyHeader(answer, 0, header).instances()
            .forEach((row) -> ids.add(row.instanceId()));
        return ids;
    }

    private void begin()
    {
        goOn(0, 0, 0, 0);
    }

    private void goOn(final long itsEpoch, final long itsHash, final long itsValue, final long itsKey)
    {
        epoch = itsEpoch;
        queryHash = itsHash;
        afterValue = itsValue;
        afterKey = itsKey;
    }

    private void ask(final RecordKind kind, final long field, final long value, final String text)
    {
        final FindRecordsEncoder find = new FindRecordsEncoder()
            .wrapAndApplyHeader(query, 0, new MessageHeaderEncoder())
            .queryId(1)
            .position(0)
            .orderBy(0)
            .epoch(epoch)
            .queryHash(queryHash)
            .afterValue(afterValue)
            .afterKey(afterKey)
            .nodeId(0)
            .putGameType(new byte[FindRecordsEncoder.gameTypeLength()], 0)
            .kind(kind)
            .recordsMax((short)PAGE)
            .isExplained(BooleanType.FALSE);
        final FindRecordsEncoder.ConditionsEncoder conditions = find.conditionsCount(field == 0 ? 0 : 1);
        if (field != 0)
        {
            conditions.next().field(field).low(value).high(value)
                .test(text.isEmpty() ? ConditionTest.EQUAL : ConditionTest.TEXT);
        }
        find.text(text);
        engine.answer(query, 0, HEADER_BYTES + find.encodedLength(), 0, answer);
    }
}
