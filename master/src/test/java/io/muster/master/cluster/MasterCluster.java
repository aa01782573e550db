package io.muster.master.cluster;

import org.agrona.IoUtil;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Three replicas of a master on this machine, each a process. */
public final class MasterCluster implements AutoCloseable
{
    public static final int MEMBERS = 3;

    private static final int PORTS_EACH = 8;
    private static final int PATIENCE_S = 30;

    private final List<MasterProcess> processes;
    private final List<Integer> basePorts;
    private final Path driverDir;

    /** @param settings of every replica, beyond what each needs. */
    public MasterCluster(final Path dir, final Map<String, String> settings)
    {
        this(dir, settings, Map.of());
    }

    /** @param memberSettings of single replicas, by member id. */
    public MasterCluster(
        final Path dir, final Map<String, String> settings, final Map<Integer, Map<String, String>> memberSettings)
    {
        final int firstPort = FreePorts.block(MEMBERS * PORTS_EACH);
        basePorts = IntStream.range(0, MEMBERS).mapToObj((id) -> firstPort + id * PORTS_EACH).toList();
        driverDir = Path.of("/dev/shm/muster-test-" + ProcessHandle.current().pid() + "-" + firstPort);
        processes = IntStream.range(0, MEMBERS).mapToObj((id) -> process(
            id, dir, settings, memberSettings.getOrDefault(id, Map.of()))).toList();
    }

    private MasterProcess process(
        final int memberId,
        final Path dir,
        final Map<String, String> settings,
        final Map<String, String> memberSettings)
    {
        final Map<String, String> all = new HashMap<>(settings);
        all.putAll(memberSettings);
        all.put("master.members", IntStream.range(0, MEMBERS)
            .mapToObj((id) -> id + "=127.0.0.1:" + basePorts.get(id))
            .collect(Collectors.joining(",")));
        all.put("node.aeronDir", driverDir.resolve("master-" + memberId).toString());
        return new MasterProcess(memberId, basePorts.get(memberId), dir, all);
    }

    public MasterCluster start()
    {
        driverDir.toFile().mkdirs();
        processes.forEach(MasterProcess::start);
        awaitLeader();
        return this;
    }

    public MasterProcess member(final int memberId)
    {
        return processes.get(memberId);
    }

    /** The member that leads, once one does. */
    public int awaitLeader()
    {
        Await.until(PATIENCE_S, () -> "a leader; " + said(), () -> leader() >= 0);
        return leader();
    }

    /** Any member that follows. */
    public int awaitStandby()
    {
        final int leader = awaitLeader();
        return IntStream.range(0, MEMBERS)
            .filter((id) -> id != leader && processes.get(id).isAlive()).findFirst().orElseThrow();
    }

    private int leader()
    {
        return IntStream.range(0, MEMBERS)
            .filter((id) -> processes.get(id).isAlive() && processes.get(id).status("is_leader", 0) == 1)
            .findFirst().orElse(-1);
    }

    /** A value of a member's status page reaches a least. */
    public void awaitStatus(final int memberId, final String name, final long least)
    {
        Await.until(PATIENCE_S,
            () -> name + " of " + memberId + " to be " + least + ", not " + status(memberId, name) + "; " + said(),
            () -> status(memberId, name) >= least);
    }

    /** The member has come as far as the other one, with the same result at the position where both show it. */
    public boolean areAlike(final int memberId, final int otherId)
    {
        final long reached = status(otherId, "applied_position");
        final String digest = processes.get(memberId).digest();
        return !digest.isEmpty() && digest.equals(processes.get(otherId).digest()) &&
            status(memberId, "applied_position") >= reached;
    }

    public long status(final int memberId, final String name)
    {
        return processes.get(memberId).status(name, Long.MIN_VALUE);
    }

    public String ingressEndpoints()
    {
        return IntStream.range(0, MEMBERS)
            .mapToObj((id) -> id + "=127.0.0.1:" + basePorts.get(id))
            .collect(Collectors.joining(","));
    }

    public String archiveEndpoint(final int memberId)
    {
        return "127.0.0.1:" + (basePorts.get(memberId) + 4);
    }

    public String queryEndpoint(final int memberId)
    {
        return "127.0.0.1:" + (basePorts.get(memberId) + 5);
    }

    /** What the replicas have printed, for the failure of a test. */
    public String said()
    {
        return processes.stream().map(MasterProcess::said).collect(Collectors.joining("\n--\n"));
    }

    @Override
    public void close()
    {
        processes.forEach(MasterProcess::close);
        processes.stream().filter(MasterProcess::isAlive).forEach(MasterProcess::awaitEnd);
        IoUtil.delete(driverDir.toFile(), true);
    }
}
