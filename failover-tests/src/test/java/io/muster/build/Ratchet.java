package io.muster.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Exceptions to sizes: a line {@code what where number} each. A number may only fall, and a line go; a new exception is
 * a new line that a reviewer sees.
 */
final class Ratchet
{
    private final Map<String, Integer> exceptions = new TreeMap<>();
    private final String name;

    Ratchet(final Path file)
    {
        name = file.getFileName().toString();
        SourceTree.text(file).lines().filter((line) -> !line.isBlank() && !line.startsWith("#")).forEach((line) ->
        {
            final int end = line.lastIndexOf(' ');
            exceptions.put(line.substring(0, end), Integer.valueOf(line.substring(end + 1)));
        });
    }

    List<String> violations(final List<Size> sizes)
    {
        // Overloads share a name, and the largest speaks for them.
        final Map<String, Size> largest = new TreeMap<>();
        sizes.stream().filter(Size::isTooLarge)
            .forEach((size) -> largest.merge(size.key(), size, (a, b) -> a.is() > b.is() ? a : b));

        final List<String> errors = new ArrayList<>();
        largest.forEach((key, size) ->
        {
            final int most = exceptions.getOrDefault(key, size.most());
            if (size.is() > most)
            {
                errors.add(key + " is " + size.is() + ", and may be " + most + "; split it");
            }
            else if (size.is() < most)
            {
                errors.add(key + " is down to " + size.is() + "; write that into " + name);
            }
        });
        exceptions.keySet().stream().filter((key) -> !largest.containsKey(key))
            .forEach((key) -> errors.add(key + " is small enough now; take it out of " + name));
        return errors;
    }
}
