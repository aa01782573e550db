/**
 * The node's end of the link: commands to the master, events from it, and queries to its replicas.
 * <pre>
 *   agent ──> MasterLink ──> Link ──> CommandWindow ──> ingress of the cluster
 *                             └─────< EventStream <──── event batches
 * </pre>
 * {@link io.muster.node.link.Link} and what it is made of decide, and do no I/O; time is a parameter there, so that a
 * simulation may run them. {@link io.muster.node.link.MasterLink} and {@link io.muster.node.link.Queries} are the I/O
 * around them. One agent thread owns all of it; nothing here blocks, and nothing allocates per message.
 */
package io.muster.node.link;
