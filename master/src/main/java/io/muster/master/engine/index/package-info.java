/**
 * What finds the records of a slab: by a unique number or text, by a group, in an order, by tags.
 * <p>
 * Owned by the master's log thread. Indexes hold slots, never objects, and never decide an order that replicas could
 * see differently: hashes are asked, not walked.
 */
package io.muster.master.engine.index;
