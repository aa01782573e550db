/**
 * What a player remembers while connections come and go: what it has asked, where it sits, inputs until the game has
 * them, outputs until they are acknowledged. Numbers only; nothing here sends, and nothing reads a clock. Owned by the
 * thread that polls the client.
 */
package io.muster.client.memory;
