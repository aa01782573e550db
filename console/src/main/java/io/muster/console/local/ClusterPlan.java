package io.muster.console.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Which nodes there are to be, at which ports, with which files and settings. */
public final class ClusterPlan
{
    /** Where the processes of a cluster run: the address at which each is heard, and what its command begins with. */
    public interface Ground
    {
        /** All on loopback, started as they are. */
        Ground LOOPBACK = new Ground()
        {
            @Override
            public String host(final Kind kind, final int number)
            {
                return "127.0.0.1";
            }

            @Override
            public List<String> prefix(final String name)
            {
                return List.of();
            }
        };

        /** An address of the machine, or of the part of it, on which the node runs. */
        String host(Kind kind, int number);

        /**
         * What starts the node there. It runs the command that follows in its own place: the process keeps its id.
         *
         * @param name of the node, such as {@code master-0}.
         */
        List<String> prefix(String name);
    }

    private static final int MASTERS = 3;
    private static final int SESSIONS = 2;
    private static final int GAMES = 2;
    private static final int PORTS_PER_NODE = 10;
    private static final Path MEMORY_DISK = Path.of("/dev/shm");

    private final Path data;
    private final Path logs;
    private final PortBlock ports;
    private final Path temporary;
    private final Ground ground;
    private final List<NodePlace> places = new ArrayList<>();
    private final Map<Kind, Map<String, String>> settings = new EnumMap<>(Kind.class);
    private boolean isCapturing;

    /**
     * Three masters, two session nodes, two game nodes.
     *
     * @param data where the nodes keep what must last, and their config files.
     * @param logs where each node's output goes.
     */
    public ClusterPlan(final Path data, final Path logs, final PortBlock ports)
    {
        this(data, logs, ports, null, Ground.LOOPBACK);
    }

    private ClusterPlan(
        final Path data, final Path logs, final PortBlock ports, final Path temporary, final Ground ground)
    {
        this.temporary = temporary;
        this.ground = ground;
        this.data = data.toAbsolutePath().normalize();
        this.logs = logs.toAbsolutePath().normalize();
        this.ports = ports;
        for (int i = 0; i < MASTERS; i++)
        {
            add(Kind.MASTER, i);
        }
        for (int i = 1; i <= SESSIONS; i++)
        {
            add(Kind.SESSION, i);
        }
        for (int i = 1; i <= GAMES; i++)
        {
            add(Kind.GAME, i);
        }
        for (final Kind kind : Kind.values())
        {
            settings.put(kind, new LinkedHashMap<>());
        }
    }

    /**
     * A cluster at free ports with its files in a new folder, both of which it gives back when it is closed.
     *
     * @throws ConsoleException PORTS_TAKEN.
     */
    public static ClusterPlan temporary()
    {
        return temporary(Ground.LOOPBACK);
    }

    /** The same, on other ground; its ports are free on loopback, and taken to be free there. */
    public static ClusterPlan temporary(final Ground ground)
    {
        try
        {
            final Path folder = Files.createTempDirectory("muster-");
            return new ClusterPlan(folder.resolve("data"), folder.resolve("logs"), PortBlock.claim(), folder, ground);
        }
        catch (final IOException ex)
        {
            throw new ConsoleException(ConsoleError.FILE_UNWRITABLE, "cannot make a folder: " + ex.getMessage());
        }
    }

    private void add(final Kind kind, final int number)
    {
        final int firstPort = ports.port(places.size() * PORTS_PER_NODE);
        final String name = kind.word() + "-" + number;
        final Path memory = Files.isWritable(MEMORY_DISK) ? MEMORY_DISK : Path.of(System.getProperty("java.io.tmpdir"));
        places.add(new NodePlace(
            kind,
            number,
            ground.host(kind, number),
            firstPort,
            data.resolve("conf").resolve(name + ".conf"),
            logs.resolve(name + ".log"),
            memory.resolve("muster-" + firstPort + "-" + name)));
    }

    /** Give every node of a kind a setting that is not the default. The value is written as it is, so quote a text. */
    public ClusterPlan with(final Kind kind, final String setting, final String value)
    {
        settings.get(kind).put(setting, value);
        return this;
    }

    /** Have session and game nodes capture, each in a folder of its name beside the masters'. */
    public ClusterPlan capturing()
    {
        isCapturing = true;
        return this;
    }

    boolean isCapturing()
    {
        return isCapturing;
    }

    public List<NodePlace> places()
    {
        return List.copyOf(places);
    }

    List<NodePlace> places(final Kind kind)
    {
        return places.stream().filter((place) -> place.kind() == kind).toList();
    }

    Ground ground()
    {
        return ground;
    }

    /** Where the nodes keep what must last: each in a folder of its name. */
    public Path data()
    {
        return data;
    }

    Path logs()
    {
        return logs;
    }

    /** The folder to delete at the end, if any. */
    Optional<Path> folder()
    {
        return Optional.ofNullable(temporary);
    }

    PortBlock ports()
    {
        return ports;
    }

    Path keyFile()
    {
        return data.resolve("conf").resolve("session.key");
    }

    Map<String, String> settings(final Kind kind)
    {
        return settings.get(kind);
    }
}
