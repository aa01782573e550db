/** The simulation itself: that it can fail, that it is the same every time, and that what it simulates holds. */
package io.muster.failover.simulation;
