package io.muster.client.simulation;

/** What ledgers count. */
final class Tally
{
    /** Logins, requests and logouts that the servers said are done. */
    long commandsAcknowledged;

    /** Those of them that were contradicted later. */
    long commandsAcknowledgedLost;

    /** Events that came again, or after a later one. */
    long eventsDuplicated;

    /** Events that later ones overtook. */
    long eventsMissed;

    /** Inputs, each counted once however often it was sent. */
    long inputsSent;

    /** Acknowledged inputs that the game does not show. */
    long inputsLost;

    /** Inputs that the game shows more often than they were sent. */
    long inputsDuplicated;

    /** How often what was acknowledged was held against what the master knows. */
    long checks;

    /** Things that no player should meet. */
    long complaints;

    void add(final Tally other)
    {
        commandsAcknowledged += other.commandsAcknowledged;
        commandsAcknowledgedLost += other.commandsAcknowledgedLost;
        eventsDuplicated += other.eventsDuplicated;
        eventsMissed += other.eventsMissed;
        inputsSent += other.inputsSent;
        inputsLost += other.inputsLost;
        inputsDuplicated += other.inputsDuplicated;
        checks += other.checks;
        complaints += other.complaints;
    }
}
