/**
 * {@code muster log dump} of what a session or game node has captured: who said what to whom, a line a message. Hears
 * the files of a capture and the schema, says lines, owns nothing on disk and never writes there. Owned by the tool's
 * only thread.
 */
package io.muster.replay.capture;
