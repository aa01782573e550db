package io.muster.failover.simulation.mutant;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * One defect.
 *
 * @param file        in the project.
 * @param text        that stands exactly once in the file.
 * @param replacement that stands there instead.
 */
public record Mutant(String name, String file, String text, String replacement)
{
    private static final String[] KEYS = { "name: ", "file: ", "text: ", "with: " };

    /** All that there are, in the order of the list. */
    public static List<Mutant> all()
    {
        final List<Mutant> mutants = new ArrayList<>();
        for (final String block : read().split("\n\n"))
        {
            final List<String> lines = block.lines().filter((line) -> !line.startsWith("#")).toList();
            if (!lines.isEmpty())
            {
                mutants.add(of(lines));
            }
        }
        return mutants;
    }

    private static Mutant of(final List<String> lines)
    {
        final String[] values = new String[KEYS.length];
        for (int i = 0; i < KEYS.length; i++)
        {
            if (lines.size() != KEYS.length || !(lines.get(i) + ' ').startsWith(KEYS[i]))
            {
                throw new IllegalStateException("the list of defects is malformed at " + lines);
            }
            values[i] = (lines.get(i) + ' ').substring(KEYS[i].length()).strip();
        }
        return new Mutant(values[0], values[1], values[2], values[3]);
    }

    private static String read()
    {
        try (InputStream list = Mutant.class.getResourceAsStream("mutants.txt"))
        {
            return new String(list.readAllBytes(), StandardCharsets.UTF_8);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** How often the text stands in a source; 1, unless the source has changed. */
    public int countIn(final String source)
    {
        return (source.length() - source.replace(text, "").length()) / text.length();
    }

    /** The source with the defect. */
    String plantInto(final String source)
    {
        return source.replace(text, replacement);
    }
}
