/**
 * What each node is to be told, until it acknowledges. Written by the engine, read by the sender of events, on the same
 * thread. Never knows what a message means.
 */
package io.muster.master.engine.outbox;
