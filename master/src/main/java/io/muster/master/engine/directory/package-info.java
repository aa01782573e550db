/**
 * Every node, user and instance, and the ways to find them. Told what to change by the commands, and asked by them.
 * <p>
 * Owned by the engine's thread. A record has a slot, the lowest that was free; it is linked into every index, and
 * unlinked from every one, in one place. Maps are for looking up; what is visited is visited in slot order or in an
 * order that its own fields give, so that a directory restored from a snapshot acts like one that never stopped.
 * Records are made when a slot is first used, and used again: only growth allocates. A directory throws on what a
 * handler should have refused.
 */
package io.muster.master.engine.directory;
