/**
 * The past: {@code muster log} and {@code muster replay}. Each run is one thread, which owns everything; nothing writes
 * to what it reads.
 */
package io.muster.replay;
