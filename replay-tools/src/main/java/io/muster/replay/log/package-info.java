/** The master's log, entry by entry, as one replica has recorded it. Owned by the tool's only thread. */
package io.muster.replay.log;
