package io.muster.session.frame;

import io.muster.codecs.RefusalCode;
import io.muster.node.status.Counters;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

class SentencesTest
{
    private static final Pattern VALUE = Pattern.compile("<validValue name=\"(\\w+)\" description=\"([^\"]+)\">\\d+<");

    @Test
    void shouldSayWhatTheSchemaSays() throws IOException
    {
        final Path schema = Path.of(System.getProperty("muster.root"), "codecs/src/main/sbe/muster.xml");
        final String text = Files.readString(schema);
        final int start = text.indexOf("<enum name=\"RefusalCode\"");
        final Map<String, String> described = VALUE.matcher(text.substring(start, text.indexOf("</enum>", start)))
            .results().collect(Collectors.toMap((value) -> value.group(1), (value) -> value.group(2)));

        assertEquals(RefusalCode.values().length - 1, described.size());
        described.forEach((name, sentence) -> assertEquals(sentence, Sentences.of(RefusalCode.valueOf(name))));
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = { "NONE", "NULL_VAL" })
    void shouldCountEachCode(final RefusalCode code)
    {
        final Counters counters = new Counters();
        final RefusalCounters refusals = new RefusalCounters(counters);
        refusals.count(code);

        assertEquals(1, refusals.told(code));
        assertEquals(1, counters.value(RefusalCounters.nameOf(code)));
        assertFalse(Sentences.of(code).isBlank());
    }
}
