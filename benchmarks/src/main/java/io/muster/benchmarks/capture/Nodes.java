package io.muster.benchmarks.capture;

import io.muster.benchmarks.ReplicaProcesses;
import io.muster.benchmarks.asked.BenchmarkError;
import io.muster.game.GameNode;
import io.muster.game.GameType;
import io.muster.master.MasterNode;
import io.muster.node.Node;
import io.muster.node.settings.Settings;
import io.muster.session.SessionNode;
import org.agrona.IoUtil;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A session node and a game node in this process, both with a capture, and three masters in processes of their own. */
final class Nodes
{
    private static final Pattern TCP_PORT = Pattern.compile("tcpPort=(\\d+)");
    private static final String SECRET = "5e".repeat(32);
    private static final Map<String, String> NETWORK = Map.of("node.mtu", "8k");

    private final AtomicReference<Throwable> failure = new AtomicReference<>();
    private final Opened opened;
    private final Path dir;
    private final ReplicaProcesses masters;
    private final SessionNode session;
    private final GameNode game;
    private int tcpPort;

    /** Start them. They are not registered yet. */
    Nodes(final Opened opened)
    {
        this.opened = opened;
        dir = temporaryFolder();
        masters = opened.add(new ReplicaProcesses(MasterNode.class, masterSettings()));
        session = start(SessionNode::new, sessionSettings(masters.members()));
        game = startGame();
    }

    int tcpPort()
    {
        return tcpPort;
    }

    void capture(final boolean on)
    {
        session.capture().turn(on);
        game.capture().turn(on);
    }

    boolean areRegistered()
    {
        return session.counters().value("registered") == 1 && game.counters().value("registered") == 1;
    }

    long ofSession(final String counter)
    {
        return session.counters().value(counter);
    }

    long ofBoth(final String counter)
    {
        return session.counters().value(counter) + game.counters().value(counter);
    }

    /** @throws BenchmarkError.Refusal NODE_FAILED. */
    void requireAlive()
    {
        final Throwable thrown = failure.get();
        if (thrown != null)
        {
            throw BenchmarkError.NODE_FAILED.because("a node failed: " + thrown);
        }
        try
        {
            masters.requireAlive();
        }
        catch (final IllegalStateException ex)
        {
            throw BenchmarkError.NODE_FAILED.because(ex.getMessage());
        }
    }

    private Path temporaryFolder()
    {
        try
        {
            final Path folder = Files.createTempDirectory("muster-capture-");
            opened.add(() -> IoUtil.delete(folder.toFile(), true));
            return folder;
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** They have next to nothing to do, and are to leave the processors to the nodes. */
    private static Map<String, String> masterSettings()
    {
        final Map<String, String> settings = new HashMap<>(NETWORK);
        settings.put("node.idleMax", "10ms");
        settings.put("master.leaderTimeout", "5s");
        settings.put("master.canvassTimeout", "10s");
        return settings;
    }

    private Map<String, String> sessionSettings(final String members)
    {
        final Map<String, String> settings = nodeSettings("session", members);
        settings.put("node.id", "1");
        settings.put("session.keyFile", keyFile().toString());
        settings.put("session.frameRate", "100000");
        settings.put("session.playRate", "100000");
        settings.put("session.inboundRing", "4m");
        settings.put("session.outboundRing", "16m");
        return settings;
    }

    private Map<String, String> gameSettings(final String members)
    {
        final Map<String, String> settings = nodeSettings("game", members);
        settings.put("node.id", "2");
        settings.put("game.types", Echo.NAME);
        settings.put("game.inputsMax", "1024");
        settings.put("game.outputsMax", "1m");
        settings.put("game.packetRing", "16m");
        return settings;
    }

    /** A flood is not to be lost or refused on its way: what is sent again after a second would be measured. */
    private Map<String, String> nodeSettings(final String name, final String members)
    {
        final Map<String, String> settings = new HashMap<>(NETWORK);
        settings.put("master.members", members);
        settings.put("node.term", "16m");
        settings.put("capture.dir", dir.resolve(name).toString());
        return settings;
    }

    private Path keyFile()
    {
        try
        {
            final Path file = Files.createFile(dir.resolve("session.key"),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            return Files.writeString(file, SECRET);
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    /** Named on the class path itself, the echo would be offered by every game node that the console starts. */
    private GameNode startGame()
    {
        final Path services = dir.resolve("services");
        final Path names = services.resolve("META-INF/services");
        final Thread thread = Thread.currentThread();
        final ClassLoader usual = thread.getContextClassLoader();
        try
        {
            Files.createDirectories(names);
            Files.writeString(names.resolve(GameType.class.getName()), Echo.Type.class.getName());
            final URL[] urls = {services.toUri().toURL()};
            thread.setContextClassLoader(opened.add(new URLClassLoader(urls, usual)));
            return start(GameNode::new, gameSettings(masters.members()));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        finally
        {
            thread.setContextClassLoader(usual);
        }
    }

    private <T extends Node> T start(final Function<Settings, T> nodeOf, final Map<String, String> values)
    {
        final Settings settings = Settings.of(null, values);
        final T node = nodeOf.apply(settings);
        settings.refuseUnknown();
        settings.finish();
        opened.add(node);
        final Matcher port = TCP_PORT.matcher(node.start((thrown) -> failure.compareAndSet(null, thrown)));
        if (port.find())
        {
            tcpPort = Integer.parseInt(port.group(1));
        }
        return node;
    }
}
