package io.muster.replay.text;

import io.muster.codecs.MessageHeaderDecoder;
import org.agrona.DirectBuffer;
import org.agrona.collections.Int2ObjectHashMap;
import org.agrona.concurrent.UnsafeBuffer;
import uk.co.real_logic.sbe.ir.Ir;
import uk.co.real_logic.sbe.ir.IrDecoder;
import uk.co.real_logic.sbe.ir.Token;
import uk.co.real_logic.sbe.otf.OtfMessageDecoder;
import uk.co.real_logic.sbe.otf.TokenListener;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.Optional;

/** The schema of this build, by which messages of it and of older builds are taken apart. */
public final class Schema
{
    private static final String FILE = "/muster.sbeir";

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final Int2ObjectHashMap<List<Token>> messages = new Int2ObjectHashMap<>();
    /** Of one message: whatever lengths it says, no byte behind it is read. */
    private final UnsafeBuffer message = new UnsafeBuffer(0, 0);

    /** Reads it from the class path. */
    public Schema()
    {
        try (InputStream stream = Schema.class.getResourceAsStream(FILE);
            IrDecoder decoder = new IrDecoder(ByteBuffer.wrap(stream.readAllBytes())))
        {
            final Ir ir = decoder.decode();
            ir.messages().forEach((tokens) -> messages.put(tokens.get(0).id(), tokens));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** What a message is called, or null when the schema has none with this template id. */
    public String name(final int templateId)
    {
        final List<Token> tokens = messages.get(templateId);
        return tokens == null ? null : tokens.get(0).name();
    }

    /** The name as the schema spells it, whatever its case. */
    public Optional<String> messageNamed(final String name)
    {
        return messages.values().stream().map((tokens) -> tokens.get(0).name())
            .filter((it) -> it.equalsIgnoreCase(name)).findFirst();
    }

    /**
     * Give the fields of a message to a listener, header first.
     *
     * @return false, with nothing or only the first fields given, when it is none of this schema or not whole.
     */
    public boolean decode(final DirectBuffer buffer, final int offset, final int length, final TokenListener listener)
    {
        if (length < MessageHeaderDecoder.ENCODED_LENGTH)
        {
            return false;
        }
        header.wrap(buffer, offset);
        final List<Token> tokens = messages.get(header.templateId());
        if (header.schemaId() != MessageHeaderDecoder.SCHEMA_ID || tokens == null)
        {
            return false;
        }
        try
        {
            message.wrap(buffer, offset, length);
            return OtfMessageDecoder.decode(message, MessageHeaderDecoder.ENCODED_LENGTH, header.version(),
                header.blockLength(), tokens, listener) <= length;
        }
        catch (final IndexOutOfBoundsException | IllegalStateException ex)
        {
            return false;
        }
    }
}
