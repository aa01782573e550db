/** Histories of real processes. */
package io.muster.failover.history;
