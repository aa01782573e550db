package io.muster.benchmarks;

/** What drives a cluster in one thread, as fast as its window lets it or at a rate. */
public interface Load extends AutoCloseable
{
    /** One cycle. @return work done. */
    int poll(long nowNs);

    /** Ready to be measured. */
    boolean isReady();

    /** Commands that the cluster has answered so far. */
    long commands();

    /** From now on at most so many commands a second; 0: as many as the window allows. */
    void pace(int commandsPerSecond, long nowNs);

    @Override
    void close();
}
