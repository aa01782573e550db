package io.muster.console.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.node.Preflight;
import io.muster.node.StartupError;
import io.muster.node.StartupException;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The cluster that {@code up} leaves running, and how later runs of the console find it: {@code cluster.json} in its
 * data folder holds each node's process id and when that process began, so that a number that the system has given to
 * another process since is not taken for ours.
 */
public final class StandingCluster
{
    private static final String FILE = "cluster.json";
    private static final Duration CLOCK_SLACK = Duration.ofSeconds(2);
    private static final long NODE_OFF_HEAP_BYTES = 160L << 20;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StandingCluster()
    {
    }

    /**
     * Start a cluster that outlives this process.
     *
     * @throws ConsoleException ALREADY_UP, FILE_UNWRITABLE, NODE_FAILED, NODE_LATE or LEADER_MISSING.
     * @throws StartupException PORT_IN_USE or MEMORY_SHORT.
     */
    public static LocalCluster start(final Path data, final Path logs, final int firstPort)
    {
        refuseSecond(data);
        final ClusterPlan plan = new ClusterPlan(data, logs, PortBlock.at(firstPort)).capturing();
        plan.places().stream().flatMapToInt(NodePlace::ports).filter((port) -> !PortBlock.isFree(port)).findFirst()
            .ifPresent((port) ->
            {
                throw new StartupException(StartupError.PORT_IN_USE,
                    "port " + port + " is in use; free it, or choose other ports with --first-port");
            });
        refuseWithoutMemory(plan);
        final LocalCluster cluster = new LocalCluster(plan, false);
        cluster.start(() -> write(cluster, data, logs, firstPort));
        return cluster;
    }

    /** Seven processes on a machine without memory for them would be ended one by one by the kernel, much later. */
    public static void refuseWithoutMemory(final ClusterPlan plan)
    {
        Preflight.memoryFree(plan.places().stream()
            .mapToLong((place) -> ((long)place.kind().heapMb() << 20) + NODE_OFF_HEAP_BYTES)
            .sum());
    }

    private static void refuseSecond(final Path data)
    {
        read(data).stream().flatMap((cluster) -> cluster.nodes().stream()).filter(LocalNode::isAlive).findFirst()
            .ifPresent((node) ->
            {
                throw new ConsoleException(ConsoleError.ALREADY_UP, "a cluster is up in " + data + " already (" + node +
                    " is process " + node.process().orElseThrow().pid() + "); ./muster down stops it");
            });
    }

    /** @throws ConsoleException NOT_UP when {@code up} was not called in this folder, or all of its nodes are gone. */
    public static LocalCluster find(final Path data)
    {
        return read(data)
            .filter((cluster) -> cluster.nodes().stream().anyMatch(LocalNode::isAlive))
            .orElseThrow(() -> new ConsoleException(ConsoleError.NOT_UP,
                "no cluster is up in " + data + "; ./muster up starts one"));
    }

    /** Stop what {@link #find} found. */
    public static void stop(final LocalCluster cluster, final Path data)
    {
        cluster.stopAll();
        try
        {
            Files.deleteIfExists(data.resolve(FILE));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static void write(final LocalCluster cluster, final Path data, final Path logs, final int firstPort)
    {
        final ObjectNode root = MAPPER.createObjectNode();
        root.put("logs", logs.toAbsolutePath().toString());
        root.put("firstPort", firstPort);
        final ArrayNode nodes = root.putArray("nodes");
        for (final LocalNode node : cluster.nodes())
        {
            final ProcessHandle process = node.process().orElseThrow();
            nodes.addObject()
                .put("name", node.name())
                .put("pid", process.pid())
                .put("beganMs", beginning(process).toEpochMilli());
        }
        try
        {
            MAPPER.writerWithDefaultPrettyPrinter().writeValue(data.resolve(FILE).toFile(), root);
        }
        catch (final IOException ex)
        {
            throw new ConsoleException(ConsoleError.FILE_UNWRITABLE, "cannot write " + ex.getMessage());
        }
    }

    private static Optional<LocalCluster> read(final Path data)
    {
        final Path file = data.resolve(FILE);
        if (!Files.exists(file))
        {
            return Optional.empty();
        }
        try
        {
            final JsonNode root = MAPPER.readTree(file.toFile());
            final ClusterPlan plan = new ClusterPlan(
                data, Path.of(root.path("logs").asText()), PortBlock.at(root.path("firstPort").asInt()));
            final List<LocalNode> nodes = new ArrayList<>();
            for (final NodePlace place : plan.places())
            {
                nodes.add(new LocalNode(place, processOf(place, root.path("nodes"))));
            }
            return Optional.of(new LocalCluster(plan, false, nodes));
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }

    private static ProcessHandle processOf(final NodePlace place, final JsonNode nodes)
    {
        for (final JsonNode node : nodes)
        {
            if (place.name().equals(node.path("name").asText()))
            {
                final Instant began = Instant.ofEpochMilli(node.path("beganMs").asLong());
                return ProcessHandle.of(node.path("pid").asLong())
                    .filter((process) ->
                        Duration.between(began, beginning(process)).abs().compareTo(CLOCK_SLACK) <= 0)
                    .orElse(null);
            }
        }
        return null;
    }

    private static Instant beginning(final ProcessHandle process)
    {
        return process.info().startInstant().orElse(Instant.EPOCH);
    }
}
