package io.muster.game.journal;

import io.muster.codecs.GameStateDecoder;
import io.muster.game.Game;
import io.muster.game.GameType;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/** Makes games that have a state which was captured. */
final class Restorer
{
    private Restorer()
    {
    }

    /** What the game wrote; the message's groups have been read. */
    static DirectBuffer stateIn(final GameStateDecoder message)
    {
        return new UnsafeBuffer(
            message.buffer(), message.limit() + GameStateDecoder.stateHeaderLength(), message.stateLength());
    }

    /** @param stateOrNull otherwise that of the message. @return null: it cannot be restored. */
    static Game restored(
        final GameType type, final GameStateDecoder message, final RerunStage stage, final DirectBuffer stateOrNull)
    {
        try
        {
            message.sbeRewind();
            final Game game = type.newGame();
            game.init(stage);
            restore(stage, message);
            final DirectBuffer bytes = stateOrNull == null ? stateIn(message) : stateOrNull;
            game.restore(bytes, 0, bytes.capacity());
            stage.clear();
            return game;
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError failure)
        {
            return null;
        }
    }

    /** What the host keeps for a game. */
    private static void restore(final RerunStage stage, final GameStateDecoder message)
    {
        stage.dice().restore(message.dice());
        stage.description().restore(message.tags());
        for (final GameStateDecoder.AttributesDecoder attribute : message.attributes())
        {
            if (attribute.number() < stage.description().vocabulary().attributes().size())
            {
                stage.description().restore(attribute.number(), attribute.value());
            }
        }
    }
}
