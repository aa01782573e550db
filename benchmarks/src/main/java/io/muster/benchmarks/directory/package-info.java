/**
 * The master's directory engine against its peers: same machine, same users, same questions, and the same answers.
 * <p>
 * This process starts one process for each engine, one after the other, so that neither heaps nor compiled code of one
 * disturb another; each is a single thread that does one thing at a time.
 */
package io.muster.benchmarks.directory;
