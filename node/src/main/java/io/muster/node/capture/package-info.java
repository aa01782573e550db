/**
 * What a process captures of what it hears and says, so that it can be looked at and played again later.
 * <pre>
 *   agents, event loops ──> Capture (a ring) ──> CaptureWriter (a thread) ──> CaptureQueue (Chronicle Queue, on disk)
 *   tools <── CaptureReader <── CaptureFile <── the same files, by the same build or a later one
 * </pre>
 * Any thread hears and speaks into the ring, which never waits: what finds it full is dropped and counted. The writer's
 * thread owns the files. Reading needs none of Chronicle's classes, changes nothing, and copes with damage.
 */
package io.muster.node.capture;
