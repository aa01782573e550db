package io.muster.build;

import javax.tools.ToolProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** A small repository, sound as it is made, into which a test plants what it wants to be found. */
final class Planted
{
    private static final List<String> MODULES = List.of("codecs", "node", "master", "session", "game", "client");
    private static final String SCHEMA = """
        <sbe:messageSchema xmlns:sbe="http://fixprotocol.io/2016/sbe" package="io.muster.codecs">
            <sbe:message name="Login" semanticType="player>session"/>
        </sbe:messageSchema>
        """;
    private static final String README = "# m\n\n" + Stream.of("Hears", "Says", "Owns", "Never", "Start")
        .map((word) -> "- **" + word + "** this.\n").collect(Collectors.joining());

    private final SourceTree tree;

    Planted(final Path root)
    {
        tree = new SourceTree(root);
        write("pom.xml", "<module>" + String.join("</module><module>", MODULES) + "</module>");
        write("ARCHITECTURE.md", "\n## Words\n\n| word | means |\n|---|---|\n| node | one |\n\n## Modules\n\n" +
            MODULES.stream().map((name) -> "| `" + name + "` | it | codecs |\n").collect(Collectors.joining()));
        write("docs/decisions/README.md", "none\n");
        write("codecs/src/main/sbe/muster.xml", SCHEMA);
        write("codecs/src/main/sbe/samples.xml", SCHEMA.replaceAll("<sbe:message .*\n", ""));
        MODULES.forEach((module) ->
        {
            write(module + "/README.md", README);
            java(module, "package-info", "/** Owned by one thread. */\npackage io.muster." + module + ";\n");
        });
        java("codecs", "LoginEncoder", "package io.muster.codecs;\npublic final class LoginEncoder {}\n");
        java("codecs", "LoginDecoder", "package io.muster.codecs;\npublic final class LoginDecoder {}\n");
        java("client", "Player", "package io.muster.client;\nclass Player { io.muster.codecs.LoginEncoder login; }\n");
        java("session", "Gate", "package io.muster.session;\nclass Gate { io.muster.codecs.LoginDecoder login; }\n");
    }

    SourceTree tree()
    {
        return tree;
    }

    /** Puts a main source into a module. */
    Planted java(final String module, final String name, final String source)
    {
        final String directory = source.replaceFirst("(?s).*?package ([\\w.]+);.*", "$1").replace('.', '/');
        return write(module + "/src/main/java/" + directory + '/' + name + ".java", source);
    }

    /** Puts any file into the tree. */
    Planted write(final String name, final String content)
    {
        try
        {
            final Path file = tree.root().resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Compiles all modules, each into its own classes. */
    Planted compile()
    {
        final String sources = MODULES.stream()
            .map((module) -> tree.module(module).resolve("src/main/java").toString())
            .collect(Collectors.joining(java.io.File.pathSeparator));
        MODULES.forEach((module) ->
        {
            final Stream<String> files = tree.mainSources(module).stream().map(Path::toString);
            final Stream<String> options = Stream.of("-proc:none", "-implicit:none", "-sourcepath", sources,
                "-cp", System.getProperty("java.class.path"), "-d", tree.module(module) + "/target/classes");
            assertEquals(0, ToolProvider.getSystemJavaCompiler().run(
                null, null, null, Stream.concat(options, files).toArray(String[]::new)));
        });
        return this;
    }
}
