package io.muster.failover.history;

import java.util.concurrent.TimeUnit;

/** What a {@link HistoryLoad} is made with; read once. Only {@link #members} has no default. */
public final class HistorySettings
{
    /** The replicas, as {@code master.members} has them. */
    public String members = "";

    /** Clients, each a session node of its own, 1 to 32. */
    public int clients = 8;

    /** The first of the node ids that the load takes, one for each client and one for its game node. */
    public int firstNodeId = 9_000;

    /** Of an instance. Few, so that they are fought over. */
    public int seatsMax = 3;

    /** A datagram, as the cluster has it. */
    public String mtu = "8k";

    /** What the clients choose by. */
    public long seed = System.nanoTime();

    /** Pause of a client between an answer and the next question. */
    public long restNs = TimeUnit.MILLISECONDS.toNanos(2);

    /** After so many operations no more are begun, for they are kept in memory. */
    public int operationsMax = 2_000_000;

    /** With fewer acknowledgements a run proves nothing. */
    public int acknowledgedMin = 1_000;
}
