/**
 * The whole state, record by record in slot order, and back. Hears and says the Snapshot messages.
 * Owned by the engine's thread. Never writes what could be worked out from the rest: indexes are linked anew.
 */
package io.muster.master.engine.snapshot;
