/** Tests of the drill: what it refuses, what it writes, and that its faults bite. */
package io.muster.failover.drill;
