package io.muster.master.engine.directory;

/**
 * All that the master knows.
 *
 * @param nodes     session nodes and game nodes.
 * @param users     attached or detached.
 * @param instances starting or running.
 */
public record Directories(NodeDirectory nodes, UserDirectory users, InstanceDirectory instances)
{
}
