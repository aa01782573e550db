package io.muster.replay.verify;

import io.muster.master.engine.Engine;
import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.LogReader;
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
            " Without positions both logs are gone through together: the first entry that differs is told, then the" +
            " records that differ at the last position before which all is equal or that both have.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster replay diff muster-data/master-0 muster-data/master-1",
        "  ./muster replay diff muster-data/master-0@4096 muster-data/master-0@8192"
    })
public final class DiffCommand implements Callable<Integer>
{
    private static final Pattern PLACE = Pattern.compile("(.+)@([0-9,_]{1,20})");

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "A", description = "a replica's directory, perhaps with @POSITION")
    private String one;

    @Parameters(index = "1", paramLabel = "B", description = "another, or the same at another position")
    private String other;

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
        final Place here = Place.of(one);
        final Place there = Place.of(other);
        final PrintWriter out = spec.commandLine().getOut();
        boolean isDifferent = false;
        final long common = Math.min(here.files.log().stopPosition(), there.files.log().stopPosition());
        if (here.position == null && there.position == null)
        {
            isDifferent = tellFirstDifference(here.files, there.files, out);
        }
        try (ReplayedMaster master = at(here, common);
            ReplayedMaster otherMaster = at(there, common))
        {
            final Engine engine = master.engine();
            final List<String> differences = engine.differencesFrom(otherMaster.engine(), max);
            differences.forEach(out::println);
            out.printf("%s; here is %s at %d, there is %s at %d%n",
                differences.isEmpty() ? "no record is different" : differences.size() < max ?
                    differences.size() + " records are different" : "the first " + max + " records that are different",
                here.files.dir(), master.position(), there.files.dir(), otherMaster.position());
            isDifferent |= !differences.isEmpty() || engine.digest() != otherMaster.engine().digest();
        }
        return isDifferent ? ReplayError.DIFFERENT.exitStatus() : 0;
    }

    private ReplayedMaster at(final Place place, final long common)
    {
        final ReplayedMaster master =
            new ReplayedMaster(place.files, EngineNote.read(place.files.dir(), overrides));
        master.seek(place.position == null ? common : place.position);
        return master;
    }

    private static boolean tellFirstDifference(
        final ReplicaFiles here, final ReplicaFiles there, final PrintWriter out)
    {
        final Lockstep lockstep = new Lockstep(new LogReader(here), new LogReader(there),
            Math.max(here.log().startPosition(), there.log().startPosition()));
        final boolean isDifferent = lockstep.toFirstDifference();
        out.println(isDifferent ? "the first entry that differs ends at position " + lockstep.position() + ": " +
            lockstep.sentence() : "all entries that both have are the same");
        return isDifferent;
    }
}
