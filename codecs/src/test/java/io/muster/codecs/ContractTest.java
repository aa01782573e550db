package io.muster.codecs;

import org.junit.jupiter.api.Test;
import uk.co.real_logic.sbe.xml.EnumType;
import uk.co.real_logic.sbe.xml.Field;
import uk.co.real_logic.sbe.xml.Message;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What SBE lets a schema say, and Muster does not. */
class ContractTest
{
    private static final Set<String> SPEAKERS = Set.of("player", "session", "game", "master", "node", "asker");
    private static final Path IDS = Path.of("src/test/resources/ids.txt");
    private static final String RETIRED = " retired";

    @Test
    void shouldSayWhoSpeaksAndWhoHearsEachMessageAndWhatItIsFor()
    {
        final List<String> errors = new ArrayList<>();
        messages().forEach((message) ->
        {
            final String flow = String.valueOf(message.semanticType());
            final String[] ends = flow.split(">", -1);
            if (ends.length != 2 || !SPEAKERS.containsAll(List.of(ends)))
            {
                errors.add(message.name() + ": semanticType '" + flow + "' is not speaker>hearer of " + SPEAKERS);
            }
            if (isEmpty(message.description()))
            {
                errors.add(message.name() + " has no description");
            }
        });
        assertEquals(List.of(), errors);
    }

    @Test
    void shouldDescribeEveryReasonThatAPlayerOrAnOperatorIsGiven()
    {
        final EnumType codes = (EnumType)Contract.of("muster").schema().getType("RefusalCode");
        final EnumType reasons = (EnumType)Contract.of("muster").schema().getType("SeatReason");

        assertEquals(List.of(), Stream.of(codes, reasons)
            .flatMap((type) -> Contract.values(type).stream())
            .filter((value) -> isEmpty(value.description()))
            .map(EnumType.ValidValue::name)
            .toList());
    }

    /** Whoever asks finds the query before it knows what the answer is. */
    @Test
    void shouldBeginEveryAnswerOfTheMasterAlike()
    {
        final List<List<String>> beginnings = messages().stream()
            .filter((message) -> Contract.speaker(message).equals("master"))
            .filter((message) -> message.fields().stream().anyMatch((field) -> field.name().equals("queryId")))
            .map((message) -> message.fields().stream().limit(2).map(Field::name).toList())
            .distinct().toList();

        assertEquals(List.of(List.of("queryId", "position")), beginnings);
    }

    @Test
    void shouldNameAllAlike()
    {
        final List<String> errors = new ArrayList<>();
        messages().forEach((message) ->
        {
            expect(message.name(), "[A-Z][A-Za-z0-9]*", "a message", errors);
            message.fields().forEach((field) -> expectNames(message.name(), field, errors));
        });
        enums().forEach((type) -> type.validValues().forEach(
            (value) -> expect(value.name(), "[A-Z][A-Z0-9_]*", "a value of " + type.name(), errors)));
        assertEquals(List.of(), errors);
    }

    /** An id, once used, means the same for ever: a line of ids.txt is never changed and never taken out. */
    @Test
    void shouldNeverGiveAnIdASecondMeaning() throws IOException
    {
        final Map<String, String> names = new HashMap<>();
        final Set<String> retired = new TreeSet<>();
        final List<String> errors = new ArrayList<>();
        for (final String line : lines(IDS))
        {
            final boolean isRetired = line.endsWith(RETIRED);
            final String entry = isRetired ? line.substring(0, line.length() - RETIRED.length()) : line;
            final int end = entry.lastIndexOf(' ');
            if (names.put(entry.substring(0, end), entry.substring(end + 1)) != null)
            {
                errors.add("twice in ids.txt: " + entry);
            }
            if (isRetired)
            {
                retired.add(entry);
            }
        }

        final Set<String> used = new TreeSet<>(usedIds());
        used.stream().filter(retired::contains).map("was retired and may not come back: "::concat).forEach(errors::add);
        used.stream().filter((entry) -> !entry.endsWith(' ' + names.getOrDefault(idOf(entry), "")))
            .map((entry) -> names.containsKey(idOf(entry)) ?
                entry + " takes the id of " + names.get(idOf(entry)) + "; choose a new id" :
                "new, add this line to codecs/" + IDS + ": " + entry)
            .forEach(errors::add);
        names.entrySet().stream().map((entry) -> entry.getKey() + ' ' + entry.getValue())
            .filter((entry) -> !used.contains(entry) && !retired.contains(entry))
            .map((entry) -> "gone from the schema, let the line end in '" + RETIRED.trim() + "': " + entry)
            .sorted().forEach(errors::add);
        assertEquals("", String.join("\n", errors));
    }

    @Test
    void shouldNotNumberTwoStreamsAlike() throws IllegalAccessException
    {
        final Set<Integer> ids = new TreeSet<>();
        for (final java.lang.reflect.Field stream : Streams.class.getFields())
        {
            assertEquals(true, ids.add(stream.getInt(null)), stream.getName());
        }
    }

    private static void expectNames(final String where, final Field field, final List<String> errors)
    {
        expect(field.name(), "[a-z][A-Za-z0-9]*", "a field of " + where, errors);
        if (field.groupFields() != null)
        {
            field.groupFields().forEach((inner) -> expectNames(where, inner, errors));
        }
    }

    private static void expect(final String name, final String form, final String what, final List<String> errors)
    {
        if (!name.matches(form))
        {
            errors.add(what + " is called " + name + ", not " + form);
        }
    }

    private static List<String> usedIds()
    {
        return Contract.all().stream().flatMap((contract) -> Stream.concat(
            contract.messages().stream().map(
                (message) -> contract.name() + ".message " + message.id() + ' ' + message.name()),
            contract.enums().stream().flatMap((type) -> Contract.values(type).stream().map(
                (value) -> contract.name() + '.' + type.name() + ' ' + value.primitiveValue() + ' ' + value.name()))))
            .collect(Collectors.toList());
    }

    private static String idOf(final String entry)
    {
        return entry.substring(0, entry.lastIndexOf(' '));
    }

    private static List<String> lines(final Path file) throws IOException
    {
        return Files.readAllLines(file).stream().filter((line) -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    private static List<Message> messages()
    {
        return Contract.all().stream().flatMap((contract) -> contract.messages().stream()).toList();
    }

    private static List<EnumType> enums()
    {
        return Contract.all().stream().flatMap((contract) -> contract.enums().stream()).toList();
    }

    private static boolean isEmpty(final String text)
    {
        return text == null || text.isBlank();
    }
}
