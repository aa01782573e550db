/**
 * {@code muster replay serve}: the past as a page in a browser. The server's one thread owns the master that is
 * replayed and answers one question at a time.
 */
package io.muster.replay.serve;
