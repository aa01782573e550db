/** Tests of the judges: against brute force, and against planted violations. */
package io.muster.failover.history.check;
