package io.muster.game.instance;

/**
 * What every instance keeps to.
 *
 * @param instancesMax   of one worker; one more is not started: GAME_NODES_FULL.
 * @param seatInputsMax  inputs of one player between two ticks; more are refused: INPUTS_TOO_MANY.
 * @param outputBytesMax kept for one player, 16 bytes for each output included; a player with more loses its seat:
 *                       OUTPUTS_OVERRUN.
 * @param resendNs       without an acknowledgement for so long, what is kept is sent again.
 * @param lingerNs       how long an instance that is over waits for its players to acknowledge the last outputs.
 * @param answerNs       a player who sends out of order is answered at most once in this time.
 */
public record InstanceLimits(
    int instancesMax, int seatInputsMax, int outputBytesMax, long resendNs, long lingerNs, long answerNs)
{
}
