package io.muster.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/** The codes of errors, as the enums named after them give them: {@code NO_LOG(231, 3)}. */
final class ErrorCodes
{
    private static final Pattern CODE = Pattern.compile("(?m)^    ([A-Z][A-Z_]+)\\((\\d{3}), ");
    /** Those below are shared: an option refused is the same error in every program. */
    private static final int OWNED_FROM = 210;
    private static final int DEFECT = 299;

    private final SourceTree tree;

    ErrorCodes(final SourceTree tree)
    {
        this.tree = tree;
    }

    /** Codes that two enums, or two errors of one, have. */
    List<String> withTwoMeanings()
    {
        final Map<Integer, TreeSet<String>> errors = new TreeMap<>();
        for (final Path file : tree.mainSources())
        {
            if (file.toString().endsWith("Error.java"))
            {
                CODE.matcher(SourceTree.text(file)).results().forEach((match) ->
                    errors.computeIfAbsent(Integer.valueOf(match.group(2)), (code) -> new TreeSet<>())
                        .add(tree.name(file) + " " + match.group(1)));
            }
        }
        final List<String> violations = new ArrayList<>();
        errors.forEach((code, named) ->
        {
            if (named.size() > 1 && (code < 200 || code >= OWNED_FROM) && code != DEFECT)
            {
                violations.add(code + " is " + String.join(" and ", named));
            }
        });
        return violations;
    }
}
