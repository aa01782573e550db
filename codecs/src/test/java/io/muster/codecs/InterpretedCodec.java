package io.muster.codecs;

import org.agrona.BitUtil;
import org.agrona.DirectBuffer;
import uk.co.real_logic.sbe.ir.Encoding;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.AbstractTokenListener;
import uk.co.real_logic.sbe.otf.OtfHeaderDecoder;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;
import uk.co.real_logic.sbe.otf.Types;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads a message by the schema's tokens, without generated code. */
final class InterpretedCodec extends AbstractTokenListener
{
    private final List<String> values = new ArrayList<>();

    static Reading read(final DirectBuffer buffer, final int offset, final Ir ir)
    {
        final OtfHeaderDecoder header = new OtfHeaderDecoder(ir.headerStructure());
        final InterpretedCodec listener = new InterpretedCodec();
        final int end = OtfMessageDecoder.decode(
            buffer,
            offset + header.encodedLength(),
            header.getSchemaVersion(buffer, offset),
            header.getBlockLength(buffer, offset),
            ir.getMessage(header.getTemplateId(buffer, offset)),
            listener);
        return new Reading(listener.values, end - offset);
    }

    @Override
    public void onEncoding(
        final Token field, final DirectBuffer buffer, final int index, final Token type, final int actingVersion)
    {
        values.add(field.name() + '=' + (type.arrayLength() > 1 ?
            buffer.getStringWithoutLengthAscii(index, type.arrayLength()).trim() :
            String.valueOf(number(buffer, index, type.encoding()))));
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
        final long number = number(buffer, index, tokens.get(from + 1).encoding());
        values.add(field.name() + '=' + tokens.subList(from + 1, to).stream()
            .filter((value) -> value.encoding().constValue().longValue() == number)
            .map(Token::name)
            .findFirst().orElse("unknown"));
    }

    @Override
    public void onGroupHeader(final Token group, final int count)
    {
        values.add(group.name() + "=" + count);
    }

    @Override
    public void onVarData(
        final Token field, final DirectBuffer buffer, final int index, final int length, final Token type)
    {
        final byte[] bytes = new byte[length];
        buffer.getBytes(index, bytes);
        values.add(field.name() + '=' + (StandardCharsets.UTF_8.name().equals(type.encoding().characterEncoding()) ?
            new String(bytes, StandardCharsets.UTF_8) : BitUtil.toHex(bytes)));
    }

    private static long number(final DirectBuffer buffer, final int index, final Encoding encoding)
    {
        return Types.getLong(buffer, index, encoding);
    }
}
