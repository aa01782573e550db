package io.muster.master.engine.answer;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.BooleanType;
import io.muster.codecs.InstanceRecordsFoundDecoder;
import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeRecordsFoundDecoder;
import io.muster.codecs.QueryExplainedDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserRecordsFoundDecoder;
import io.muster.master.engine.Engine;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** An answer as the asker reads it: a line a row. Whatever was asked, it changed nothing. */
public final class Answered
{
    public static final long QUERY_ID = 77;

    public final List<String> rows = new ArrayList<>();
    public RefusalCode code = RefusalCode.NONE;
    public String explanation;
    public int length;
    boolean hasMore;
    private long epoch;
    private long queryHash;
    private long afterValue;
    private long afterKey;

    public static Answered of(final Engine engine, final Ask ask, final long position)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
        final DirectBuffer query = ask.encoded(QUERY_ID);
        final long digest = engine.digest();
        final int length = engine.answer(query, 0, ask.length(), position, buffer);
        assertEquals(digest, engine.digest(), "a query changes nothing");
        return new Answered(new UnsafeBuffer(buffer, 0, length), position);
    }

    public Answered(final DirectBuffer answer, final long position)
    {
        length = answer.capacity();
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(answer, 0);
        final QueryRefusedDecoder refused = new QueryRefusedDecoder();
        switch (header.templateId())
        {
            case QueryRefusedDecoder.TEMPLATE_ID ->
                code = refused.wrapAndApplyHeader(answer, 0, header).code();
            case QueryExplainedDecoder.TEMPLATE_ID ->
                explanation = new QueryExplainedDecoder().wrapAndApplyHeader(answer, 0, header).text();
            case UserRecordsFoundDecoder.TEMPLATE_ID ->
                read(new UserRecordsFoundDecoder().wrapAndApplyHeader(answer, 0, header));
            case InstanceRecordsFoundDecoder.TEMPLATE_ID ->
                read(new InstanceRecordsFoundDecoder().wrapAndApplyHeader(answer, 0, header));
            case NodeRecordsFoundDecoder.TEMPLATE_ID ->
                read(new NodeRecordsFoundDecoder().wrapAndApplyHeader(answer, 0, header));
            default -> throw new AssertionError("template " + header.templateId());
        }
        refused.wrap(answer, MessageHeaderDecoder.ENCODED_LENGTH, QueryRefusedDecoder.BLOCK_LENGTH, 0);
        assertEquals(QUERY_ID, refused.queryId());
        assertTrue(refused.position() >= position);
    }

    /** The same question, after this page. */
    Ask next(final Ask ask)
    {
        return ask.after(epoch, queryHash, afterValue, afterKey);
    }

    private void read(final UserRecordsFoundDecoder found)
    {
        goOn(found.epoch(), found.queryHash(), found.afterValue(), found.afterKey());
        hasMore = found.hasMore() == BooleanType.TRUE;
        for (final UserRecordsFoundDecoder.UsersDecoder row : found.users())
        {
            rows.add(row.userId() + " node " + row.nodeId() + " " + row.state() + " in " + row.instanceId() + " seat " +
                row.seat() + " away " + row.awayMs() + " " + row.name());
        }
        assertEquals(found.limit(), length, "nothing comes behind the rows");
    }

    private void read(final InstanceRecordsFoundDecoder found)
    {
        goOn(found.epoch(), found.queryHash(), found.afterValue(), found.afterKey());
        hasMore = found.hasMore() == BooleanType.TRUE;
        for (final InstanceRecordsFoundDecoder.InstancesDecoder row : found.instances())
        {
            final StringBuilder text = new StringBuilder().append(row.instanceId()).append(' ').append(row.gameType())
                .append(" node ").append(row.nodeId()).append(' ').append(row.state()).append(' ')
                .append(row.seatsTaken()).append('/').append(row.seatsMax()).append(" age ").append(row.ageMs());
            row.attributes().forEach((it) -> text.append(' ').append(Keyword.text(it.name())).append('=').append(
                it.kind() == AttributeKind.KEYWORD ? Keyword.text(it.value()) : String.valueOf(it.value())));
            row.tags().forEach((it) -> text.append(" #").append(Keyword.text(it.name())));
            rows.add(text.toString());
        }
        assertEquals(found.limit(), length, "nothing comes behind the rows");
    }

    private void read(final NodeRecordsFoundDecoder found)
    {
        goOn(found.epoch(), found.queryHash(), found.afterValue(), found.afterKey());
        hasMore = found.hasMore() == BooleanType.TRUE;
        for (final NodeRecordsFoundDecoder.NodesDecoder row : found.nodes())
        {
            rows.add(row.nodeId() + " " + row.kind() + (row.up() == BooleanType.TRUE ? " up " : " down ") + row.load() +
                "/" + row.capacity() + " " + row.tcpPort() + " " + row.webSocketPort() + " " + row.eventEndpoint() +
                " " + row.playEndpoint() + " " + row.playerHost());
        }
        assertEquals(found.limit(), length, "nothing comes behind the rows");
    }

    private void goOn(final long newEpoch, final long newQueryHash, final long value, final long key)
    {
        epoch = newEpoch;
        queryHash = newQueryHash;
        afterValue = value;
        afterKey = key;
    }
}
