package io.muster.replay.text;

import io.muster.codecs.Keyword;
import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.LongHashSet;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.TokenListener;
import uk.co.real_logic.sbe.otf.Types;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/**
 * Writes a message for people or as JSON, and notes on the way whom it is about. Opaque bytes are hexadecimal.
 */
public final class MessageText implements TokenListener
{
    /** What bytes are that are no message of the schema. */
    public static final String MALFORMED = "malformed";
    /** What a message of a later version of the schema is that this build cannot take apart. */
    public static final String UNKNOWN = "unknown";

    private static final String KEYWORD = "Keyword";
    private static final String USER = "userId";
    private static final String INSTANCE = "instanceId";
    private static final String CONNECTION = "connectionId";
    private static final String NODE = "nodeId";
    private static final String GAME_NODE = "gameNodeId";
    private static final String KEY = "key";
    private static final String NAME = "name";

    private final Schema schema;
    private final StringBuilder text;
    private final boolean isJson;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Map<String, LongHashSet> named = Map.of(USER, new LongHashSet(), INSTANCE, new LongHashSet(),
        NODE, new LongHashSet(), GAME_NODE, new LongHashSet());
    private String type = "";
    private int entriesMax;
    private boolean isFirst;
    private long userId;
    private long instanceId;
    private long connectionId;
    private String name;

    /** @param text is written to. */
    public MessageText(final Schema schema, final StringBuilder text, final boolean isJson)
    {
        this.schema = schema;
        this.text = text;
        this.isJson = isJson;
    }

    /** Write a message that begins with its header. */
    public void write(final DirectBuffer buffer, final int offset, final int length)
    {
        forget();
        final int begin = text.length();
        entriesMax = length;
        if (!schema.decode(buffer, offset, length, this))
        {
            text.setLength(begin);
            forget();
            writeBytes(buffer, offset, length);
        }
    }

    /** Nothing was written and nobody is named. */
    public void forget()
    {
        type = "";
        userId = 0;
        instanceId = 0;
        connectionId = 0;
        name = "";
        named.values().forEach(LongHashSet::clear);
    }

