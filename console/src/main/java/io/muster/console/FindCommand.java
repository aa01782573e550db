package io.muster.console;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.codecs.RecordKind;
import io.muster.console.find.Finder;
import io.muster.console.find.Query;
import io.muster.console.find.RowTable;
import io.muster.console.local.Kind;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.StandingCluster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;

/** Looks records up in a replica of the master. */
@Command(
    name = "find",
    mixinStandardHelpOptions = true,
    header = "Find users, instances or nodes.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Any master answers, a standby as well as the leader, from what it knows at one position of the log. Fields:",
        "",
        "  users      id name node instance detached-ms, state: seatless offered accepted seated",
        "  instances  id type node seats-max seats-free created-ms, state: starting running;",
        "             with type=GAME also the attributes that the game declares, and tag=WORD",
        "  nodes      id load, kind: session game, up: yes no",
        "",
        "Conditions are field=value, field=10..20, and < <= > >= for numbers; free and seats are short for seats-free" +
            " and seats-max. A name with blanks goes in quotes.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster find users --where 'name=\"Ann B\"'",
        "  ./muster find instances --where 'state=running free>0' --order created-ms",
        "  ./muster find instances --where 'type=arena hall=small ends-tick=200..400 tag=fresh'",
        "  ./muster find nodes --json",
        "  ./muster find users --where 'node=1' --explain       how it would be found"
    })
final class FindCommand implements Callable<Integer>
{
    private static final int LIMIT_MAX = 100_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private Folders folders;

    @Parameters(index = "0", paramLabel = "KIND", description = "users, instances or nodes")
    private String kind;

    @Option(
        names = "--where",
        paramLabel = "CONDITIONS",
        defaultValue = "",
        description = "what they must be, by blanks; all of it (default: nothing)")
    private String where;

    @Option(
        names = "--order",
        paramLabel = "FIELD",
        description = "a field that holds numbers, lowest first (default: as the records lie)")
    private String order;

    @Option(
        names = "--limit",
        paramLabel = "N",
        defaultValue = "20",
        description = "show no more than so many (default: ${DEFAULT-VALUE})")
    private int limit;

    @Option(
        names = "--master",
        paramLabel = "NUMBER",
        description = "ask this one only (default: whichever answers, the leader last)")
    private Integer master;

    @Option(names = "--explain", description = "tell how it would be found, and find nothing")
    private boolean isExplained;

    @Option(names = "--json", description = "print JSON instead of a table")
    private boolean isJson;

    @Override
    public Integer call()
    {
        final RecordKind recordKind = kindOf(kind);
        Options.checkRange(spec, "--limit", limit, 1, LIMIT_MAX);
        final Query query = new Query(recordKind, where, order, isExplained);
        final LocalCluster cluster = StandingCluster.find(folders.data);
        final Finder finder = new Finder(cluster, replicas(cluster));
        finder.find(query, limit);

        final PrintWriter out = spec.commandLine().getOut();
        if (isJson)
        {
            printJson(out, finder);
        }
        else if (isExplained)
        {
            out.println(finder.explanation());
        }
        else
        {
            printTable(out, finder);
        }
        return 0;
    }

    private RecordKind kindOf(final String word)
    {
        for (final RecordKind known : List.of(RecordKind.USERS, RecordKind.INSTANCES, RecordKind.NODES))
        {
            if (known.name().toLowerCase(Locale.ROOT).equals(word))
            {
                return known;
            }
        }
        throw new ParameterException(spec.commandLine(), "KIND is users, instances or nodes, not " + word);
    }

    /** The leader has enough to do; a standby knows as much. */
    private List<LocalNode> replicas(final LocalCluster cluster)
    {
        final List<LocalNode> masters = cluster.nodes(Kind.MASTER);
        if (master != null)
        {
            return masters.stream().filter((node) -> node.place().number() == master).findFirst().map(List::of)
                .orElseThrow(() -> new ParameterException(spec.commandLine(), "there is no master " + master));
        }
        final LocalNode leader = cluster.leader().orElse(null);
        return masters.stream().filter(LocalNode::isAlive)
            .sorted((a, b) -> Boolean.compare(a.equals(leader), b.equals(leader))).toList();
    }

    private static void printTable(final PrintWriter out, final Finder finder)
    {
        new RowTable(finder.rows()).print(out);
        final int count = finder.rows().size();
        out.printf("%d found%s, by %s at position %d.%n", count, finder.hasMore() ? ", and there may be more" : "",
            finder.answerer(), finder.position());
    }

    private static void printJson(final PrintWriter out, final Finder finder)
    {
        final ObjectMapper mapper = new ObjectMapper();
        final ObjectNode root = mapper.createObjectNode()
            .put("position", finder.position())
            .put("answeredBy", finder.answerer().name());
        if (finder.explanation() == null)
        {
            root.put("hasMore", finder.hasMore()).putArray("found").addAll(finder.rows());
        }
        else
        {
            root.put("explanation", finder.explanation());
        }
        try
        {
            out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
        }
        catch (final JsonProcessingException ex)
        {
            throw new IllegalStateException(ex);
        }
    }
}
