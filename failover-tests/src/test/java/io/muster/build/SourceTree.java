package io.muster.build;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The files of a repository: a root with a pom that lists the modules, each of them laid out as Maven wants it. */
record SourceTree(Path root)
{
    private static final Pattern MODULE = Pattern.compile("<module>([^<]+)</module>");

    /** The repository that is being built. */
    static SourceTree ours()
    {
        return new SourceTree(Path.of(System.getProperty("muster.root", "..")).toAbsolutePath().normalize());
    }

    List<String> modules()
    {
        return MODULE.matcher(text(root.resolve("pom.xml"))).results().map((match) -> match.group(1)).toList();
    }

    Path module(final String name)
    {
        return root.resolve(name);
    }

    List<Path> mainSources(final String module)
    {
        return files(root.resolve(module).resolve("src/main/java"), ".java");
    }

    List<Path> testSources(final String module)
    {
        return files(root.resolve(module).resolve("src/test/java"), ".java");
    }

    List<Path> mainSources()
    {
        return modules().stream().flatMap((module) -> mainSources(module).stream()).toList();
    }

    List<Path> testSources()
    {
        return modules().stream().flatMap((module) -> testSources(module).stream()).toList();
    }

    /**
     * The directory of a module's compiled main classes.
     *
     * @throws IllegalStateException when there are sources but no classes: a check that sees nothing finds nothing.
     */
    Path classes(final String module)
    {
        final Path classes = root.resolve(module).resolve("target/classes");
        final Stream<Path> types = mainSources(module).stream().filter((file) -> !file.endsWith("package-info.java"));
        if (!Files.isDirectory(classes) && types.findAny().isPresent())
        {
            throw new IllegalStateException(module + " is not compiled: run with -pl failover-tests -am");
        }
        return classes;
    }

    /** The compiled main classes of all modules that have some. */
    List<Path> classes()
    {
        return modules().stream().map(this::classes).filter(Files::isDirectory).toList();
    }

    /** Markdown pages at the root, in docs, and of the modules. */
    List<Path> pages()
    {
        return Stream.of(
            list(root, ".md").stream(),
            files(root.resolve("docs"), ".md").stream(),
            modules().stream().flatMap((module) -> list(root.resolve(module), ".md").stream()))
            .flatMap((pages) -> pages).toList();
    }

    /** As a reader of a failure wants to see a file: from the root, with slashes. */
    String name(final Path file)
    {
        return root.relativize(file).toString().replace('\\', '/');
    }

    static String text(final Path file)
    {
        try
        {
            return Files.readString(file);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** The number of the line in which a match begins. */
    static int line(final String text, final MatchResult match)
    {
        return 1 + (int)text.substring(0, match.start()).chars().filter((character) -> character == '\n').count();
    }

    private static List<Path> files(final Path directory, final String ending)
    {
        return walk(directory, ending, Integer.MAX_VALUE);
    }

    private static List<Path> list(final Path directory, final String ending)
    {
        return walk(directory, ending, 1);
    }

    private static List<Path> walk(final Path directory, final String ending, final int depth)
    {
        if (!Files.isDirectory(directory))
        {
            return List.of();
        }
        try (Stream<Path> paths = Files.walk(directory, depth))
        {
            return paths.filter((path) -> path.toString().endsWith(ending)).sorted().toList();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
