package io.muster.replay.verify;

import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.build.BuildDiff;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.Lockstep;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Two replicas, or two positions. */
@Command(
    name = "diff",
    mixinStandardHelpOptions = true,
    header = "Tell where two replicas part, or what is different at two positions.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Each of the two is the directory of a replica, and after an @ a position if it is not to be the last one." +
            " Without positions both logs are gone through together: the first entry that differs is told, and the" +
            " records that differ at the last position up to which both have the same.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster replay diff data/master-0 data/master-1",
        "  ./muster replay diff data/master-0@4096 data/master-0@8192",
        "  ./muster replay diff data/master-0 --engine-jar old/muster-master.jar:old/muster-codecs.jar"
    })
public final class DiffCommand implements Callable<Integer>
{
    private static final Pattern PLACE = Pattern.compile("(.+)@(\\d[\\d,_]{0,17})");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "a replica's directory, perhaps with @POSITION")
    private String one;

    @Parameters(
        index = "1", arity = "0..1", paramLabel = "B", description = "another, or the same at another position")
    private String other;

    @Option(
        names = "--engine-jar",
        paramLabel = "PATH",
        description = "instead of B: give A's log to the engine of another build as well; its jar of the master, and" +
            " of the codecs if they are others, as in a class path")
    private String engineJar;

    @Option(names = "--max", paramLabel = "N", defaultValue = "50", description = "records told of at most")
    private int max;

    @Option(
        names = "--set", paramLabel = "NAME=VALUE", description = "a setting that the replicas had and did not note")
    private Map<String, String> overrides = Map.of();

    private record Place(ReplicaFiles files, Long position)
    {
        static Place of(final String text)
        {
            final Matcher matcher = PLACE.matcher(text);
            return matcher.matches() ?
                new Place(LogDirectory.open(Path.of(matcher.group(1))),
                    Long.parseLong(matcher.group(2).replaceAll("[,_]", ""))) :
                new Place(LogDirectory.open(Path.of(text)), null);
        }
    }

    @Override
    public Integer call()
    {
        if (max < 1)
        {
            throw ReplayError.ASKED_WRONGLY.because("--max is at least 1, not " + max);
        }
        if ((other == null) == (engineJar == null))
        {
            throw ReplayError.ASKED_WRONGLY.because("with what? B, or --engine-jar");
        }
        return engineJar == null ? compare(Place.of(one), Place.of(other)) : compareBuilds(Place.of(one));
    }

    private int compareBuilds(final Place here)
    {
        final PrintWriter out = spec.commandLine().getOut();
        try (ReplayedMaster master = open(here);
            BuildDiff diff = new BuildDiff(master, engineJar))
        {
            if (!diff.isComparable())
            {
                out.println("the two builds make different digests, so only what they tell nodes is compared");
            }
            if (!diff.toFirstDifference())
            {
                out.println("both builds do the same up to position " + master.position());
                return 0;
            }
            out.println("they part at position " + master.position() + ": [" +
                Comparison.text(master.entry()) + "] " + diff.outcome());
            diff.ours().forEach((line) -> out.println("    told here   " + line));
            diff.theirs().forEach((line) -> out.println("    told there  " + line));
            diff.records(max).forEach(out::println);
            return ReplayError.DIFFERENT.exitStatus();
        }
    }

    private int compare(final Place here, final Place there)
    {
        final PrintWriter out = spec.commandLine().getOut();
        final boolean isBoth = here.position == null && there.position == null;
        final Lockstep lockstep = isBoth ? new Lockstep(here.files, there.files).toFirstDifference() : null;
        if (isBoth)
        {
            tell(lockstep, out);
        }
        try (ReplayedMaster master = open(here);
            ReplayedMaster otherMaster = open(there))
        {
            master.seek(isBoth ? lockstep.end() : here.position == null ? master.lastPosition() : here.position);
            otherMaster.seek(
                isBoth ? lockstep.end() : there.position == null ? otherMaster.lastPosition() : there.position);
            final boolean isAlike = tell(master, otherMaster, out);
            return isAlike && (!isBoth || !lockstep.isDifferent()) ? 0 : ReplayError.DIFFERENT.exitStatus();
        }
    }

    private ReplayedMaster open(final Place place)
    {
        return new ReplayedMaster(place.files, EngineNote.read(place.files.dir(), overrides));
    }

    private static void tell(final Lockstep lockstep, final PrintWriter out)
    {
        out.println(lockstep.isDifferent() ? "the first entry that differs comes after position " + lockstep.end() +
            ": [" + Comparison.text(lockstep.one()) + "] and [" + Comparison.text(lockstep.other()) + "]" :
            "all entries that both have are the same");
    }

    private boolean tell(final ReplayedMaster here, final ReplayedMaster there, final PrintWriter out)
    {
        final List<String> differences = here.engine().differencesFrom(there.engine(), max);
        differences.forEach(out::println);
        out.println((differences.isEmpty() ? "no record is different" : differences.size() < max ?
            differences.size() + " records are different" : "the first " + max + " records that are different") +
            "; here is " + place(here) + ", there is " + place(there));
        return here.engine().digest() == there.engine().digest();
    }

    private static String place(final ReplayedMaster master)
    {
        return master.files().dir() + " at " + master.position() + ", digest " +
            Long.toHexString(master.engine().digest());
    }
}
