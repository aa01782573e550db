/**
 * Memory of the directories: records of one size at slots that never move.
 * <p>
 * Owned by the master's log thread. Nothing here knows what a record means.
 */
package io.muster.master.engine.slab;
