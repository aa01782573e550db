/** {@code muster log dump}: what is in a log, a line a message. Owned by the tool's only thread. */
package io.muster.replay.dump;
