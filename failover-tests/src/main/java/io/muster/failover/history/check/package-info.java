/**
 * Judges of histories: what clients asked and were told, when, and at which position of the log.
 * <p>
 * {@link io.muster.failover.history.check.PositionReplay} believes the positions and checks rules over many keys,
 * {@link io.muster.failover.history.check.Wgl} believes the clients' clocks alone and checks one key at a time, and
 * {@link io.muster.failover.history.check.EndState} looks at what is left. Pure: no thread, no clock, no I/O.
 */
package io.muster.failover.history.check;
