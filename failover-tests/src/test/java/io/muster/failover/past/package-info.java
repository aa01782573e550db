/** What a real cluster has left on its disks, looked at with {@code muster log} and {@code muster replay}. */
package io.muster.failover.past;
