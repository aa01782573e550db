package io.muster.build;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Texts that may not stand in the source, and what to write instead.
 * <p>
 * {@code ArchitectureTest} sees most of what is banned in the engine too, but only where it is compiled and called; the
 * text is found wherever it stands.
 */
final class BannedTexts
{
    private static final String ENGINE = "master/src/main/java/io/muster/master/engine/.*";
    private static final String MAIN = ".*/src/main/java/.*";
    private static final String TEST = ".*/src/test/java/.*";
    private static final String ANY = ".*";

    /** Comments, text blocks, strings and characters: where a banned text of {@link #CODE} does no harm. */
    private static final Pattern NO_CODE = Pattern.compile(
        "//[^\n]*|/\\*.*?\\*/|\"\"\".*?\"\"\"|\"(?:\\\\.|[^\"\\\\\n])*\"|'(?:\\\\.|[^'\\\\\n])+'", Pattern.DOTALL);

    private static final List<Ban> CODE = List.of(
        ban(ENGINE, "System\\s*(\\.|::)\\s*(?!arraycopy)\\w+", "the log's timestamp, or a value carried in the log"),
        ban(ENGINE, "\\b(Instant|Clock|LocalDateTime|Date)\\b", "the log's timestamp, in milliseconds"),
        ban(ENGINE, "\\b(\\w*Random|UUID)\\b|Math\\s*(\\.|::)\\s*random", "a seed that is derived from the log"),
        ban(ENGINE, "\\b(Thread\\w*|Runnable|Executor\\w*|synchronized|volatile)\\b", "the one thread of the engine"),
        ban(ENGINE, "\\bjava\\.util\\.\\w*Hash(Map|Set)\\b", "an Agrona map to look up, slots to visit"),
        ban(MAIN, "\\bThread\\s*(\\.|::)\\s*sleep\\b", "the agent's idle strategy, or a deadline in its state"),
        ban("(?!benchmarks).*/src/main/java/.*(?<!NodeProcess.java)",
            "\\.printStackTrace\\(\\)", "an ErrorHandler, as NodeProcess has one"),
        ban("(codecs|master|session|game|client)/src/main/java/.*(?<!Node.java)",
            "\\bSystem\\s*\\.\\s*(out|err|exit)\\b",
            "a counter, an ErrorHandler, or an exception that ends the process; a node's main passes the stream in"),
        ban(TEST + "(?<!Smoke.java)", "\\bThread\\s*(\\.|::)\\s*sleep\\b", "an awaited condition with a deadline"),
        ban(TEST, "@Disabled\\b", "a test that passes, or none"),
        ban(TEST, "\\bMockito\\b", "a real object, or a fake by hand"));

    private static final List<Ban> TEXT = List.of(
        ban(ANY, "\\b(TODO|FIXME|XXX)\\b", "an issue, or the work itself"),
        ban(ANY, "(?m)//\\s*(return|import|throw|break|continue)\\b.*;\\s*$", "nothing: history remembers code"),
        ban(ANY, "(?m)//\\s*[\\w.<>\\[\\], ]*\\w(\\([^)\n]*\\)|\\s[-+*/|&^]?=\\s.*);\\s*$",
            "nothing: history remembers code"),
        ban(ANY, "(?m)//\\s*[{}]\\s*$", "nothing: history remembers code"));

    private final SourceTree tree;

    BannedTexts(final SourceTree tree)
    {
        this.tree = tree;
    }

    List<String> violations()
    {
        return Stream.concat(tree.mainSources().stream(), tree.testSources().stream())
            .flatMap((file) -> violations(file).stream())
            .toList();
    }

    private List<String> violations(final Path file)
    {
        final String name = tree.name(file);
        final String text = SourceTree.text(file);
        final String code = NO_CODE.matcher(text).replaceAll((match) -> match.group().replaceAll("[^\n]", " "));

        final List<String> errors = new ArrayList<>();
        CODE.stream().filter((ban) -> name.matches(ban.where)).forEach((ban) -> ban.find(name, code, errors));
        if (!name.endsWith("/BannedTexts.java")) // It holds them itself.
        {
            TEXT.forEach((ban) -> ban.find(name, text, errors));
        }
        return errors;
    }

    private static Ban ban(final String where, final String text, final String instead)
    {
        return new Ban(where, Pattern.compile(text), instead);
    }

    private record Ban(String where, Pattern text, String instead)
    {
        void find(final String name, final String content, final List<String> errors)
        {
            for (final MatchResult match : text.matcher(content).results().toList())
            {
                errors.add(name + ':' + SourceTree.line(content, match) + ": '" + match.group().strip() +
                    "' is banned here; instead: " + instead);
            }
        }
    }
}
