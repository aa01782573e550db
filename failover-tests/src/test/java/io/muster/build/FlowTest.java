package io.muster.build;

import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/**
 * Each message says in the schema who speaks and who hears it. Only the speaker may encode it, only the hearer decode,
 * and somebody does.
 */
class FlowTest
{
    private final Flow flow = new Flow(SourceTree.ours());

    @Test
    void shouldSpeakAndHearAsTheSchemaSays()
    {
        assertEquals("", String.join("\n", flow.violations()));
    }

    @Test
    void shouldSpeakAndHearEveryMessage()
    {
        assertEquals("", String.join("\n", flow.dead()), "used by nobody who should");
    }
}
