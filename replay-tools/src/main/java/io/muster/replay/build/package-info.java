/**
 * Two builds of the engine on one log: what would have happened with the other one. Owned by the tool's only thread.
 */
package io.muster.replay.build;
