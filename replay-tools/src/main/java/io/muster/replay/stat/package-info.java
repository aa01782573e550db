/** {@code muster log stat}: what is in a log, in numbers and as a picture. Owned by the tool's only thread. */
package io.muster.replay.stat;
