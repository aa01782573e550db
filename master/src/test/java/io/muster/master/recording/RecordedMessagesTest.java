package io.muster.master.recording;

import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.checksum.Checksums;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class RecordedMessagesTest
{
    private static final List<String> MESSAGES = List.of(
        "short", "x".repeat(205), "", "y".repeat(96), "z".repeat(97), "w".repeat(201), "last");

    private final Checksum checksum = Checksums.crc32c();

    @TempDir
    Path dir;

    @Test
    void shouldReadEachMessageHoweverManyFramesItTook()
    {
        final RecordingFile file = recording(checksum);
        file.writeTo(dir, file.length());

        assertEquals(MESSAGES, messages(file, checksum));
    }

    @Test
    void shouldRefuseARecordingWithAnyBitFlipped()
    {
        final RecordingFile file = recording(checksum);
        int refused = 0;
        int harmless = 0;
        for (int index = 0; index < file.length(); index++)
        {
            // Not one of the low five of a frame's length: within its padding, the engine's own checksum finds it.
            final int bit = (index + 5) % Byte.SIZE;
            final int flipped = index;
            file.flip(index, bit);
            file.writeTo(dir, file.length());
            try
            {
                assertEquals(MESSAGES, messages(file, checksum), () -> "byte " + flipped);
                harmless++;
            }
            catch (final DamageException damage)
            {
                assertTrue(damage.getMessage().contains("of recording 3"), damage.getMessage());
                refused++;
            }
            file.flip(index, bit);
        }
        // Harmless are the eight reserved bytes of each frame's header, and what the padding is filled with.
        assertTrue(refused > 2 * file.length() / 3, refused + " refused, " + harmless + " harmless");
    }

    @Test
    void shouldRefuseARecordingWhoseFileEndsTooEarly()
    {
        final RecordingFile file = recording(checksum);
        for (int length = 0; length < file.length(); length++)
        {
            file.writeTo(dir, length);
            final DamageException damage = assertThrows(DamageException.class, () -> messages(file, checksum));
            assertTrue(damage.getMessage().endsWith("3-0.rec ends too early"), damage.getMessage());
        }
    }

    @Test
    void shouldRefuseARecordingThatIsNotThere()
    {
        final DamageException damage =
            assertThrows(DamageException.class, () -> messages(recording(checksum), checksum));
        assertTrue(damage.getMessage().endsWith("3-0.rec is gone"), damage.getMessage());
    }

    @Test
    void shouldReadWithoutChecksumsWhatWasRecordedWithoutThem()
    {
        final RecordingFile file = recording(null);
        file.writeTo(dir, file.length());

        assertEquals(MESSAGES, messages(file, null));
        final StartupException misfit = assertThrows(StartupException.class, () -> messages(file, checksum));
        assertEquals(StartupError.SNAPSHOT_MISFIT, misfit.error());
    }

    private static RecordingFile recording(final Checksum checksum)
    {
        final RecordingFile file = new RecordingFile(checksum);
        MESSAGES.forEach((message) -> file.add(message.getBytes(StandardCharsets.US_ASCII)));
        return file;
    }

    private List<String> messages(final RecordingFile file, final Checksum checksumUsed)
    {
        final List<String> messages = new ArrayList<>();
        new RecordedMessages(dir.toFile(), checksumUsed).read(file.extent(), (buffer, offset, length) ->
            messages.add(buffer.getStringWithoutLengthAscii(offset, length)));
        return messages;
    }
}
