/** Whether replicas, positions and builds that should be alike are. Owned by the tool's only thread. */
package io.muster.replay.verify;
