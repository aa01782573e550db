package io.muster.codecs;

import org.agrona.BitUtil;
import org.agrona.ExpandableArrayBuffer;
import uk.co.real_logic.sbe.xml.CompositeType;
import uk.co.real_logic.sbe.xml.EncodedDataType;
import uk.co.real_logic.sbe.xml.EnumType;
import uk.co.real_logic.sbe.xml.Field;
import uk.co.real_logic.sbe.xml.Message;
import uk.co.real_logic.sbe.xml.Type;

import java.nio.ByteBuffer;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Writes {@code docs/protocol.md}: the prelude as it is, then everything that the schemas say. Offsets and lengths are
 * those that SBE's own parser computes.
 */
final class ProtocolPage
{
    private static final int SOFH_LENGTH = 6;
    private static final short SOFH_SBE_LITTLE_ENDIAN = (short)0xEB50;

    private static final Map<String, String> ENDS = Map.of(
        "player", "players",
        "session", "session nodes",
        "game", "game nodes",
        "master", "the master",
        "node", "every node",
        "asker", "whoever asks");

    private final StringBuilder page = new StringBuilder();

    /** The whole page. */
    static String of(final String prelude)
    {
        final ProtocolPage page = new ProtocolPage();
        page.add(prelude.replace("{login-frame}", exampleFrame()).strip()).add("");
        page.contract(Contract.of("muster"), "The messages");
        page.contract(Contract.of("samples"), "The payloads of the sample games");
        return page.page.toString().strip() + '\n';
    }

    private void contract(final Contract contract, final String title)
    {
        add("## " + title).add("");
        add("Schema id " + contract.schema().id() + ", version " + contract.schema().version() +
            ", " + contract.schema().byteOrder().toString().toLowerCase().replace('_', ' ') +
            ", `codecs/src/main/sbe/" + contract.name() + ".xml`.").add("");
        overview(contract.messages());
        bySection(contract.messages()).forEach((section, messages) ->
        {
            add("### " + section).add("");
            messages.forEach(this::message);
        });
        add("### Types of " + contract.name() + ".xml").add("");
        contract.schema().types().stream()
            .filter((type) -> !(type instanceof EnumType))
            .sorted((a, b) -> a.name().compareTo(b.name()))
            .forEach(this::type);
        add("");
        contract.enums().forEach(this::enumeration);
    }

    private void overview(final List<Message> messages)
    {
        add("| id | message | speaker > hearer |").add("|---:|---|---|");
        messages.forEach((message) -> add("| " + message.id() + " | [" + message.name() + "](#" +
            message.name().toLowerCase() + ") | " + message.semanticType().replace(">", " > ") + " |"));
        add("");
    }

    private static Map<String, List<Message>> bySection(final List<Message> messages)
    {
        return messages.stream().collect(Collectors.groupingBy(
            (message) ->
            {
                final TreeSet<String> ends = new TreeSet<>((a, b) -> rank(a) - rank(b));
                ends.add(Contract.speaker(message));
                ends.add(Contract.hearer(message));
                return ends.size() == 1 ?
                    "Replicas of " + ENDS.get(ends.first()) + " among themselves" :
                    "Between " + ENDS.get(ends.first()) + " and " + ENDS.get(ends.last());
            },
            LinkedHashMap::new,
            Collectors.toList()));
    }

    private static int rank(final String end)
    {
        return List.of("player", "node", "session", "game", "asker", "master").indexOf(end);
    }

    private void message(final Message message)
    {
        add("#### " + message.name()).add("");
        add("Template " + message.id() + ", " + message.semanticType().replace(">", " > ") +
            ", a block of " + bytes(message.blockLength()) + ". " + sentence(message.description())).add("");
        add("| field | type | offset | bytes | meaning |").add("|---|---|---:|---:|---|");
        message.fields().forEach((field) -> field(field, "", ""));
        add("");
    }

