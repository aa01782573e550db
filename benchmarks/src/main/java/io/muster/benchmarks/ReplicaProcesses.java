package io.muster.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.NullNode;
import io.muster.node.Members;
import io.muster.node.Members.Member;
import io.muster.node.Members.Port;
import org.agrona.IoUtil;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** Three replicas on this machine, a process each, which end with this one. */
public final class ReplicaProcesses implements AutoCloseable
{
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HOST = "127.0.0.1";
    private static final int REPLICAS = 3;
    private static final int PORTS_EACH = 8;
    private static final int FIRST_PORT = 21_000;
    private static final int LAST_PORT = 32_000;
    private static final int STOP_SECONDS = 10;
    private static final int ANSWER_MS = 1_000;
    /** By which Aeron keeps a second process out, for ten seconds after a kill. */
    private static final List<String> MARKS =
        List.of("archive/archive-mark.dat", "cluster/cluster-mark.dat", "cluster/cluster-mark-service-0.dat");

    private final Path dir;
    private final Path driverDir;
    private final Members members;
    private final List<Process> processes = new ArrayList<>();
    private final Class<?> mainClass;
    private final Map<String, String> settings;

    /**
     * Start them.
     *
     * @param settings of every replica.
     */
    public ReplicaProcesses(final Class<?> mainClass, final Map<String, String> settings)
    {
        this.mainClass = mainClass;
        this.settings = settings;
        try
        {
            dir = Files.createTempDirectory("muster-bench-");
            driverDir = LoadDriver.baseDir().resolve(dir.getFileName());
            members = Members.parse(freePorts());
            Files.createDirectories(driverDir);
            for (final Member member : members.all())
            {
                processes.add(start(member.memberId()));
            }
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    public String members()
    {
        final StringBuilder text = new StringBuilder();
        members.all().forEach((member) -> text.append(text.isEmpty() ? "" : ",")
            .append(member.memberId()).append('=').append(member.host()).append(':').append(member.basePort()));
        return text.toString();
    }

    public String ingressEndpoints()
    {
        return members.ingressEndpoints();
    }

    /** The status page of the replica that leads, or null while there is none. */
    JsonNode leaderStatus()
    {
        return members.all().stream().map(this::status).filter(ReplicaProcesses::leads).findFirst().orElse(null);
    }

    /** The member that leads, or -1 while there is none. */
    public int leaderId()
    {
        return members.all().stream().filter((member) -> leads(status(member))).map(Member::memberId)
            .findFirst().orElse(-1);
    }

    /** The leader's term, or -1 while there is none. */
    public long term()
    {
        final JsonNode status = leaderStatus();
        return status == null ? -1 : status.path("leadership_term").asLong(-1);
    }

    private static boolean leads(final JsonNode status)
    {
        return status.path("is_leader").asInt() == 1;
    }

    /** Empty while it does not answer: the caller asks again. */
    private JsonNode status(final Member member)
    {
        return read(member, "/status");
    }

    /** Whether the replica says that it leads or follows. */
    public boolean isHealthy(final int memberId)
    {
        return processes.get(memberId).isAlive() && !read(members.member(memberId), "/health").isMissingNode();
    }

    private static JsonNode read(final Member member, final String page)
    {
        final URI uri = URI.create("http://" + member.endpoint(Port.STATUS) + page);
        try
        {
            final URLConnection connection = uri.toURL().openConnection();
            connection.setConnectTimeout(ANSWER_MS);
            connection.setReadTimeout(ANSWER_MS);
            try (InputStream stream = connection.getInputStream())
            {
                final byte[] body = stream.readAllBytes();
                return page.equals("/status") ? JSON.readTree(body) : NullNode.instance;
            }
        }
        catch (final IOException ignored)
        {
            return MissingNode.getInstance();
        }
    }

    /** SIGKILL, without waiting for the end. */
    public void kill(final int memberId)
    {
        processes.get(memberId).destroyForcibly();
    }

    /** Start a killed replica with what it has on disk. The marks of its life are taken away, for it is dead. */
    public void restart(final int memberId)
    {
        try
        {
            processes.get(memberId).waitFor();
            final Path replica = dir.resolve("replica-" + memberId);
            for (final String mark : MARKS)
            {
                Files.deleteIfExists(replica.resolve(mark));
            }
            IoUtil.delete(driverDir.resolve("replica-" + memberId).toFile(), true);
            processes.set(memberId, start(memberId));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
        catch (final InterruptedException ex)
        {
            Thread.currentThread().interrupt();
        }
    }

    /** @throws IllegalStateException with what it printed, when a replica has ended by itself. */
    public void requireAlive()
    {
        for (int i = 0; i < processes.size(); i++)
        {
            if (!processes.get(i).isAlive())
            {
                throw new IllegalStateException("replica " + i + " has ended: " + printedBy(i));
            }
        }
    }

    @Override
    public void close()
    {
        processes.forEach(Process::destroy);
        for (final Process process : processes)
        {
            try
            {
                if (!process.waitFor(STOP_SECONDS, TimeUnit.SECONDS))
                {
                    process.destroyForcibly().waitFor();
                }
            }
            catch (final InterruptedException ex)
            {
                process.destroyForcibly();
            }
        }
        IoUtil.delete(dir.toFile(), true);
        IoUtil.delete(driverDir.toFile(), true);
    }

    private Process start(final int memberId) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xms256m", "-Xmx512m", "-Djava.net.preferIPv4Stack=true"));
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), mainClass.getName(), "--leashed"));
        set(command, "master.members", members());
        set(command, "master.memberId", Integer.toString(memberId));
        set(command, "master.dir", dir.resolve("replica-" + memberId).toString());
        set(command, "node.aeronDir", driverDir.resolve("replica-" + memberId).toString());
        settings.forEach((name, value) -> set(command, name, value));
        return new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log(memberId).toFile()))
            .start();
    }

    private static void set(final List<String> command, final String name, final String value)
    {
        command.add("--set");
        command.add(name + "=" + value);
    }

    private Path log(final int memberId)
    {
        return dir.resolve("replica-" + memberId + ".log");
    }

    private String printedBy(final int memberId)
    {
        try
        {
            return Files.readString(log(memberId));
        }
        catch (final IOException ex)
        {
            return ex.toString();
        }
    }

    private static String freePorts()
    {
        int base = FIRST_PORT;
        do
        {
            base = ThreadLocalRandom.current().nextInt(FIRST_PORT, LAST_PORT);
        }
        while (!areFree(base));

        final StringBuilder text = new StringBuilder();
        for (int id = 0; id < REPLICAS; id++)
        {
            text.append(id == 0 ? "" : ",").append(id).append('=').append(HOST).append(':')
                .append(base + id * PORTS_EACH);
        }
        return text.toString();
    }

    private static boolean areFree(final int base)
    {
        for (int port = base; port < base + REPLICAS * PORTS_EACH; port++)
        {
            try (ServerSocket tcp = new ServerSocket(); DatagramSocket udp = new DatagramSocket(null))
            {
                tcp.bind(new InetSocketAddress(HOST, port));
                udp.bind(new InetSocketAddress(HOST, port));
            }
            catch (final IOException taken)
            {
                return false;
            }
        }
        return true;
    }
}
