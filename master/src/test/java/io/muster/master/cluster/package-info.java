/** A whole master, three processes, with a scripted node: what a node can rely on, whatever dies. */
package io.muster.master.cluster;
