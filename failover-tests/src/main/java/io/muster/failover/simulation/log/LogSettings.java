package io.muster.failover.simulation.log;

import io.muster.master.engine.EngineSettings;

/**
 * What a simulated cluster is like.
 *
 * @param engine        of all replicas.
 * @param isTermBlind   whether a leader counts the log of a member of an older term, as Aeron 1.51 does.
 * @param datagramBytes of a batch of events, at most.
 * @param witnessMax    positions that a witness remembers.
 * @param cycleNs       the longest between two cycles of a process that has nothing to do.
 * @param isOlderBuild  whether replicas go on from snapshots of schema version 0, and no game declares anything.
 */
public record LogSettings(
    EngineSettings engine,
    boolean isTermBlind,
    int datagramBytes,
    int witnessMax,
    long cycleNs,
    boolean isOlderBuild)
{
}
