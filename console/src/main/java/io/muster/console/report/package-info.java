/**
 * How a run of simulated players is told: a status line a second, who leads, the verdict in words and as JSON.
 * <p>
 * Hears: what the players saw, and the masters' status pages. Says: text. Owner: the main thread. Never: judges by what
 * a server claims.
 */
package io.muster.console.report;
