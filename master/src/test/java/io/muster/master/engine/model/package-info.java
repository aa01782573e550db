/**
 * The engine's rules a second time, written plainly, with maps and lists and texts, and random lives that are led in
 * the engine and in the model. Whatever the engine says, the model must have said. Says nothing to anyone else.
 */
package io.muster.master.engine.model;
