package io.muster.node;

import org.agrona.ErrorHandler;

/**
 * One process's node, as {@link NodeProcess} runs it. The constructor takes {@link io.muster.node.settings.Settings},
 * reads every setting of the node and does nothing else, so that they can be checked and printed without a start.
 */
public interface Node extends AutoCloseable
{
    /**
     * Check the world, bind, and start the agents. Called once, on the main thread.
     *
     * @param onFailure ends the process: for an agent, a driver or a client that cannot go on. Any thread may call it.
     * @return what follows {@code ready} on standard output: kind, id, then {@code name=value} pairs.
     * @throws StartupException when the world is not as it must be.
     */
    String start(ErrorHandler onFailure);

    /** End in order: stop hearing, tell the master, close what was opened. Called once, started or not. */
    @Override
    void close();
}
