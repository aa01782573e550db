package io.muster.codecs;

/**
 * Aeron stream ids of the channels between processes. The cluster's own streams (ingress 101, egress 102, consensus 108
 * and so on) are Aeron's.
 */
public final class Streams
{
    /** Master to node: event batches, on the node's event endpoint. */
    public static final int EVENTS = 1001;

    /** Master to node: answers to queries, on the node's event endpoint. */
    public static final int ANSWERS = 1002;

    /** Node to any replica: queries, on the replica's query endpoint. */
    public static final int QUERIES = 1003;

    /** Replica to replica: applied positions and digests, on the replica's witness endpoint. */
    public static final int WITNESS = 1004;

    /** Session node to game node and back, on the hearer's play endpoint. */
    public static final int PLAY = 1005;

    private Streams()
    {
    }
}
