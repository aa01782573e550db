/**
 * What a process captures of what it hears and says, so that it can be looked at and played again later.
 * <pre>
 *   agents, event loops ──> CaptureRing, each its own ──> CaptureWriter (a thread) ──> CaptureQueue (Chronicle Queue)
 *   tools <── CaptureReader <── CaptureFile <── the same files, by the same build or a later one
 * </pre>
 * A thread hears and speaks into its ring, which never waits: what finds it full is dropped and counted. The writer's
 * thread empties all rings and owns the files. Reading needs none of Chronicle's classes, changes nothing, and copes
 * with damage.
 */
package io.muster.node.capture;
