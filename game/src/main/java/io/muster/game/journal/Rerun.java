package io.muster.game.journal;

import io.muster.codecs.GameAskedDecoder;
import io.muster.codecs.GameBegunDecoder;
import io.muster.codecs.GameEndedDecoder;
import io.muster.codecs.GameInputDecoder;
import io.muster.codecs.GameJoinedDecoder;
import io.muster.codecs.GameLeftDecoder;
import io.muster.codecs.GameReleasedDecoder;
import io.muster.codecs.GameSaidDecoder;
import io.muster.codecs.GameStateDecoder;
import io.muster.codecs.GameTerminatedDecoder;
import io.muster.codecs.GameThrewDecoder;
import io.muster.codecs.GameTickedDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.game.Game;
import io.muster.game.GameType;
import io.muster.game.Vocabulary;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Collection;

import static io.muster.game.journal.JournalException.Reason.FOREIGN;
import static io.muster.game.journal.JournalException.Reason.GAME_UNKNOWN;
import static io.muster.game.journal.JournalException.Reason.GAP;

/**
 * Runs one instance again from its journal: its game is called in this thread as it was called live, and what it says
 * and what it knows is compared with what it said and knew then. A breakpoint in the game stops here.
 * <p>
 * It begins with the first call, or with a state that the game had then. After a difference it goes on to the next
 * state, so that the fields can be told that differ, and no further.
 */
