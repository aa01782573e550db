package io.muster.master.engine;

import io.muster.codecs.FindInstancesDecoder;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.FindUserDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstancesFoundEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.QueryRefusedEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserFoundEncoder;
import io.muster.master.engine.answer.QueryFrame;
import io.muster.master.engine.answer.RecordAnswers;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.InstanceDirectory;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.log.LogClock;
import org.agrona.DirectBuffer;
import org.agrona.MutableDirectBuffer;

/** Answers queries from what is there now. Changes nothing, so replicas need not agree on what they are asked. */
final class Answers
{
    private static final int INSTANCES_MAX = 100;
    private static final int HEADER_BYTES = MessageHeaderEncoder.ENCODED_LENGTH;

    private final MessageHeaderDecoder asked = new MessageHeaderDecoder();
    private final FindInstancesDecoder findInstances = new FindInstancesDecoder();
    private final FindUserDecoder findUser = new FindUserDecoder();
    private final FindRecordsDecoder findRecords = new FindRecordsDecoder();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final InstancesFoundEncoder instancesFound = new InstancesFoundEncoder();
    private final UserFoundEncoder userFound = new UserFoundEncoder();
    private final QueryRefusedEncoder queryRefused = new QueryRefusedEncoder();
    private final Directories directories;
    private final RecordAnswers records;
    private final int[] found = new int[INSTANCES_MAX];

    private long position;
    private MutableDirectBuffer answer;

    Answers(final Directories directories, final LogClock clock)
    {
        this.directories = directories;
        records = new RecordAnswers(directories, clock);
    }

    /** As {@link Engine#answer}. */
    int answer(
        final DirectBuffer query,
        final int offset,
        final int length,
        final long atPosition,
        final MutableDirectBuffer into)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return 0;
        }
        asked.wrap(query, offset);
        if (asked.schemaId() != MessageHeaderDecoder.SCHEMA_ID)
        {
            return 0;
        }

        position = atPosition;
        answer = into;
        final int bytesLeft = length - MessageHeaderDecoder.ENCODED_LENGTH;
        return switch (asked.templateId())
        {
            case FindInstancesDecoder.TEMPLATE_ID -> isWhole(FindInstancesDecoder.BLOCK_LENGTH, bytesLeft) ?
                on(findInstances.wrapAndApplyHeader(query, offset, asked)) : 0;
            case FindUserDecoder.TEMPLATE_ID -> isWhole(FindUserDecoder.BLOCK_LENGTH, bytesLeft) ?
                on(findUser.wrapAndApplyHeader(query, offset, asked)) : 0;
            case FindRecordsDecoder.TEMPLATE_ID -> QueryFrame.isWhole(query, offset, length) ?
                on(findRecords.wrapAndApplyHeader(query, offset, asked)) : 0;
            default -> 0;
        };
    }

    private boolean isWhole(final int blockLengthMin, final int bytesLeft)
    {
        return asked.blockLength() >= blockLengthMin && asked.blockLength() <= bytesLeft;
    }

    private int on(final FindInstancesDecoder query)
    {
        if (query.instancesMax() < 1 || query.instancesMax() > INSTANCES_MAX)
        {
            return refuse(query.queryId(), RefusalCode.LIMIT_OUT_OF_RANGE);
        }

        final int typeIndex = query.offset() + FindInstancesDecoder.gameTypeEncodingOffset();
        final int count = find(
            GameTypes.head(query.buffer(), typeIndex), GameTypes.tail(query.buffer(), typeIndex), query.instancesMax());
        instancesFound.wrapAndApplyHeader(answer, 0, header)
            .queryId(query.queryId())
            .position(position);
        final InstanceDirectory instances = directories.instances();
        final InstancesFoundEncoder.InstancesEncoder group = instancesFound.instancesCount(count);
        for (int i = 0; i < count; i++)
        {
            group.next()
                .instanceId(instances.id(found[i]))
                .seatsTaken((short)instances.seatsTakenCount(found[i]))
                .seatsMax((short)instances.seatsMax(found[i]));
        }
        return HEADER_BYTES + instancesFound.encodedLength();
    }

    private int find(final long typeHead, final long typeTail, final int countMax)
    {
        final InstanceDirectory instances = directories.instances();
        final int type = directories.gameTypes().numberOf(typeHead, typeTail);
        int count = 0;
        int next = instances.openAfter(type, 0);
        while (next != InstanceDirectory.NONE && count < countMax)
        {
            found[count++] = next;
            next = instances.openAfter(type, instances.id(next));
        }
        return count;
    }

    private int on(final FindUserDecoder query)
    {
        final UserDirectory users = directories.users();
        final int user = users.byId(query.userId());
        if (user == UserDirectory.NONE)
        {
            return refuse(query.queryId(), RefusalCode.USER_UNKNOWN);
        }

        userFound.wrapAndApplyHeader(answer, 0, header)
            .queryId(query.queryId())
            .position(position)
            .userId(query.userId())
            .requestSeq(users.requestSeq(user))
            .eventSeq(users.eventSeq(user))
            .instanceId(users.isSeated(user) ? users.instanceId(user) : 0)
            .seat((short)(users.isSeated(user) ? users.seat(user) : 0));
        return HEADER_BYTES + userFound.encodedLength();
    }

    private int on(final FindRecordsDecoder query)
    {
        final RefusalCode refusal = records.answer(query, position, answer);
        return refusal == RefusalCode.NONE ? records.length() : refuse(query.queryId(), refusal);
    }

    private int refuse(final long queryId, final RefusalCode code)
    {
        queryRefused.wrapAndApplyHeader(answer, 0, header)
            .queryId(queryId)
            .position(position)
            .code(code);
        return HEADER_BYTES + queryRefused.encodedLength();
    }
}
