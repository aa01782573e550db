/**
 * What is compared: the master's table, and its peers, each behind the same few methods and with the best indexes that
 * it has for these questions.
 * <p>
 * One engine lives in a process, owned by its main thread.
 */
package io.muster.benchmarks.directory.engine;
