/** What clients write down. Pure: no thread, no clock, no I/O. */
package io.muster.failover.history.record;
