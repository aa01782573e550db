package io.muster.master.engine;

/**
 * The engine's limits and times. They must be equal on all replicas: they decide what is refused and when.
 *
 * @param nodesMax       nodes known at once, up or down. Beyond: the node that is down for longest is forgotten, and
 *                       when all are up the registration is refused with NODES_FULL.
 * @param usersMax       users, attached or detached. Beyond: UserRefused USERS_FULL.
 * @param instancesMax   instances, starting or running. Beyond: RequestRefused INSTANCES_FULL.
 * @param outboxBytesMax bytes of the events that one node has not acknowledged. Beyond: the node is declared down.
 * @param leaseMs        silence after which a node is declared down.
 * @param graceMs        how long a detached user is kept.
 * @param startTimeoutMs how long a game node may take to start an instance. Beyond: the instance is given up and its
 *                       users are refused with INSTANCE_NOT_STARTED.
 * @param silenceMaxMs   the most that two entries of the log may be apart for the engine's clock. A longer silence is
 *                       the master's own (nobody led), and no node or user is blamed for the rest of it.
 */
public record EngineSettings(
    int nodesMax,
    int usersMax,
    int instancesMax,
    int outboxBytesMax,
    long leaseMs,
    long graceMs,
    long startTimeoutMs,
    long silenceMaxMs)
{
    /** The least that an outbox may hold. */
    public static final int OUTBOX_BYTES_MIN = 64 * 1024;

    /** More than a NodeUp takes: a node that registers is greeted with that of every other node. */
    public static final int GREETING_BYTES = 600;

    /** Of a user, all indexes included; a test holds the directory to it. */
    public static final long USER_BYTES_MAX = 200;

    /** Of an instance, all indexes included; a test holds the directory to it. */
    public static final long INSTANCE_BYTES_MAX = 700;

    /** What a cluster has unless its operator says otherwise. */
    public static final EngineSettings DEFAULT =
        new EngineSettings(256, 1_000_000, 100_000, 1024 * 1024, 5_000, 15_000, 10_000, 1_000);

    /** @throws IllegalArgumentException when a limit is out of range. */
    public EngineSettings
    {
        check(nodesMax >= 2 && nodesMax <= 4_096, "nodesMax is from 2 to 4096");
        check(usersMax >= 1 && usersMax <= 1 << 26, "usersMax is from 1 to 2^26");
        check(instancesMax >= 1 && instancesMax <= 1 << 26, "instancesMax is from 1 to 2^26");
        check(outboxBytesMax >= OUTBOX_BYTES_MIN && outboxBytesMax <= 1 << 30, "outboxBytesMax is 64k to 1g");
        check(outboxBytesMax >= nodesMax * GREETING_BYTES, "outboxBytesMax is at least 600 for each of nodesMax");
        check(leaseMs > 0, "leaseMs is positive");
        check(graceMs > 0, "graceMs is positive");
        check(startTimeoutMs > 0, "startTimeoutMs is positive");
        check(silenceMaxMs > 0, "silenceMaxMs is positive");
    }

    /** Bytes outside the heap that full directories take at the most; outboxes are on the heap. */
    public long directoryBytesMax()
    {
        return USER_BYTES_MAX * usersMax + INSTANCE_BYTES_MAX * instancesMax;
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(otherwise);
        }
    }
}
