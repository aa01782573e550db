package io.muster.replay.serve;

import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.LogDirectory;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;

/** Serves a log until it is interrupted. */
@Command(
    name = "serve",
    mixinStandardHelpOptions = true,
    header = "Show the past in a browser: rates, elections, snapshots, and the directories at any position.",
    synopsisHeading = "%nUsage: ",
    descriptionHeading = "%n",
    description = {"A page on this machine's loopback only. It needs nothing from the network.", ""},
    parameterListHeading = "%n",
    optionListHeading = "%n",
    footerHeading = "%nExample:%n",
    footer = "  ./muster replay serve data/master-0")
public final class ServeCommand implements Callable<Integer>
{
    private static final int PORT_MAX = 65_535;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "DIR", description = "a replica's directory")
    private Path dir;

    @Option(
        names = "--port", paramLabel = "PORT", defaultValue = "0", description = "to listen at (default: a free one)")
    private int port;

    @Option(
        names = "--set", paramLabel = "NAME=VALUE", description = "a setting that the replica had and did not note")
    private Map<String, String> overrides = Map.of();

    @Override
    public Integer call() throws InterruptedException
    {
        if (port < 0 || port > PORT_MAX)
        {
            throw ReplayError.ASKED_WRONGLY.because("--port is from 0 to 65535, not " + port);
        }
        final ReplicaFiles files = LogDirectory.open(dir);
        final PrintWriter out = spec.commandLine().getOut();
        out.println("reading " + dir);
        out.flush();
        final ReplayedMaster past = new ReplayedMaster(files, EngineNote.read(dir, overrides));
        try (ReplayedMaster master = past.salvage().keepCheckpoints();
            PastServer server = new PastServer(master, port))
        {
            out.println("http://127.0.0.1:" + server.port() + "/ shows " + dir + "; interrupt to end");
            out.flush();
            final CountDownLatch isOver = new CountDownLatch(1);
            Runtime.getRuntime().addShutdownHook(new Thread(isOver::countDown, "stop-serving"));
            isOver.await();
        }
        return 0;
    }
}
