package io.muster.codecs;

import uk.co.real_logic.sbe.xml.EnumType;
import uk.co.real_logic.sbe.xml.Message;
import uk.co.real_logic.sbe.xml.MessageSchema;
import uk.co.real_logic.sbe.xml.ParserOptions;
import uk.co.real_logic.sbe.xml.XmlSchemaParser;

import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/**
 * One schema file as SBE's own parser reads it.
 *
 * @param name   of the file, without its ending: {@code muster}.
 * @param schema as parsed; a warning of the parser is an error here.
 */
record Contract(String name, MessageSchema schema)
{
    /** The repository, as the build says; the tests of this module run in the module's directory otherwise. */
    static final Path ROOT = Path.of(System.getProperty("muster.root", ".."));

    private static final Path SCHEMAS = ROOT.resolve("codecs/src/main/sbe");

    static Contract of(final String name)
    {
        final ParserOptions strict = ParserOptions.builder().stopOnError(true).warningsFatal(true).build();
        try (InputStream xml = Files.newInputStream(SCHEMAS.resolve(name + ".xml")))
        {
            return new Contract(name, XmlSchemaParser.parse(xml, strict));
        }
        catch (final Exception ex)
        {
            throw new IllegalStateException(name + ".xml cannot be read: " + ex.getMessage(), ex);
        }
    }

    static List<Contract> all()
    {
        return List.of(of("muster"), of("samples"));
    }

    /** By template id. */
    List<Message> messages()
    {
        return schema.messages().stream().sorted(Comparator.comparingInt(Message::id)).toList();
    }

    /** By name. */
    List<EnumType> enums()
    {
        return schema.types().stream()
            .filter(EnumType.class::isInstance)
            .map(EnumType.class::cast)
            .sorted(Comparator.comparing(EnumType::name))
            .toList();
    }

    /** By value. */
    static List<EnumType.ValidValue> values(final EnumType type)
    {
        return type.validValues().stream()
            .sorted(Comparator.comparingLong((value) -> value.primitiveValue().longValue()))
            .toList();
    }

    /** Who speaks a message: the word before {@code >}. */
    static String speaker(final Message message)
    {
        return message.semanticType().substring(0, message.semanticType().indexOf('>'));
    }

    /** Who hears a message: the word after {@code >}. */
    static String hearer(final Message message)
    {
        return message.semanticType().substring(message.semanticType().indexOf('>') + 1);
    }
}
