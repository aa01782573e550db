package io.muster.replay.capture;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.codecs.CaptureBatchDecoder;
import io.muster.codecs.CaptureWay;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.NodeKind;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Altered files are named, and bytes that a player or a master may have sent are shown, whatever they are. */
class DamagedCaptureTest
{
    private static final int LOGINS = 40;
    private static final long SEED = Long.getLong("seed", 20_261_122L);

    private final Tool tool = new Tool();
    private final Random random = new Random(SEED);

    @TempDir
    private Path dir;
    private Path file;
    private byte[] bytes;

    @BeforeEach
    void make() throws IOException
    {
        try (MadeCapture made = MadeCapture.session(dir))
        {
            for (int i = 0; i < LOGINS; i++)
            {
                made.login(i, "Ada").commands(i, "Ada", 1).events(i, i, 1);
            }
        }
        file = captured(dir).get(0);
        bytes = Files.readAllBytes(file);
        int end = bytes.length;
        while (bytes[end - 1] == 0)
        {
            end--;
        }
        bytes = Arrays.copyOf(bytes, end + 64); // What is not written yet makes it slow to read.
        Files.write(file, bytes);
    }

    private static List<Path> captured(final Path dir) throws IOException
    {
        try (Stream<Path> files = Files.list(dir))
        {
            return files.filter((it) -> it.toString().endsWith(".cq4")).sorted().toList();
        }
    }

