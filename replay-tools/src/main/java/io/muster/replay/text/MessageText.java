package io.muster.replay.text;

import io.muster.codecs.Keyword;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.PrimitiveType;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.TokenListener;
import uk.co.real_logic.sbe.otf.Types;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.List;

/**
 * Writes a message for people or as JSON, and notes on the way whom it is about. Opaque bytes are hexadecimal.
 */
public final class MessageText implements TokenListener
{
    private static final String KEYWORD = "Keyword";
    private static final String USER = "userId";
    private static final String INSTANCE = "instanceId";
    private static final String NAME = "name";

    private final Schema schema;
    private final StringBuilder text;
    private final boolean isJson;
    private boolean isFirst;
    private long userId;
    private long instanceId;
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
        userId = 0;
        instanceId = 0;
        name = "";
        final int begin = text.length();
        if (!schema.decode(buffer, offset, length, this))
        {
            text.setLength(begin);
            final byte[] bytes = new byte[length];
            buffer.getBytes(offset, bytes);
            text.append(isJson ? "{\"type\":\"malformed\",\"bytes\":\"" : "malformed ")
                .append(HexFormat.of().formatHex(bytes)).append(isJson ? "\"}" : "");
        }
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

    /** The player's name in it, or empty. */
    public String name()
    {
        return name;
    }

    @Override
    public void onBeginMessage(final Token token)
    {
        isFirst = false;
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
        if (KEYWORD.equals(type.name()))
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
        if (USER.equals(field))
        {
            userId = value;
        }
        else if (INSTANCE.equals(field))
        {
            instanceId = value;
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
        begin(field.name());
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
