package io.muster.console.report;

import io.muster.client.simulation.CrowdResult;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

class VerdictTest
{
    private static CrowdResult resultOf(final String verdict)
    {
        return new CrowdResult(200, 143, 0, 1_234, 0, 0, 56_789, 0, 0, 912, 96, 1_100, 9_000, verdict);
    }

    @Test
    void shouldBeOkOnlyIfNeitherThePlayersNorTheConsoleSawAnythingWrong()
    {
        assertTrue(new Verdict(resultOf("ok"), List.of()).isOk());
        assertFalse(new Verdict(resultOf("2 inputs were lost"), List.of()).isOk());
        assertEquals("2 inputs were lost; game-1 ended although nobody killed it",
            new Verdict(resultOf("2 inputs were lost"), List.of("game-1 ended although nobody killed it")).text());
    }

    @Test
    void shouldSayInWordsWhatThePlayersNoticed()
    {
        final String words = new Verdict(resultOf("ok"), List.of()).inWords(null);

        assertTrue(words.contains("200 players finished 143 games"), words);
        assertTrue(words.contains("nobody waited longer than 912 ms") ||
            words.contains("Nobody waited longer than 912 ms"), words);
        assertTrue(words.endsWith("Verdict: ok"), words);
    }

    @Test
    void shouldWriteTheKeysThatScriptsRelyOn(@TempDir final Path folder) throws Exception
    {
        final Path file = folder.resolve("demo.json");

        new JsonFile(file).write(resultOf("ok"), "ok");

        assertEquals("""
            {
              "players" : 200,
              "gamesFinished" : 143,
              "gamesDisputed" : 0,
              "commandsAcknowledged" : 1234,
              "commandsAcknowledgedLost" : 0,
              "eventsDuplicated" : 0,
              "inputsSent" : 56789,
              "inputsLost" : 0,
              "inputsDuplicated" : 0,
              "controlGapMs" : 912,
              "playGapMs" : 96,
              "inputP50Us" : 1100,
              "inputP99Us" : 9000,
              "verdict" : "ok"
            }
            """, Files.readString(file));
    }
}
