/**
 * {@code muster replay extract}: a stretch of a log in one small file, which a unit test can run.
 * Owned by the tool's only thread.
 */
package io.muster.replay.incident;
