package io.muster.replay.verify;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.ReplayError;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Compares the replicas of a cluster. */
@Command(
    name = "verify",
    mixinStandardHelpOptions = true,
    header = "Check the directories of replicas: logs against each other, snapshots against logs.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Every frame is read and its checksum checked. The logs are compared entry by entry; each is replayed, and" +
            " the state that it comes to is compared by its digest, at each snapshot with the snapshot and at the" +
            " last common position with the others. Where three or more are given, the one that is odd is named." +
            " --json has a hash of each leadership term. Exit status 1: something is different, 3: damaged.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = "  ./muster replay verify data/master-0 data/master-1 data/master-2")
public final class VerifyCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Parameters(arity = "1..9", paramLabel = "DIR", description = "directories of replicas of one cluster")
    private List<Path> dirs;

    @Option(
        names = "--set", paramLabel = "NAME=VALUE", description = "a setting that the replicas had and did not note")
    private Map<String, String> overrides = Map.of();

    @Option(names = "--json", description = "print an object instead of lines")
    private boolean isJson;

    @Override
    public Integer call()
    {
        final List<ReplicaFiles> members = new ArrayList<>();
        dirs.forEach((dir) -> members.add(LogDirectory.open(dir)));
        final long from = members.stream().mapToLong((it) -> it.log().startPosition()).max().orElseThrow();
        final long end = members.stream().mapToLong((it) -> it.log().stopPosition()).min().orElseThrow();
        if (from > end)
        {
            throw ReplayError.MEMBERS_FOREIGN.because("the logs have nothing in common: one begins at " + from +
                ", another ends at " + end);
        }
        final PrintWriter err = spec.commandLine().getErr();
        err.println("comparing the logs");
        final Comparison comparison = new Comparison(members);
        final long to = comparison.commonEnd();
        final List<MemberCheck> checks = new ArrayList<>();
        for (final ReplicaFiles member : members)
        {
            err.println("checking and replaying " + member.dir());
            LogDirectory.withoutNote(member.dir(), overrides).ifPresent((it) -> err.println("muster: " + it));
            checks.add(new MemberCheck(member, overrides).run(from, to));
        }
        comparison.compare(checks);
        print(spec.commandLine().getOut(), checks, comparison, from, to);
        return checks.stream().anyMatch(MemberCheck::isDamaged) ? 3 : comparison.findings().isEmpty() ? 0 : 1;
    }

    private void print(
        final PrintWriter out,
        final List<MemberCheck> checks,
        final Comparison comparison,
        final long from,
        final long to)
    {
        if (isJson)
        {
            final ObjectNode root = new ObjectMapper().createObjectNode().put("from", from).put("to", to);
            checks.forEach((check) -> root.withArray("members").add(check.json()));
            comparison.findings().forEach(root.withArray("findings")::add);
            comparison.notes().forEach(root.withArray("notes")::add);
            out.println(root.toPrettyString());
            return;
        }
        out.printf(Locale.ROOT, "all have positions %,d to %,d%n", from, to);
        checks.forEach((check) -> check.lines().forEach(out::println));
        comparison.notes().forEach(out::println);
        comparison.findings().forEach((finding) -> out.println("DIFFERENT: " + finding));
        if (comparison.findings().isEmpty())
        {
            out.println(checks.stream().anyMatch(MemberCheck::isDamaged) ? "DAMAGED: see above" :
                "ok: the same entries, the same state");
        }
    }
}
