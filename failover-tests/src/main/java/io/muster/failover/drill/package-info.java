/**
 * {@code ./muster drill}: one fault after the other, each struck again and again under load, and a table of what came
 * of it.
 * <pre>
 *   Drill ──► Faults (the list) ──► FaultRun (cluster, players, strikes) ──► DrillRow ──► DrillReport
 * </pre>
 * Hears: options. Says: a status line a second, a table, JSON. Owner: the main thread. Never: leaves a fault out in
 * silence; what this machine cannot do is a row that says why.
 */
package io.muster.failover.drill;
