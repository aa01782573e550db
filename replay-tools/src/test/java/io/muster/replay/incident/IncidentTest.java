package io.muster.replay.incident;

import io.muster.codecs.RecordKind;
import io.muster.replay.incident.Incident.Replayed;
import io.muster.replay.log.ReplayError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/**
 * The form of a test of something that happened. This one was found in a cluster's log by {@code ./muster replay DIR
 * --until code=INSTANCE_FULL} and cut out by {@code ./muster replay extract DIR --around POS --before 40 --after 5}.
 */
class IncidentTest
{
    private static final String FILE = "full-instance.muster";
    /** After the refusal. */
    private static final long POSITION = 12_192;

    @TempDir
    private Path folder;

    private static byte[] bytes() throws IOException
    {
        try (InputStream stream = IncidentTest.class.getResourceAsStream(FILE))
        {
            return stream.readAllBytes();
        }
    }

    private static Incident incident() throws IOException
    {
        return Incident.read(new ByteArrayInputStream(bytes()), FILE);
    }

    @Test
    void shouldLeaveTheOneSeatlessForWhomThereWasNoSeatLeft() throws IOException
    {
        final Replayed after = incident().replayTo(POSITION);

        assertEquals(2, after.records().all(RecordKind.USERS, "instance=6").size());
        assertEquals("seatless", after.records().user("bot-ff966f6d-16").orElseThrow().path("state").asText());
        assertEquals(POSITION, after.position());
    }

    /** No change of the engine may make another state of what old logs hold; if one must, say so here. */
    @Test
    void shouldComeToTheStateThatItCameToWhenItWasExtracted() throws IOException
    {
        final Replayed end = incident().replay();

        assertEquals(end.recordedDigest(), end.digest());
    }

    @Test
    void shouldComeBackFromAFileAsItWas() throws IOException
    {
        final Path file = folder.resolve("again.muster");
        final Incident incident = incident();
        incident.write(file);

        assertEquals(incident.replay().digest(), Incident.read(file).replay().digest());
        assertEquals(incident.entries().size(), Incident.read(file).entries().size());
    }

    @Test
    void shouldRefuseWhatIsDamaged() throws IOException
    {
        final byte[] whole = bytes();
        // The first ten bytes are gzip's own, of which it does not look at all.
        for (int i = 10; i < whole.length; i += 7)
        {
            final byte[] flipped = whole.clone();
            flipped[i] ^= 1;
            assertThrows(ReplayError.Refusal.class, () -> Incident.read(new ByteArrayInputStream(flipped), "it"));
            final byte[] cut = Arrays.copyOf(whole, i);
            assertThrows(ReplayError.Refusal.class, () -> Incident.read(new ByteArrayInputStream(cut), "it"));
        }
        final Path text = Files.writeString(folder.resolve("text"), "no incident");
        assertTrue(assertThrows(ReplayError.Refusal.class, () -> Incident.read(text)).getMessage().startsWith("M0237"));
        assertThrows(ReplayError.Refusal.class, () -> Incident.read(folder.resolve("nothing")));
    }
}
