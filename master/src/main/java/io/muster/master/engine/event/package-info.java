/**
 * What the master says, a class a hearer: nodes in general, session nodes, game nodes. All of it goes into outboxes and
 * into the digest, by one door. Hears nothing. Owned by the engine's thread. Never decides: what is said was done
 * before.
 */
package io.muster.master.engine.event;
