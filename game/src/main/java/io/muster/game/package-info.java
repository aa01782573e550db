/**
 * What the author of a game sees, and the game node's {@code main}.
 * <p>
 * An author implements {@link io.muster.game.Game} and names it in a {@link io.muster.game.GameType}; the game speaks
 * through {@link io.muster.game.Stage} and is tried out with {@link io.muster.game.Rehearsal}. Each game is owned by
 * the one worker thread that runs its instance. No Aeron type, no thread and no clock is seen here.
 */
package io.muster.game;
