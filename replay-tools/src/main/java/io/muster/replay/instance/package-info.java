/**
 * One game instance, run again in this process from the journal that its node captured. Hears captures, calls the
 * author's {@code Game}; says whether it does what it did, or the tick and the fields that differ. Runs in the caller's
 * thread, so that a breakpoint in the game stops there.
 */
package io.muster.replay.instance;