public final class Rerun
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GameBegunDecoder begun = new GameBegunDecoder();
    private final GameAskedDecoder asked = new GameAskedDecoder();
    private final GameJoinedDecoder joined = new GameJoinedDecoder();
    private final GameLeftDecoder left = new GameLeftDecoder();
    private final GameInputDecoder input = new GameInputDecoder();
    private final GameTickedDecoder ticked = new GameTickedDecoder();
    private final GameTerminatedDecoder terminated = new GameTerminatedDecoder();
    private final GameSaidDecoder said = new GameSaidDecoder();
    private final GameReleasedDecoder released = new GameReleasedDecoder();
    private final GameEndedDecoder ended = new GameEndedDecoder();
    private final GameThrewDecoder threw = new GameThrewDecoder();
    private final GameStateDecoder state = new GameStateDecoder();
    private final Collection<GameType> types;
    private GameType type;
    private Vocabulary vocabulary;
    private RerunStage stage;
    private Game game;
    private Game liveGame;
    private Game likeGame;
    private Difference difference;
    private boolean isDone;
    private Throwable thrown;
    private Boolean granted;
    private String call = "nothing yet";
    private long step;
    private long tick;
    private long calls;
    private long words;
    private long states;

    /** @param types among which that of the instance must be. */
    public Rerun(final Collection<GameType> types)
    {
        this.types = types;
    }

    /**
     * Hear the next message of the journal.
     *
     * @return false: it was not run, because the game has not begun and this is no beginning, or {@link #isDone}.
     * @throws JournalException when steps are missing, the game type is unknown, or this is no message of a journal.
     */
    public boolean take(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        final boolean isBeginning =
            templateId == GameBegunDecoder.TEMPLATE_ID || templateId == GameStateDecoder.TEMPLATE_ID;
        if (isDone || stage == null && !isBeginning)
        {
            return false;
        }
        // Each message of a journal begins alike.
        ticked.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        if (stage != null && ticked.step() != step + 1)
        {
            throw new JournalException(
                GAP, "after step " + step + ", in tick " + tick + ", the journal goes on with step " + ticked.step());
        }
        if (!isOfCall(templateId))
        {
            settle(templateId == GameJoinedDecoder.TEMPLATE_ID);
        }
        step = ticked.step();
        tick = ticked.tick();
        dispatch(templateId, buffer, offset);
        return true;
    }

    /** What the game did in the call before, as opposed to the next call. */
    private static boolean isOfCall(final int templateId)
    {
        return templateId == GameSaidDecoder.TEMPLATE_ID || templateId == GameReleasedDecoder.TEMPLATE_ID ||
            templateId == GameEndedDecoder.TEMPLATE_ID || templateId == GameThrewDecoder.TEMPLATE_ID;
    }

    /**
     * Hear that something follows which is not to be run: so all is known of the last call.
     *
     * @param offset of the message that follows.
     */
    public void finish(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        final int templateId = header.templateId();
        ticked.wrap(buffer, offset + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(), header.version());
        if (game != null && ticked.step() == step + 1 && !isOfCall(templateId))
        {
            settle(templateId == GameJoinedDecoder.TEMPLATE_ID);
        }
    }

    /** All has been heard of the call before. */
    private void settle(final boolean isGranted)
    {
        differ(stage == null ? null : stage.leftOver());
        differ(thrown == null ? null : "live it went well, now it throws " + thrown);
        if (granted != null && granted != isGranted)
        {
            differ(isGranted ? "live it let the player in, now it does not" :
                "live it did not let the player in, now it does");
        }
        granted = null;
        thrown = null;
        if (stage != null)
        {
            stage.clear();
        }
    }

    private void dispatch(final int templateId, final DirectBuffer buffer, final int offset)
    {
        switch (templateId)
        {
            case GameBegunDecoder.TEMPLATE_ID -> on(begun.wrapAndApplyHeader(buffer, offset, header));
            case GameAskedDecoder.TEMPLATE_ID -> on(asked.wrapAndApplyHeader(buffer, offset, header));
            case GameJoinedDecoder.TEMPLATE_ID -> on(joined.wrapAndApplyHeader(buffer, offset, header));
            case GameLeftDecoder.TEMPLATE_ID -> on(left.wrapAndApplyHeader(buffer, offset, header));
            case GameInputDecoder.TEMPLATE_ID -> on(input.wrapAndApplyHeader(buffer, offset, header));
            case GameTickedDecoder.TEMPLATE_ID -> call("tick", () -> game.tick(tick));
            case GameTerminatedDecoder.TEMPLATE_ID -> call("terminate", () -> game.terminate());
            case GameSaidDecoder.TEMPLATE_ID -> on(said.wrapAndApplyHeader(buffer, offset, header));
            case GameReleasedDecoder.TEMPLATE_ID ->
                word(stage.released(released.wrapAndApplyHeader(buffer, offset, header).seat()));
            case GameEndedDecoder.TEMPLATE_ID -> word(stage.ended());
            case GameThrewDecoder.TEMPLATE_ID -> on(threw.wrapAndApplyHeader(buffer, offset, header));
            case GameStateDecoder.TEMPLATE_ID -> on(state.wrapAndApplyHeader(buffer, offset, header));
            default -> throw new JournalException(FOREIGN, "message " + templateId + " is none of a journal");
        }
    }

    private void on(final GameBegunDecoder message)
    {
        typeOf(message.gameType());
        stage = new RerunStage(message.seatsMax(), message.seed(), vocabulary);
        call("init", () ->
        {
            game = type.newGame();
            game.init(stage);
        });
    }

    private void typeOf(final String name)
    {
        type = types.stream().filter((it) -> it.name().equals(name)).findFirst().orElseThrow(() ->
            new JournalException(
                GAME_UNKNOWN, "the instance plays " + name + ", and no such game is on the class path"));
        vocabulary = new Vocabulary(type);
    }

    private void on(final GameAskedDecoder message)
    {
        final int seat = message.seat();
        final String name = message.name();
        call("joinAttempt of " + name + " for seat " + seat, () -> granted = game.joinAttempt(seat, name));
    }

    private void on(final GameJoinedDecoder message)
    {
        final int seat = message.seat();
        final String name = message.name();
        call("join of " + name + " in seat " + seat, () -> game.join(seat, name));
    }

    private void on(final GameLeftDecoder message)
    {
        call("leave of seat " + message.seat() + ", " + message.reason(),
            () -> game.leave(message.seat(), message.reason()));
    }

    private void on(final GameInputDecoder message)
    {
        final int length = message.payloadLength();
        final int offset = message.limit() + GameInputDecoder.payloadHeaderLength();
        call("input of seat " + message.seat() + ", " + length + " bytes",
            () -> game.input(message.seat(), message.buffer(), offset, length));
    }

    private void call(final String newCall, final Runnable method)
    {
        call = newCall;
        calls++;
        try
        {
            method.run();
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError failure)
        {
            thrown = failure;
        }
    }

    private void on(final GameSaidDecoder message)
    {
        final int offset = message.limit() + GameSaidDecoder.payloadHeaderLength();
        word(stage.said(message.seat(), message.buffer(), offset, message.payloadLength()));
    }

    private void word(final String differs)
    {
        words++;
        differ(differs);
    }

    /** Messages of exceptions may hold addresses and times; their classes may not. */
    private void on(final GameThrewDecoder message)
    {
        final String live = message.exception();
        if (thrown == null)
        {
            differ("live it threw " + live + ", now it does not");
        }
        else if (!live.split(":", 2)[0].equals(thrown.getClass().getName()))
        {
            differ("live it threw " + live + ", now " + thrown);
        }
        thrown = null;
    }

    private void on(final GameStateDecoder message)
    {
        if (stage == null)
        {
            typeOf(message.gameType());
            stage = new RerunStage(message.seatsMax(), 0, vocabulary);
            call = "restore";
            game = Restorer.restored(type, message, stage, null);
            differ(game == null ? "live it went well, now it throws" : null);
            isDone = game == null;
            return;
        }
        states++;
        call = "snapshot";
        final UnsafeBuffer now = snapshot();
        if (now != null)
        {
            final DescriptionCheck description = new DescriptionCheck(stage.description());
            differ(stage.dice().state() == message.dice() ? null : "the dice are not where they were");
            differ(description.tags(message.tags()));
            differ(description.attributes(message.attributes()));
            final DirectBuffer live = Restorer.stateIn(message);
            final int place = Bytes.firstDifference(live, now);
            differ(place < 0 ? null : "of the state, " + Bytes.difference(place, live, now));
        }
        isDone = difference != null;
        if (isDone && now != null)
        {
            liveGame = Restorer.restored(type, message, new RerunStage(message.seatsMax(), 0, vocabulary), null);
            likeGame = Restorer.restored(type, message, new RerunStage(message.seatsMax(), 0, vocabulary), now);
        }
    }

    private UnsafeBuffer snapshot()
    {
        final ExpandableArrayBuffer buffer = new ExpandableArrayBuffer();
        try
        {
            return new UnsafeBuffer(buffer, 0, game.snapshot(buffer, 0));
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError failure)
        {
            differ("live it went well, now it throws " + failure);
            return null;
        }
    }

    private void differ(final String what)
    {
        if (what != null && difference == null)
        {
            difference = new Difference(step, tick, call, what);
        }
    }

    /** The game did otherwise, and all is known of it that the next captured state can tell. */
    public boolean isDone()
    {
        return isDone;
    }

    /** Where the game first did otherwise than live; or null. */
    public Difference difference()
    {
        return difference;
    }

    /** The game that is run, or null before it has begun. */
    public Game game()
    {
        return game;
    }

    /** After a difference, from the next captured state on: a game restored from what it knew live; or null. */
    public Game liveGame()
    {
        return liveGame;
    }

    /** A game that was restored like {@link #liveGame}, but from what it knows now; or null. */
    public Game likeGame()
    {
        return likeGame;
    }

    /** What is played, or null before it has begun. */
    public GameType type()
    {
        return type;
    }

    /** The last step heard. */
    public long step()
    {
        return step;
    }

    /** The tick that it belongs to. */
    public long tick()
    {
        return tick;
    }

    /** Calls made. */
    public long calls()
    {
        return calls;
    }

    /** Words compared. */
    public long words()
    {
        return words;
    }

    /** States compared. */
    public long states()
    {
        return states;
    }

    /** What the game was called with last. */
    public String call()
    {
        return call;
    }
}
