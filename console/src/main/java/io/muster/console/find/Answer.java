package io.muster.console.find;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
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
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What a replica said: a page of rows, an explanation, or a refusal.
 *
 * @param position    at which it is true.
 * @param rows        an object each, with fields in the order in which they are shown.
 * @param explanation or null.
 * @param refusal     or NONE.
 */
public record Answer(
    long position,
    long epoch,
    long queryHash,
    long afterValue,
    long afterKey,
    boolean hasMore,
    List<ObjectNode> rows,
    String explanation,
    RefusalCode refusal)
{
    /** Nothing was said yet. */
    public static final Answer NONE = new Answer(0, 0, 0, 0, 0, true, List.of(), null, RefusalCode.NONE);

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /** Read a message. */
    public static Answer of(final byte[] bytes)
    {
        final DirectBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder().wrap(buffer, 0);
        return switch (header.templateId())
        {
            case UserRecordsFoundDecoder.TEMPLATE_ID ->
                of(new UserRecordsFoundDecoder().wrapAndApplyHeader(buffer, 0, header));
            case InstanceRecordsFoundDecoder.TEMPLATE_ID ->
                of(new InstanceRecordsFoundDecoder().wrapAndApplyHeader(buffer, 0, header));
            case NodeRecordsFoundDecoder.TEMPLATE_ID ->
                of(new NodeRecordsFoundDecoder().wrapAndApplyHeader(buffer, 0, header));
            case QueryExplainedDecoder.TEMPLATE_ID ->
                of(new QueryExplainedDecoder().wrapAndApplyHeader(buffer, 0, header));
            case QueryRefusedDecoder.TEMPLATE_ID ->
                of(new QueryRefusedDecoder().wrapAndApplyHeader(buffer, 0, header));
            default -> throw new IllegalStateException("a replica answered with message " + header.templateId());
        };
    }

    /**
     * This, if it is no refusal.
     *
     * @throws ConsoleException QUERY_REFUSED, with the reason.
     */
    public Answer orRefusal()
    {
        if (refusal != RefusalCode.NONE)
        {
            throw new ConsoleException(ConsoleError.QUERY_REFUSED, refusal + ": " + sentence(refusal));
        }
        return this;
    }

    private static String sentence(final RefusalCode refusal)
    {
        return switch (refusal)
        {
            case GAME_TYPE_UNKNOWN -> "no game node has ever run this game";
            case FIELD_UNKNOWN -> "there is no such field, or it is not for this test or order; attributes and tags" +
                " need their game: type=arena. 'muster find --help' lists the fields";
            case KEYWORD_MALFORMED -> "the field cannot hold this value";
            case RANGE_IMPOSSIBLE -> "the low end of a range is above its high end";
            case TEXT_TOO_LONG -> "the text is longer than the field";
            case CONDITIONS_TOO_MANY -> "a query has at most 8 conditions";
            case CONTINUATION_EXPIRED -> "what the fields mean has just changed; ask again";
            case QUERY_TOO_DEAR -> "more than 100,000 records would have to be looked at; add a condition, or leave" +
                " the order out. --explain tells what is looked at";
            default -> "the master refused the query";
        };
    }

    private static Answer of(final QueryRefusedDecoder message)
    {
        return new Answer(message.position(), 0, 0, 0, 0, false, List.of(), null, message.code());
    }

    private static Answer of(final QueryExplainedDecoder message)
    {
        return new Answer(message.position(), 0, 0, 0, 0, false, List.of(), message.text(), RefusalCode.NONE);
    }

    private static Answer of(final UserRecordsFoundDecoder message)
    {
        final List<ObjectNode> rows = new ArrayList<>();
        for (final UserRecordsFoundDecoder.UsersDecoder user : message.users())
        {
            rows.add(MAPPER.createObjectNode()
                .put("id", user.userId())
                .put("node", user.nodeId())
                .put("state", word(user.state()))
                .put("instance", user.instanceId())
                .put("seat", user.seat())
                .put("awayMs", user.awayMs())
                .put("name", user.name()));
        }
        return new Answer(message.position(), message.epoch(), message.queryHash(), message.afterValue(),
            message.afterKey(), message.hasMore() == BooleanType.TRUE, rows, null, RefusalCode.NONE);
    }

    private static Answer of(final InstanceRecordsFoundDecoder message)
    {
        final List<ObjectNode> rows = new ArrayList<>();
        for (final InstanceRecordsFoundDecoder.InstancesDecoder instance : message.instances())
        {
            final ObjectNode row = MAPPER.createObjectNode()
                .put("id", instance.instanceId())
                .put("type", instance.gameType())
                .put("node", instance.nodeId())
                .put("state", word(instance.state()))
                .put("seatsTaken", instance.seatsTaken())
                .put("seatsMax", instance.seatsMax())
                .put("seatsFree", instance.seatsMax() - instance.seatsTaken())
                .put("ageMs", instance.ageMs());
            final ObjectNode attributes = row.putObject("attributes");
            instance.attributes().forEach((it) -> put(attributes, it));
            final ArrayNode tags = row.putArray("tags");
            instance.tags().forEach((it) -> tags.add(Keyword.text(it.name())));
            rows.add(row);
        }
        return new Answer(message.position(), message.epoch(), message.queryHash(), message.afterValue(),
            message.afterKey(), message.hasMore() == BooleanType.TRUE, rows, null, RefusalCode.NONE);
    }

    private static void put(
        final ObjectNode attributes, final InstanceRecordsFoundDecoder.InstancesDecoder.AttributesDecoder attribute)
    {
        final String name = Keyword.text(attribute.name());
        if (attribute.kind() == AttributeKind.KEYWORD)
        {
            attributes.put(name, Keyword.text(attribute.value()));
        }
        else
        {
            attributes.put(name, attribute.value());
        }
    }

    private static Answer of(final NodeRecordsFoundDecoder message)
    {
        final List<ObjectNode> rows = new ArrayList<>();
        for (final NodeRecordsFoundDecoder.NodesDecoder node : message.nodes())
        {
            rows.add(MAPPER.createObjectNode()
                .put("id", node.nodeId())
                .put("kind", word(node.kind()))
                .put("up", node.up() == BooleanType.TRUE)
                .put("load", node.load())
                .put("capacity", node.capacity())
                .put("tcpPort", node.tcpPort())
                .put("webSocketPort", node.webSocketPort())
                .put("eventEndpoint", node.eventEndpoint())
                .put("playEndpoint", node.playEndpoint())
                .put("playerHost", node.playerHost()));
        }
        return new Answer(message.position(), message.epoch(), message.queryHash(), message.afterValue(),
            message.afterKey(), message.hasMore() == BooleanType.TRUE, rows, null, RefusalCode.NONE);
    }

    private static String word(final Enum<?> value)
    {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
