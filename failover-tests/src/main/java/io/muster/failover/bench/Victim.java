package io.muster.failover.bench;

/** A cluster whose leaders are killed. */
interface Victim extends AutoCloseable
{
    /** As the status line and the report name it. */
    String name();

    /** The member that leads, or -1 while there is none. */
    int leaderId();

    /** Of the leader, or -1 while there is none; each election raises it. */
    long term();

    /** SIGKILL, without waiting for the end. */
    void kill(int memberId);

    /** Start it again, without waiting for it. */
    void restart(int memberId);

    boolean isHealthy(int memberId);

    /** Who is played with and asked. */
    LoadThread load();

    /** When players were shown nothing, or null without players. */
    Gaps play();

    @Override
    void close();
}
