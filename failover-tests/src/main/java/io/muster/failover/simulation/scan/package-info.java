/**
 * All that an engine holds, as its queries tell it: through every index, page by page. Owned by the one thread of the
 * simulation.
 */
package io.muster.failover.simulation.scan;
