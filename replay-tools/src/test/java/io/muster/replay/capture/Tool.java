package io.muster.replay.capture;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.muster.replay.ReplayTools;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.CRC32C;

/** The tool as it is run, and what it has said. */
final class Tool
{
    private StringWriter out = new StringWriter();
    private StringWriter err = new StringWriter();

    /** {@code log dump}. @return the exit status. */
    int run(final Path dir, final String... arguments)
    {
        return runAll(
            Stream.concat(Stream.of("log", "dump", dir.toString()), Arrays.stream(arguments)).toArray(String[]::new));
    }

    int runAll(final String... arguments)
    {
        out = new StringWriter();
        err = new StringWriter();
        return ReplayTools.run(new PrintWriter(out), new PrintWriter(err, true), arguments);
    }

    List<JsonNode> objects(final Path dir, final String... arguments) throws IOException
    {
        run(dir, arguments);
        return objects();
    }

    List<JsonNode> objects() throws IOException
    {
        return new ObjectMapper().readerFor(JsonNode.class).<JsonNode>readValues(out.toString()).readAll();
    }

    String out()
    {
        return out.toString();
    }

    String err()
    {
        return err.toString();
    }

    String text()
    {
        return out.toString() + err;
    }

    /** Of all files below a directory. */
    static String hashes(final Path dir) throws IOException
    {
        final StringBuilder hashes = new StringBuilder();
        try (Stream<Path> files = Files.walk(dir))
        {
            for (final Path file : files.filter(Files::isRegularFile).sorted().toList())
            {
                final CRC32C crc = new CRC32C();
                crc.update(Files.readAllBytes(file));
                hashes.append(file).append(' ').append(crc.getValue()).append('\n');
            }
        }
        return hashes.toString();
    }
}
