/** Captures by the real writer, dumped: whole, filtered, altered, and of anything. */
package io.muster.replay.capture;
