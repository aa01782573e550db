package io.muster.game.journal;

/**
 * Where a game that is run again does not do what it did live.
 *
 * @param step the number in the journal of what was compared.
 * @param tick the tick that it belongs to.
 * @param call what the game was called with.
 * @param what differs.
 */
public record Difference(long step, long tick, String call, String what)
{
    @Override
    public String toString()
    {
        return "tick " + tick + " (step " + step + "), " + call + ": " + what;
    }
}
