/**
 * What the replicas say about each other: how far each has executed the log, and with what result.
 * <p>
 * Hears and says Applied. Owned by the service's thread. Never decides anything but how much may be said, and that a
 * replica which two others contradict has to stop (decision 0003).
 */
package io.muster.master.witness;
