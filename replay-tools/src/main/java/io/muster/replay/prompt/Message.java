package io.muster.replay.prompt;

/**
 * A command that a node sent, or what the master said because of it.
 *
 * @param isSaid     by the master.
 * @param nodeId     who sent it, or to whom it is said.
 * @param number     of the command or of the event.
 * @param type       as the schema names it.
 * @param userId     that it names, or 0.
 * @param instanceId that it names, or 0.
 * @param name       the player's, or empty.
 * @param text       all of it, for people or as a JSON object.
 */
record Message(
    boolean isSaid,
    int nodeId,
    long number,
    String type,
    long userId,
    long instanceId,
    String name,
    String text)
{
}
