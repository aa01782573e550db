/** Tests of what is read from a replica's disk. */
package io.muster.master.recording;
