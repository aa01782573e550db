/**
 * Who the users are, what is asked about them, and what becomes of them: the same for every engine.
 * <p>
 * Made and used by the main thread of each process.
 */
package io.muster.benchmarks.directory.workload;
