package io.muster.client.simulation;

/**
 * What came of a run, as its players saw it. The names are the keys of the JSON report.
 *
 * @param players                  simulated players.
 * @param gamesFinished            instances whose result was shown to a player.
 * @param gamesDisputed            instances whose players were shown different results.
 * @param commandsAcknowledged     logins, requests and logouts that the servers said are done.
 * @param commandsAcknowledgedLost those of them that turned out not to be.
 * @param eventsDuplicated         events that a player was sent twice, or after a later one.
 * @param inputsSent               inputs, each counted once however often it was sent.
 * @param inputsLost               acknowledged inputs that the game does not show.
 * @param inputsDuplicated         inputs that the game shows more often than they were sent.
 * @param controlGapMs             longest wait for a control answer: around the kill, or over the run if none was told.
 * @param playGapMs                longest silence that a running arena showed an attached player.
 * @param inputP50Us               input sent to output that acknowledges it, median.
 * @param inputP99Us               the same, 99th percentile.
 * @param verdict                  {@code ok}, or sentences that say what is wrong.
 */
public record CrowdResult(
    int players,
    long gamesFinished,
    long gamesDisputed,
    long commandsAcknowledged,
    long commandsAcknowledgedLost,
    long eventsDuplicated,
    long inputsSent,
    long inputsLost,
    long inputsDuplicated,
    long controlGapMs,
    long playGapMs,
    long inputP50Us,
    long inputP99Us,
    String verdict)
{
    /** The verdict of a run in which nothing was wrong. */
    public static final String OK = "ok";

    /** Was nothing wrong? */
    public boolean passed()
    {
        return OK.equals(verdict);
    }
}
