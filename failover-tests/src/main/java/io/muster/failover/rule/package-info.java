/**
 * A small model of how a cluster of three commits, explored to the end: every order of every few steps. It shows that
 * Aeron's rule loses what it acknowledged, and that a witness, or a check of the term, does not (decision 0003).
 * <p>
 * What cannot be reached is modelled by steps that are not taken: a cut link, a slow or a dead member does nothing.
 * Pure, and of one thread.
 */
package io.muster.failover.rule;