    /** Where batches begin, header first. */
    private List<Integer> batches()
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final MessageHeaderDecoder header = new MessageHeaderDecoder();
        final List<Integer> offsets = new ArrayList<>();
        for (int i = 0; i < bytes.length - MessageHeaderDecoder.ENCODED_LENGTH; i += 4)
        {
            header.wrap(buffer, i);
            if (header.templateId() == CaptureBatchDecoder.TEMPLATE_ID &&
                header.schemaId() == CaptureBatchDecoder.SCHEMA_ID)
            {
                offsets.add(i);
            }
        }
        assertEquals(3 * LOGINS, offsets.size());
        return offsets;
    }

    private long logins()
    {
        return tool.out().lines().filter((line) -> line.contains("  Login ")).count();
    }

    @Test
    void shouldPrintWhatIsBeforeDamageAndGoOnBehindItWhenTold() throws IOException
    {
        bytes[batches().get(60) + 60] ^= 4;
        Files.write(file, bytes);
        final String hashes = Tool.hashes(dir);

        assertEquals(3, tool.run(dir), tool::text);
        assertEquals(20, logins());
        assertTrue(tool.err().contains("muster: M0232 " + file + ": at byte "), tool::text);
        assertTrue(tool.err().contains("(--salvage goes on behind it)"), tool::text);
        assertTrue(tool.err().contains("60 messages"), tool::text);

        assertEquals(3, tool.run(dir, "--salvage", "--user", "Ada"), tool::text);
        assertEquals(LOGINS - 1, logins());
        assertTrue(tool.out().contains("\n-- damage was met here, "), tool::text);
        assertTrue(tool.err().matches("(?s).*M0232 .*damage was met [12] times.*"), tool::text);
        assertEquals(hashes, Tool.hashes(dir));
    }

    @Test
    void shouldNotMixNodes() throws IOException
    {
        try (MadeCapture made = new MadeCapture(dir, NodeKind.GAME, 201, 1_700_000_060_000L))
        {
            made.login(1, "Eve");
        }
        assertEquals(3, tool.run(dir), tool::text);
        assertEquals(LOGINS, logins());
        assertTrue(tool.err().contains(captured(dir).get(1) + " is of game node 201, and those before it are of" +
            " session node 9"), tool::text);
    }

    @Test
    void shouldRefuseWhatALaterBuildCaptured() throws IOException
    {
        final int version = MessageHeaderDecoder.SCHEMA_VERSION + 1;
        bytes[batches().get(60) + MessageHeaderDecoder.versionEncodingOffset()] = (byte)version;
        Files.write(file, bytes);

        assertEquals(3, tool.run(dir, "--user", "Ada"), tool::text);
        assertEquals(20, logins());
        assertTrue(
            tool.err().contains("M0238 after message 60 the capture is of schema version " + version), tool::text);
    }

    /** With a checksum that fits, or without: nothing but a refusal, and soon. */
    @Test
    void shouldCopeWithFilesThatHoldAnything() throws IOException
    {
        final byte[] whole = bytes;
        final List<Integer> batches = batches();
        for (int i = 0; i < 300; i++)
        {
            bytes = whole.clone();
            final int batch = batches.get(random.nextInt(batches.size()));
            switch (i % 4)
            {
                case 0 -> bytes[random.nextInt(bytes.length)] ^= (byte)(1 << random.nextInt(8));
                case 1 -> bytes[batch - random.nextInt(4) - 1] ^= (byte)(1 << random.nextInt(8));
                case 2 -> bytes = Arrays.copyOf(bytes, batches.get(0) + random.nextInt(bytes.length - batches.get(0)));
                default -> alter(batch);
            }
            Files.write(file, bytes);
            final boolean isJson = random.nextBoolean();
            final int status = isJson ? tool.run(dir, "--salvage", "--json") : tool.run(dir, "--user", "Ada");
            assertTrue(status == 0 || status == 3, () -> "seed " + SEED + ": " + tool.text());
            assertTrue(tool.err().matches("(?s)((?!M02).)*(M0(232|238)((?!M02).)*)?"), () -> "seed " + SEED + ": " +
                tool.text());
            if (isJson)
            {
                tool.objects(); // Every line is one, or this throws.
            }
        }
    }

    /** A document's length has no checksum; a bit of it could make all that follows look as if it were not there. */
    @Test
    void shouldMissNothingWithoutSayingSo() throws IOException
    {
        final byte[] whole = bytes;
        final List<Integer> batches = batches();
        for (int bit = 0; bit < 32; bit++)
        {
            final int batch = batches.get(random.nextInt(batches.size() - 1));
            bytes = whole.clone();
            bytes[batch - Integer.BYTES + bit / 8] ^= (byte)(1 << bit % 8);
            Files.write(file, bytes);
            assertEquals(3, tool.run(dir), "bit " + bit + " of the word before byte " + batch);
            assertEquals(3, tool.run(dir, "--salvage"), tool::text);
            assertTrue(logins() >= LOGINS - 1, tool::text);
        }
    }

    private void alter(final int batch)
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final int length = buffer.getInt(batch - Integer.BYTES);
        final int checked = MessageHeaderDecoder.ENCODED_LENGTH + Integer.BYTES;
        for (int i = random.nextInt(4); i >= 0; i--)
        {
            bytes[batch + checked + random.nextInt(length - checked)] = (byte)random.nextInt();
        }
        final CRC32C crc = new CRC32C();
        crc.update(bytes, batch + checked, length - checked);
        buffer.putInt(batch + checked - Integer.BYTES, (int)crc.getValue());
    }

    /** What does not fit into its batch, whatever its checksum says, is damage; a salvage goes on with the next one. */
    @Test
    void shouldNotBelieveLengthsBecauseOfAChecksum() throws IOException
    {
        final int batch = batches().get(60);
        final int captured = batch + MessageHeaderDecoder.ENCODED_LENGTH + CaptureBatchDecoder.BLOCK_LENGTH;
        final byte[] whole = bytes;
        for (final int length : new int[]{-1, 100_000, Integer.MAX_VALUE, Integer.MIN_VALUE})
        {
            bytes = whole.clone();
            new UnsafeBuffer(bytes).putInt(captured + 32, length);
            alterNothing(batch);
            assertEquals(3, tool.run(dir, "--salvage"), tool::text);
            assertTrue(tool.err().contains("has a message that goes on behind its end"), tool::text);
            assertEquals(LOGINS - 1, logins());
        }
        for (final int blockLength : new int[]{0, 36, 65_535})
        {
            bytes = whole.clone();
            new UnsafeBuffer(bytes).putShort(captured - CaptureBatchDecoder.BLOCK_LENGTH +
                CaptureBatchDecoder.capturedBlockLengthEncodingOffset(), (short)blockLength);
            alterNothing(batch);
            assertEquals(3, tool.run(dir, "--salvage"), tool::text);
            assertEquals(LOGINS - 1, logins());
        }
    }

    private void alterNothing(final int batch) throws IOException
    {
        final UnsafeBuffer buffer = new UnsafeBuffer(bytes);
        final int checked = MessageHeaderDecoder.ENCODED_LENGTH + Integer.BYTES;
        final CRC32C crc = new CRC32C();
        crc.update(bytes, batch + checked, buffer.getInt(batch - Integer.BYTES) - checked);
        buffer.putInt(batch + checked - Integer.BYTES, (int)crc.getValue());
        Files.write(file, bytes);
    }

    @Test
    void shouldShowMessagesThatAreAnything(@TempDir final Path own) throws IOException
    {
        final int messages = 1_500;
        final UnsafeBuffer batch = new UnsafeBuffer(new byte[512]);
        final int batchBytes = MadeCapture.putCommands(batch, 1, "Ada", 2);
        try (MadeCapture made = MadeCapture.session(own))
        {
            for (int i = 0; i < messages; i++)
            {
                final byte[] said = new byte[i % 3 == 0 ? random.nextInt(100) : batchBytes];
                random.nextBytes(said);
                if (i % 3 == 1)
                {
                    batch.getBytes(0, said);
                    said[random.nextInt(said.length)] = (byte)random.nextInt();
                }
                else if (said.length >= 8)
                {
                    new UnsafeBuffer(said).putShort(4, (short)MessageHeaderDecoder.SCHEMA_ID);
                    said[3] = 0;
                    said[0] = (byte)random.nextInt(60);
                    said[1] = 0;
                }
                made.say(CaptureWay.get((short)(1 + random.nextInt(7))), said);
            }
        }
        for (final String[] arguments : new String[][]{{"--all"}, {"--user", "Ada"}, {"--instance", "44"}})
        {
            assertEquals(0, tool.run(own, arguments), () -> "seed " + SEED + ": " + tool.text());
        }
        final List<JsonNode> objects = tool.objects(own, "--all", "--json");
        assertTrue(objects.size() >= messages, () -> "seed " + SEED + ": " + objects.size());
        assertTrue(objects.stream().allMatch((it) -> it.path("message").has("type")), "seed " + SEED);
        assertTrue(tool.run(own, "--type", "malformed") == 0 && tool.out().contains("malformed "), tool::text);
    }
}
