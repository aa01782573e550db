/** Captures written by Chronicle Queue and read by ours, whole, damaged, and while they are written. */
package io.muster.node.capture;
