/**
 * What players may say, and how they are told no.
 * <pre>
 *   bytes ──> FrameCheck ──> a message whose fields can be decoded, or a RefusalCode
 *   RefusalCode ──> RefusalPublisher ──> Refused or Closing, with its sentence, counted
 * </pre>
 * Two kinds of wrong, two treatments:
 * <ul>
 *   <li><b>The frame is bad, but its end is known</b> (a foreign schema, an unknown template, a message that is cut
 *       off, too long or out of range): it is dropped and answered with {@code Refused}, and the connection goes on.
 *       One that keeps sending them is closed with the last code.</li>
 *   <li><b>The end of the frame is not known, or not believed</b> (no framing header, a length beyond the limit, a
 *       WebSocket message that is not binary, bytes that are no WebSocket): nothing after it can be read, so the
 *       connection is told {@code Closing} with the code, and closed.</li>
 * </ul>
 * Used by the event loops and by the session agent, each with instances of its own; only the counters are shared.
 * Nothing here throws on bad bytes, does I/O, reads a clock, or allocates after start.
 */
package io.muster.session.frame;
