package io.muster.client.simulation;

/**
 * How a crowd is doing, for a status line once a second.
 *
 * @param playersAttached  players that are logged in and connected now.
 * @param instances        instances that are being played now.
 * @param gamesFinished    since the start.
 * @param packetsPerSecond frames sent and received since the last look.
 * @param inputP50Us       input round trip since the last look, median; 0 when there was none.
 * @param inputP99Us       the same, 99th percentile.
 * @param controlWaitMaxMs longest wait for a control answer since the start.
 * @param stallMaxMs       longest time between two polls since the start: what the players' own thread adds.
 */
public record LiveNumbers(
    int playersAttached,
    int instances,
    long gamesFinished,
    long packetsPerSecond,
    long inputP50Us,
    long inputP99Us,
    long controlWaitMaxMs,
    long stallMaxMs)
{
}
