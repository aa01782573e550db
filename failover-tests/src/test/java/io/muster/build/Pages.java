package io.muster.build;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** What is written for readers: package-infos, the modules' READMEs, the glossary, links. */
final class Pages
{
    private static final int WORDS_MAX = 25;
    private static final List<String> README_LINES = List.of("Hears", "Says", "Owns", "Never", "Start");
    private static final Pattern GLOSSARY = Pattern.compile("(?s)\n## Words\n(.*?)\n## ");
    private static final Pattern OWNER = Pattern.compile("(?s)/\\*\\*.*\\b(thread|agent|loop)s?\\b.*\\*/");
    private static final Pattern LINK = Pattern.compile("]\\(([^)#:\\s]+)(#[^)\\s]*)?\\)");

    private final SourceTree tree;

    Pages(final SourceTree tree)
    {
        this.tree = tree;
    }

    /** A package says what it is for and which thread owns it; that of the codecs is made from the schema. */
    List<String> packagesWithoutOwner()
    {
        return tree.modules().stream().filter((module) -> !module.equals("codecs"))
            .flatMap((module) -> tree.mainSources(module).stream().map(Path::getParent).distinct())
            .filter((directory) ->
            {
                final Path info = directory.resolve("package-info.java");
                return !Files.exists(info) || !OWNER.matcher(SourceTree.text(info)).lookingAt();
            })
            .map((directory) -> tree.name(directory) + ": no package-info.java that says whose thread owns it")
            .toList();
    }

    /** Five lines, in order, and no more: what needs more is in ARCHITECTURE.md or in a package-info. */
    List<String> readmesThatRamble()
    {
        final List<String> errors = new ArrayList<>();
        for (final String module : tree.modules())
        {
            final Path readme = tree.module(module).resolve("README.md");
            final List<String> lines = !Files.exists(readme) ? List.of() : SourceTree.text(readme).lines()
                .filter((line) -> !line.isBlank() && !line.startsWith("#"))
                .map((line) -> line.replaceFirst("^\\W*(\\w+).*", "$1"))
                .toList();
            if (!lines.equals(README_LINES))
            {
                errors.add(module + "/README.md has lines " + lines + ", not " + README_LINES);
            }
        }
        return errors;
    }

    /** A word too many is a concept too many. */
    List<String> wordsTooMany()
    {
        final String words = GLOSSARY.matcher(SourceTree.text(tree.root().resolve("ARCHITECTURE.md"))).results()
            .map((match) -> match.group(1)).findFirst().orElse("");
        // The head of the table and the line under it are no words.
        final long count = words.lines().filter((line) -> line.startsWith("|")).count() - 2;
        return count >= 1 && count <= WORDS_MAX ? List.of() :
            List.of("ARCHITECTURE.md: the glossary has " + count + " words, not 1 to " + WORDS_MAX);
    }

    /** A link inside the repository leads somewhere. */
    List<String> brokenLinks()
    {
        return tree.pages().stream()
            .flatMap((page) -> LINK.matcher(SourceTree.text(page)).results()
                .filter((link) -> !Files.exists(page.resolveSibling(link.group(1))))
                .map((link) -> tree.name(page) + ": the link to " + link.group(1) + " leads nowhere"))
            .toList();
    }

    /** Every decision is on the list of decisions. */
    List<String> decisionsUnlisted()
    {
        final Path directory = tree.root().resolve("docs/decisions");
        final String list = Files.exists(directory) ? SourceTree.text(directory.resolve("README.md")) : "";
        return tree.pages().stream()
            .filter((page) -> page.getParent().equals(directory) && !page.endsWith("README.md"))
            .filter((page) -> !list.contains("(" + page.getFileName() + ")"))
            .map((page) -> "docs/decisions/README.md does not list " + page.getFileName())
            .toList();
    }
}
