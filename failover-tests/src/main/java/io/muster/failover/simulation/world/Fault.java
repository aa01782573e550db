package io.muster.failover.simulation.world;

/**
 * What goes wrong in a simulation. Those without a weight happen by themselves, the others are planned. Seeds draw
 * by the order of these: what is added is added at the end.
 */
public enum Fault
{
    LOST(0, "a datagram is lost"),
    DOUBLED(0, "a datagram arrives twice"),
    LATE(0, "a datagram is overtaken"),
    CUT_OFF(0, "a message ends at a cut link"),
    NO_ROOM(0, "a publication is pressed back"),
    COMMIT_LOST(0, "what a leader had committed is not in the next leader's log"),
    OUTBOX_FULL(0, "an outbox is full, and its node is put out"),
    KILL_LEADER(6, "the leader dies"),
    KILL_STANDBY(4, "a standby dies"),
    PAUSE_REPLICA(5, "a replica stands still"),
    CUT_REPLICA(5, "a replica is cut off from the others"),
    CUT_ONE_WAY(5, "a replica does not hear another"),
    STALE_TERM(3, "a member with a long stale log lets a cut-off leader commit"),
    FLIP(2, "one replica applies an entry of which a bit was flipped"),
    LOSE_SNAPSHOT(3, "a replica dies, and its newest snapshot is damaged"),
    SNAPSHOT(8, "all replicas take a snapshot"),
    PAUSE_NODE(6, "a node stands still for longer than its lease"),
    RESTART_NODE(5, "a node dies and comes back"),
    SET_BACK_NODE(2, "a node comes back with its clock set back"),
    DEAFEN_NODE(4, "a node hears nothing, and its outbox fills"),
    CUT_NODE(5, "a node and a replica do not reach each other"),
    STOP_NODE(3, "a node deregisters and comes back"),
    OLD_SNAPSHOT(0, "a replica starts from a snapshot of an older build");

    private final int weight;
    private final String sentence;

    Fault(final int weight, final String sentence)
    {
        this.weight = weight;
        this.sentence = sentence;
    }

    /** How often it is planned, relative to others; 0: it is not planned. */
    public int weight()
    {
        return weight;
    }

    public String sentence()
    {
        return sentence;
    }
}
