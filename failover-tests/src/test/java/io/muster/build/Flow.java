package io.muster.build;

import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.spi.ToolProvider;
import java.util.stream.Stream;

/**
 * Who encodes and who decodes what, as the schemas say it and as the compiled classes do it.
 * <p>
 * The codecs themselves, tests, benchmarks, what plays several processes at once, and what looks at their past may do
 * as they like.
 */
final class Flow
{
    /** Which modules' code a word of {@code semanticType} stands for. */
    private static final Map<String, Set<String>> MODULES = Map.of(
        "player", Set.of("client"),
        "session", Set.of("session"),
        "game", Set.of("game"),
        "master", Set.of("master"),
        "node", Set.of("node", "session", "game"),
        "asker", Set.of("node", "session", "console"));

    private static final Set<String> EXEMPT = Set.of(
        "codecs", "benchmarks", "replay", "replay-tools", "failover", "failover-tests");

    private static final Pattern USE = Pattern.compile(
        "^ +io\\.muster\\.(\\w+)\\.(\\S+) +-> (io\\.muster\\.codecs\\.(?:\\w+\\.)*\\w+(?:En|De)coder)\\b.*");

    private static final Pattern IMPORT = Pattern.compile("import (io\\.muster\\.codecs\\.[\\w.]+(?:En|De)coder);");

    /** Codec class to the modules that may use it. */
    private final Map<String, Set<String>> owners = new TreeMap<>();
    private final Map<String, String> ends = new TreeMap<>();
    private final List<Use> uses = new ArrayList<>();

    Flow(final SourceTree tree)
    {
        final Path schemas = tree.module("codecs").resolve("src/main/sbe");
        readSchema(schemas.resolve("muster.xml"));
        readSchema(schemas.resolve("samples.xml"));
        Stream.concat(usesInClasses(tree), usesInSources(tree))
            .filter((use) -> !EXEMPT.contains(use.module) && owners.containsKey(use.codec))
            .forEach(uses::add);
    }

    /** Uses of a codec by a module that neither speaks nor hears its message. */
    Set<String> violations()
    {
        final Set<String> violations = new TreeSet<>();
        uses.stream().filter((use) -> !owners.get(use.codec).contains(use.module)).forEach((use) ->
            violations.add(use.module + '.' + use.className + " uses " + simpleName(use.codec) + ", which is for " +
                ends.get(use.codec)));
        return violations;
    }

    /** Codecs that nobody uses who should: a message that is never spoken, or never heard. */
    Set<String> dead()
    {
        final Set<String> dead = new TreeSet<>(owners.keySet());
        uses.stream().filter((use) -> owners.get(use.codec).contains(use.module)).map(Use::codec).forEach(dead::remove);
        return dead;
    }

    private static Stream<Use> usesInClasses(final SourceTree tree)
    {
        return jdeps(tree.classes()).lines().map(USE::matcher).filter(Matcher::matches)
            .map((match) -> new Use(match.group(1), match.group(2), match.group(3)));
    }

    /** The compiler copies a template id and forgets where it came from, and some messages say no more than that. */
    private static Stream<Use> usesInSources(final SourceTree tree)
    {
        return tree.modules().stream().flatMap((module) -> tree.mainSources(module).stream().flatMap((file) ->
            IMPORT.matcher(SourceTree.text(file)).results()
                .map((match) -> new Use(module, file.getFileName().toString(), match.group(1)))));
    }

    private void readSchema(final Path schema)
    {
        final Element root = parse(schema).getDocumentElement();
        final NodeList messages = root.getElementsByTagName("sbe:message");
        for (int i = 0; i < messages.getLength(); i++)
        {
            final Element message = (Element)messages.item(i);
            final String codec = root.getAttribute("package") + '.' + message.getAttribute("name");
            final String[] flow = message.getAttribute("semanticType").split(">");
            if (!codec.endsWith("Record"))
            {
                own(codec + "Encoder", flow[0]); // A record of a slab is written field by field, never as a message.
            }
            own(codec + "Decoder", flow[1]);
        }
    }

    private void own(final String codec, final String end)
    {
        ends.put(codec, end);
        owners.put(codec, MODULES.get(end));
    }

    private static Document parse(final Path schema)
    {
        try
        {
            return DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(schema.toFile());
        }
        catch (final ParserConfigurationException | SAXException | IOException ex)
        {
            throw new IllegalStateException(schema + " cannot be read", ex);
        }
    }

    private static String jdeps(final List<Path> classes)
    {
        final StringWriter out = new StringWriter();
        final PrintWriter writer = new PrintWriter(out);
        final String[] arguments = Stream.concat(
            Stream.of("-verbose:class", "--ignore-missing-deps", "--multi-release", "base"),
            classes.stream().map(Path::toString)).toArray(String[]::new);
        if (ToolProvider.findFirst("jdeps").orElseThrow().run(writer, writer, arguments) != 0)
        {
            throw new IllegalStateException("jdeps: " + out);
        }
        return out.toString();
    }

    private static String simpleName(final String className)
    {
        return className.substring(className.lastIndexOf('.') + 1);
    }

    private record Use(String module, String className, String codec)
    {
    }
}
