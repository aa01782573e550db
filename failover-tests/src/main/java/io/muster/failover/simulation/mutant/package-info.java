/**
 * Defects to plant into the product, one after the other, to see whether the simulation finds them: it is only worth
 * what it can find. The sources stay as they are; a changed class is compiled beside them and put first on the class
 * path of a process of its own. Owned by the thread that runs them.
 */
package io.muster.failover.simulation.mutant;
