package io.muster.build;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;

import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** How long files and methods are, how many parameters, how many files in a package; and the names of types. */
final class Sizes
{
    private static final int FILE_LINES_MAX = 400;
    private static final int PACKAGE_FILES_MAX = 15;
    private static final int METHOD_LINES_MAX = 40;
    private static final int PARAMETERS_MAX = 5;
    private static final String NAMES_BANNED = ".+(Manager|Helper|Util|Utils|Impl|Data|Info|Processor)|I[A-Z][a-z]\\w*";

    private final SourceTree tree;

    Sizes(final SourceTree tree)
    {
        this.tree = tree;
    }

    /** Main and test sources. */
    List<Size> ofFiles()
    {
        return Stream.concat(tree.mainSources().stream(), tree.testSources().stream())
            .map((file) -> new Size(
                "file-lines", tree.name(file), (int)SourceTree.text(file).lines().count(), FILE_LINES_MAX))
            .toList();
    }

    /** Main and test sources; {@code package-info} does not count. */
    List<Size> ofPackages()
    {
        final Map<Path, Integer> counts = new HashMap<>();
        Stream.concat(tree.mainSources().stream(), tree.testSources().stream())
            .filter((file) -> !file.endsWith("package-info.java"))
            .forEach((file) -> counts.merge(file.getParent(), 1, Integer::sum));
        return counts.entrySet().stream()
            .map((entry) -> new Size("package-files", tree.name(entry.getKey()), entry.getValue(), PACKAGE_FILES_MAX))
            .toList();
    }

    /** Main sources. Constructors, and methods that someone else's interface prescribes, may have any parameters. */
    List<Size> ofMethods()
    {
        final List<Size> sizes = new ArrayList<>();
        scan(new Scanner()
        {
            @Override
            void onMethod(final String where, final MethodTree method, final int lines)
            {
                sizes.add(new Size("method-lines", where, lines, METHOD_LINES_MAX));
                if (method.getReturnType() != null && !isOverride(method))
                {
                    sizes.add(new Size("parameters", where, method.getParameters().size(), PARAMETERS_MAX));
                }
            }
        });
        return sizes;
    }

    /** Main sources. */
    List<String> namesThatSayNothing()
    {
        final List<String> errors = new ArrayList<>();
        tree.modules().stream().filter("common"::equals).forEach((module) -> errors.add("a module is called common"));
        tree.mainSources().stream().map(Path::getParent).filter((directory) -> directory.endsWith("common")).distinct()
            .forEach((directory) -> errors.add(tree.name(directory) + ": name the package for what is in it"));
        scan(new Scanner()
        {
            @Override
            void onType(final String file, final String name)
            {
                if (name.matches(NAMES_BANNED))
                {
                    errors.add(file + ": " + name + ": name it with a word of the glossary, for what it is");
                }
            }
        });
        return errors;
    }

    private static boolean isOverride(final MethodTree method)
    {
        return method.getModifiers().getAnnotations().stream()
            .anyMatch((annotation) -> annotation.getAnnotationType().toString().equals("Override"));
    }

    private void scan(final Scanner scanner)
    {
        final JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null))
        {
            final JavacTask task = (JavacTask)compiler.getTask(null, files, null, List.of("-proc:none"), null,
                files.getJavaFileObjectsFromPaths(tree.mainSources()));
            scanner.positions = Trees.instance(task).getSourcePositions();
            for (final CompilationUnitTree unit : task.parse())
            {
                scanner.unit = unit;
                scanner.file = tree.name(Path.of(unit.getSourceFile().toUri()));
                scanner.scan(unit, null);
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private abstract static class Scanner extends TreePathScanner<Void, Void>
    {
        private SourcePositions positions;
        private CompilationUnitTree unit;
        private String file;

        void onMethod(final String where, final MethodTree method, final int lines)
        {
        }

        void onType(final String name, final String simpleName)
        {
        }

        @Override
        public Void visitMethod(final MethodTree method, final Void nothing)
        {
            // A record's constructor has no end of its own before it is attributed.
            final long end = Math.max(0, positions.getEndPosition(unit, method));
            final long first = unit.getLineMap().getLineNumber(positions.getStartPosition(unit, method));
            final long last = unit.getLineMap().getLineNumber(end);
            onMethod(file + '#' + method.getName(), method, (int)(last - first + 1));
            return super.visitMethod(method, nothing);
        }

        @Override
        public Void visitClass(final ClassTree type, final Void nothing)
        {
            onType(file, type.getSimpleName().toString());
            return super.visitClass(type, nothing);
        }
    }
}