    /** Offsets in a group count from the entry's own beginning; what varies in length follows what was before it. */
    private void field(final Field field, final String path, final String plus)
    {
        if (field.groupFields() != null)
        {
            row(path + field.name(), "group", "then", String.valueOf(field.dimensionType().encodedLength()),
                "`" + field.dimensionType().name() + "`, then each entry: a block of " +
                bytes(field.computedBlockLength()) + " and what follows it. " + sentence(field.description()));
            field.groupFields().forEach((inner) -> field(inner, path + field.name() + "[].", "+"));
        }
        else if (field.isVariableLength())
        {
            final int lengthBytes = ((CompositeType)field.type()).getType("length").encodedLength();
            row(path + field.name(), field.type().name(), "then", lengthBytes + " + n", sentence(field.description()));
        }
        else
        {
            row(path + field.name(), typeName(field.type()), plus + field.computedOffset(),
                String.valueOf(field.type().encodedLength()), sentence(field.description()));
        }
    }

    private void row(
        final String field, final String type, final String offset, final String bytes, final String meaning)
    {
        add("| `" + field + "` | " + type + " | " + offset + " | " + bytes + " | " + meaning.strip() + " |");
    }

    private void type(final Type type)
    {
        final String form = type instanceof CompositeType composite ?
            composite.getTypeList().stream()
                .map((part) -> part.isVariableLength() ? "the bytes" : '`' + part.name() + "` " + typeName(part))
                .collect(Collectors.joining(", ")) :
            encodedName((EncodedDataType)type);
        if (!form.equals(type.name()))
        {
            add(("- **" + type.name() + "**: " + form + ". " + sentence(type.description())).strip());
        }
    }

    private void enumeration(final EnumType type)
    {
        final String meaning = sentence(type.description());
        add("#### " + type.name()).add("");
        add(type.encodingType().primitiveName() + (meaning.isEmpty() ? "." : ". " + meaning)).add("");
        add("| value | name | meaning |").add("|---:|---|---|");
        Contract.values(type).forEach((value) ->
            add("| " + value.primitiveValue() + " | `" + value.name() + "` | " + sentence(value.description()) + " |"));
        add("");
    }

    private static String typeName(final Type type)
    {
        final boolean isOurs = Character.isUpperCase(type.name().charAt(0));
        if (!isOurs && type instanceof EncodedDataType encoded && encoded.length() == 1)
        {
            return encodedName(encoded);
        }
        return type instanceof EnumType ? "[" + type.name() + "](#" + type.name().toLowerCase() + ")" : type.name();
    }

    private static String encodedName(final EncodedDataType type)
    {
        final String primitive = type.primitiveType().primitiveName();
        return type.length() == 1 ? primitive : type.length() + " × " + primitive + ", " + type.characterEncoding();
    }

    private static String bytes(final int count)
    {
        return count + (count == 1 ? " byte" : " bytes");
    }

    private static String sentence(final String description)
    {
        if (description == null || description.isBlank())
        {
            return "";
        }
        return description.matches(".*[.?!]$") ? description : description + '.';
    }

    /** A Login as it goes over TCP, made by the real codec, in rows of hexadecimal: framing, header, block, name. */
    private static String exampleFrame()
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        final LoginEncoder login = new LoginEncoder()
            .wrapAndApplyHeader(buffer, 0, new MessageHeaderEncoder())
            .clientId(0x0102030405060708L)
            .name("ada");
        final int headerLength = MessageHeaderEncoder.ENCODED_LENGTH;
        final int length = headerLength + login.encodedLength();
        final int block = login.sbeBlockLength();
        final byte[] sofh = ByteBuffer.allocate(SOFH_LENGTH)
            .putInt(SOFH_LENGTH + length).putShort(SOFH_SBE_LITTLE_ENDIAN).array();
        return hex(sofh, 0, sofh.length) + "   framing\n" +
            hex(buffer.byteArray(), 0, headerLength) + "   message header\n" +
            hex(buffer.byteArray(), headerLength, block) + "   block: clientId\n" +
            hex(buffer.byteArray(), headerLength + block, length - headerLength - block) + "   name: length, text";
    }

    private static String hex(final byte[] bytes, final int offset, final int length)
    {
        final String row = BitUtil.toHex(bytes, offset, length).replaceAll("(..)(?=.)", "$1 ");
        return row + " ".repeat(Math.max(0, 23 - row.length()));
    }

    private ProtocolPage add(final String line)
    {
        page.append(line).append('\n');
        return this;
    }
}
