package io.muster.replay.dump;

import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.capture.CaptureDump;
import io.muster.replay.capture.CaptureFilter;
import io.muster.replay.capture.People;
import io.muster.replay.log.EntryKind;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.Lockstep;
import io.muster.replay.log.LogReader;
import io.muster.replay.log.ReplayError;
import io.muster.replay.text.Schema;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;

/** Prints a log. */
@Command(
    name = "dump",
    mixinStandardHelpOptions = true,
    header = "Print the log of a replica, or what a node has captured, a line a message, oldest first.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {
        "Reads the directory of a replica that is stopped, was killed or still runs, or a copy of one, and changes" +
            " nothing in it. Each line has the position after the message, the leader's time (UTC), the leadership" +
            " term, the node, and the message as the schema names it. Ticks and heartbeats are left out unless asked" +
            " for. One replica's log may end with what was never committed; --with the others, that is marked.",
        "Of a session or game node it reads what was captured: the position of the log that was known then, the" +
            " machine's time, from whom or to whom, the connection or instance, the user, the message.",
        ""
    },
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExamples:%n",
    footer = {
        "  ./muster log dump data/master-0",
        "  ./muster log dump data/master-0 --from 4096 --type JoinInstance --json",
        "  ./muster log dump data/master-0 --user 17 --with data/master-1",
        "  ./muster log dump data/session-1 --user Ada"
    })
public final class DumpCommand implements Callable<Integer>
{
    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "a replica's directory, or a node's capture")
    private Path dir;

    @Option(names = "--from", paramLabel = "POS", description = "only what ends after this position; of a" +
        " capture, what passed when the log was known up to there or beyond")
    private Long from;

    @Option(names = "--to", paramLabel = "POS", description = "only what ends at or before this position; of" +
        " a capture, what passed when the log was known no further")
    private Long to;

    @Option(names = "--user", paramLabel = "U", description = "only what is about this user: an id, or" +
        " a player's name, for which all is gone through first")
    private String user;

    @Option(names = "--instance", paramLabel = "I", description = "only what names this instance")
    private long instanceId;

    @Option(names = "--node", paramLabel = "N", description = "only what this node sent; of a capture," +
        " what names it")
    private int nodeId;

    @Option(names = "--type", paramLabel = "T", description = "only this message, such as JoinInstance; or a word:" +
        " tick, term, session-open, session-close, action; of a capture player-came, player-went, heartbeat," +
        " malformed, unknown")
    private String type;

    @Option(names = "--all", description = "ticks and heartbeats too")
    private boolean isAll;

    @Option(names = "--with", paramLabel = "DIR", description = "another replica of the same cluster; may be repeated")
    private List<Path> others = List.of();

    @Option(names = "--salvage", description = "print what is whole of what is damaged")
    private boolean isSalvage;

    @Option(names = "--json", description = "a JSON object a line")
    private boolean isJson;

    @Override
    public Integer call()
    {
        if (LogDirectory.isCapture(dir))
        {
            dumpCapture();
            return 0;
        }
        final ReplicaFiles files = open();
        final LogReader reader = new LogReader(files);
        if (isSalvage)
        {
            reader.salvage();
        }
        if (from != null)
        {
            reader.seek(from);
        }
        final PrintWriter out = spec.commandLine().getOut();
        final Dump dump = new Dump(out, filter(files), isJson, committed(files));
        dump.run(reader, to == null ? Long.MAX_VALUE : to);
        out.flush();
        final PrintWriter err = spec.commandLine().getErr();
        err.printf(Locale.ROOT, "%,d lines of %,d entries with %,d commands%s%n", dump.shown(), dump.entries(),
            dump.commands(), isAll ? "" : "; --all shows ticks and heartbeats too");
        if (reader.torn() != null)
        {
            err.println(reader.torn());
        }
        if (reader.damage() != null)
        {
            throw ReplayError.LOG_DAMAGED.because(reader.damage());
        }
        return 0;
    }

    private ReplicaFiles open()
    {
        if (!Files.isDirectory(dir.resolve("archive")))
        {
            throw ReplayError.NO_LOG.because(dir + " is neither the directory of a master, which has an archive," +
                " nor what a node has captured, which has files *.cq4");
        }
        return LogDirectory.open(dir);
    }

    private void dumpCapture()
    {
        if (!others.isEmpty())
        {
            throw ReplayError.ASKED_WRONGLY.because("--with is for logs, and " + dir + " is what a node has captured");
        }
        final PrintWriter err = spec.commandLine().getErr();
        try
        {
            final String typeIs = CaptureFilter.typeNamed(type);
            final People people = user == null ? null : People.of(dir, user);
            if (people != null && people.areUnknown())
            {
                err.println("no user in " + dir + " is known to have had the name " + user);
            }
            new CaptureDump(spec.commandLine().getOut(), new CaptureFilter(from == null ? Long.MIN_VALUE : from,
                to == null ? Long.MAX_VALUE : to, people, instanceId, nodeId, typeIs, isAll), isJson)
                .print(dir, isSalvage, err);
        }
        catch (final UncheckedIOException ex)
        {
            throw ReplayError.LOG_DAMAGED.because(dir + " cannot be read: " + ex.getCause() +
                " (a running node deletes its oldest files; ask again)");
        }
    }

    private Filter filter(final ReplicaFiles files)
    {
        final boolean isId = user != null && user.matches("\\d{1,18}");
        final Set<Long> ids = user == null ? null : isId ? Set.of(Long.parseLong(user)) : UserIds.named(user, files);
        return new Filter(ids, isId ? null : user, instanceId, nodeId, typeNamed(type), isAll);
    }

    private static String typeNamed(final String type)
    {
        if (type == null)
        {
            return null;
        }
        final boolean isWord = Stream.of(EntryKind.values())
            .anyMatch((kind) -> kind != EntryKind.BATCH && kind.word().equals(type));
        return isWord ? type : new Schema().messageNamed(type).orElseThrow(() -> ReplayError.ASKED_WRONGLY.because(
            "--type: the schema has no message " + type + ", and an entry is no " + type));
    }

    /** Up to where a quorum of the replicas given has what this one has. */
    private long committed(final ReplicaFiles files)
    {
        if (others.isEmpty())
        {
            return Long.MAX_VALUE;
        }
        final List<Long> ends = new ArrayList<>();
        ends.add(files.log().stopPosition());
        others.forEach((other) -> ends.add(new Lockstep(files, LogDirectory.open(other)).toFirstDifference().end()));
        ends.sort(Comparator.reverseOrder());
        return ends.get(ends.size() / 2);
    }
}
