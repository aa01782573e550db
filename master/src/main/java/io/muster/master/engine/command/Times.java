package io.muster.master.engine.command;

/**
 * How long things may take, by the log's clock.
 *
 * @param leaseMs        silence after which a node is declared down.
 * @param graceMs        how long a detached user is kept.
 * @param startTimeoutMs how long an instance may be starting.
 */
public record Times(long leaseMs, long graceMs, long startTimeoutMs)
{
}
