package io.muster.benchmarks.directory.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * What one process measured: numbers by their names, and a sum over the answers to each question, by which engines are
 * compared. It goes from the process to the benchmark as a file.
 */
public final class Numbers
{
    private static final ObjectMapper JSON = new ObjectMapper();

    private final ObjectNode root;

    /** Nothing yet. */
    public Numbers()
    {
        root = JSON.createObjectNode();
        root.putObject("numbers");
        root.putObject("answers");
    }

    private Numbers(final ObjectNode root)
    {
        this.root = root;
    }

    /** An engine that could not be measured, and why. */
    public static Numbers missing(final String reason)
    {
        final Numbers numbers = new Numbers();
        numbers.root.put("missing", reason);
        return numbers;
    }

    /** What a process wrote. */
    public static Numbers read(final Path file)
    {
        try
        {
            return new Numbers((ObjectNode)JSON.readTree(file.toFile()));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** For {@link #read}. */
    public void write(final Path file)
    {
        try
        {
            JSON.writeValue(file.toFile(), root);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** A number that was measured. */
    public void put(final String name, final double value)
    {
        root.withObject("/numbers").put(name, value);
    }

    /** All that another process measured of the same engine. */
    public void putAll(final Numbers other)
    {
        all().setAll(other.all());
    }

    /** A number that can't be measured, and is said to be unknown. */
    public void putUnknown(final String name)
    {
        root.withObject("/numbers").putNull(name);
    }

    /** Which indexes the engine had. */
    public void indexes(final String sentence)
    {
        root.put("indexes", sentence);
    }

    /**
     * The sum over the answers to a question.
     *
     * @throws IllegalStateException if the same question was answered otherwise before.
     */
    public void answer(final String question, final long sum)
    {
        final JsonNode before = root.path("answers").path(question);
        if (!before.isMissingNode() && before.asLong() != sum)
        {
            throw new IllegalStateException(question + ": two answers to the same question");
        }
        root.withObject("/answers").put(question, sum);
    }

    /** Why there are no numbers, or null. */
    public String missing()
    {
        return root.path("missing").asText(null);
    }

    /** Which indexes the engine had. */
    public String indexes()
    {
        return root.path("indexes").asText("");
    }

    /** A number, or NaN if it was not measured. */
    public double get(final String name)
    {
        return root.path("numbers").path(name).asDouble(Double.NaN);
    }

    /** All numbers, by name. */
    public ObjectNode all()
    {
        return (ObjectNode)root.path("numbers");
    }

    /** One number over all answers. */
    public long answersSum()
    {
        long sum = 0;
        for (final JsonNode answer : root.path("answers"))
        {
            sum = sum * 31 + answer.asLong();
        }
        return sum;
    }

    /** The questions that two engines answered differently; none if one of them was not measured. */
    public List<String> differences(final Numbers other)
    {
        final List<String> questions = new ArrayList<>();
        if (missing() == null && other.missing() == null)
        {
            root.path("answers").fieldNames().forEachRemaining((question) ->
            {
                if (!root.path("answers").path(question).equals(other.root.path("answers").path(question)))
                {
                    questions.add(question);
                }
            });
        }
        return questions;
    }
}
