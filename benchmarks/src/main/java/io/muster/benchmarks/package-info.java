/**
 * The numbers: the master against raw Aeron Cluster, in one run on one machine; its directories in {@code directory}.
 * <p>
 * Starts three replica processes of each, one after the other, and drives them from this process: one client thread,
 * one media driver, the same window of outstanding commands, the same MTU, idle strategy and sync level.
 */
package io.muster.benchmarks;