    /** Write what is no message, or none that this build knows. */
    public void writeBytes(final DirectBuffer buffer, final int offset, final int length)
    {
        final boolean isLater = length >= MessageHeaderDecoder.ENCODED_LENGTH &&
            header.wrap(buffer, offset).schemaId() == MessageHeaderDecoder.SCHEMA_ID &&
            header.version() > MessageHeaderDecoder.SCHEMA_VERSION;
        type = isLater ? UNKNOWN : MALFORMED;
        text.append(isJson ? "{\"type\":\"" : "").append(type).append(isJson ? "\"" : "");
        isFirst = false;
        if (isLater)
        {
            begin("templateId");
            text.append(header.templateId());
            begin("version");
            text.append(header.version());
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(offset, bytes);
        text.append(isJson ? ",\"bytes\":\"" : isLater ? " bytes=" : length > 0 ? " " : "")
            .append(HexFormat.of().formatHex(bytes)).append(isJson ? "\"}" : "");
    }

    /** What was written: a message's name, {@link #MALFORMED} or {@link #UNKNOWN}. */
    public String type()
    {
        return type;
    }

    /** Whether the message names this user by id, in a group perhaps. */
    public boolean namesUser(final long id)
    {
        return named.get(USER).contains(id);
    }

    /** Whether the message names this instance. */
    public boolean namesInstance(final long id)
    {
        return named.get(INSTANCE).contains(id);
    }

    /** Whether the message names this node. */
    public boolean namesNode(final int id)
    {
        return named.get(NODE).contains(id) || named.get(GAME_NODE).contains(id);
    }

    /** The last user that the message names by id, or 0. */
    public long userId()
    {
        return userId;
    }

    /** The last instance that it names, or 0. */
    public long instanceId()
    {
        return instanceId;
    }

    /** The last connection that it names, or 0. */
    public long connectionId()
    {
        return connectionId;
    }

    /** The player's name in it, or empty. */
    public String name()
    {
        return name;
    }

    @Override
    public void onBeginMessage(final Token token)
    {
        isFirst = false;
        type = token.name();
        text.append(isJson ? "{\"type\":\"" : "").append(token.name()).append(isJson ? "\"" : "");
    }

    @Override
    public void onEndMessage(final Token token)
    {
        text.append(isJson ? "}" : "");
    }

    @Override
    public void onEncoding(
        final Token field, final DirectBuffer buffer, final int index, final Token type, final int actingVersion)
    {
        if (field.version() > actingVersion)
        {
            return;
        }
        begin(field.name());
        final Encoding encoding = type.encoding();
        if (encoding.primitiveType() == PrimitiveType.CHAR)
        {
            final String chars = chars(buffer, index, type.arrayLength());
            name = NAME.equals(field.name()) ? chars : name;
            quote(chars);
            return;
        }
        final long value = Types.getLong(buffer, index, encoding);
        note(field.name(), value);
        if (KEYWORD.equals(type.name()) && (value == Keyword.NONE || Keyword.isKeyword(value)))
        {
            quote(Keyword.text(value));
        }
        else if (encoding.primitiveType() == PrimitiveType.UINT64)
        {
            text.append(Long.toUnsignedString(value));
        }
        else
        {
            text.append(value);
        }
    }

    private void note(final String field, final long value)
    {
        final LongHashSet ids = named.get(field);
        if (ids != null)
        {
            ids.add(value);
        }
        switch (field)
        {
            case USER -> userId = value;
            case INSTANCE -> instanceId = value;
            case CONNECTION -> connectionId = value;
            default ->
            {
            }
        }
    }

    private static String chars(final DirectBuffer buffer, final int index, final int length)
    {
        int end = 0;
        while (end < length && buffer.getByte(index + end) != 0)
        {
            end++;
        }
        final byte[] bytes = new byte[end];
        buffer.getBytes(index, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }

    @Override
    public void onEnum(
        final Token field,
        final DirectBuffer buffer,
        final int index,
        final List<Token> tokens,
        final int from,
        final int to,
        final int actingVersion)
    {
        if (field.version() > actingVersion)
        {
            return;
        }
        begin(field.name());
        final long value = Types.getLong(buffer, index, tokens.get(from + 1).encoding());
        for (int i = from + 1; i < to; i++)
        {
            if (tokens.get(i).encoding().constValue().longValue() == value)
            {
                quote(tokens.get(i).name());
                return;
            }
        }
        text.append(value);
    }

    @Override
    public void onBitSet(
        final Token field,
        final DirectBuffer buffer,
        final int index,
        final List<Token> tokens,
        final int from,
        final int to,
        final int actingVersion)
    {
        begin(field.name());
        text.append(Types.getLong(buffer, index, tokens.get(from + 1).encoding()));
    }

    @Override
    public void onBeginComposite(final Token field, final List<Token> tokens, final int from, final int to)
    {
        begin(field.name());
        text.append(isJson ? '{' : '(');
        isFirst = true;
    }

    @Override
    public void onEndComposite(final Token field, final List<Token> tokens, final int from, final int to)
    {
        text.append(isJson ? '}' : ')');
        isFirst = false;
    }

    @Override
    public void onGroupHeader(final Token token, final int count)
    {
        entriesMax -= count;
        if (entriesMax < 0)
        {
            throw new IllegalStateException("more entries than bytes"); // Such a message would be written without end.
        }
        begin(token.name());
        text.append(count == 0 ? "[]" : "[");
    }

    @Override
    public void onBeginGroup(final Token token, final int index, final int count)
    {
        text.append(index > 0 ? "," : "").append(index > 0 && !isJson ? " " : "").append(isJson ? '{' : '(');
        isFirst = true;
    }

    @Override
    public void onEndGroup(final Token token, final int index, final int count)
    {
        text.append(isJson ? '}' : ')').append(index == count - 1 ? "]" : "");
        isFirst = false;
    }

    @Override
    public void onVarData(
        final Token field, final DirectBuffer buffer, final int index, final int length, final Token type)
    {
        buffer.boundsCheck(index, length);
        begin(field.name());
        if (KEY.equals(field.name()))
        {
            // Whoever has it is that player, until it expires.
            quote("hidden-" + length + "-bytes");
            return;
        }
        final byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        if (type.encoding().characterEncoding() == null)
        {
            quote(HexFormat.of().formatHex(bytes));
            return;
        }
        final String words = new String(bytes, StandardCharsets.UTF_8);
        name = NAME.equals(field.name()) ? words : name;
        quote(words);
    }

    private void begin(final String field)
    {
        if (isJson)
        {
            text.append(isFirst ? "" : ",").append('"').append(field).append("\":");
        }
        else
        {
            text.append(isFirst ? "" : " ").append(field).append('=');
        }
        isFirst = false;
    }

    /** Write words. People need quotes only around what has blanks, or nothing, in it. */
    public void quote(final String words)
    {
        final boolean isPlain = !isJson && !words.isEmpty() && words.chars().allMatch(
            (it) -> it > ' ' && it != '"' && it != '=' && it != ',' && it != '(' && it != ')' && it != 127);
        if (isPlain)
        {
            text.append(words);
            return;
        }
        text.append('"');
        Types.jsonEscape(words, text);
        text.append('"');
    }
}
