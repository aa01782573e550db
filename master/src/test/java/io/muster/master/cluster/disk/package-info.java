/** Replicas as processes whose disks are slow, full, purged, damaged or empty. */
package io.muster.master.cluster.disk;
