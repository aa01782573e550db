package io.muster.replay.instance;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.GameTickedDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.game.GameType;
import io.muster.game.journal.JournalException;
import io.muster.game.journal.Rerun;
import io.muster.node.capture.CaptureReader;
import io.muster.replay.log.ReplayError;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.ServiceLoader;

/**
 * Runs one instance again from a capture of its game node, in this thread. In a unit test, or under a debugger:
 * <pre>
 *   final InstanceReplay replay = new InstanceReplay(Path.of("data/game-1"), 42).run();
 *   assertNull(replay.difference());
 * </pre>
 * The capture may be a copy, and may still be written to; it is not changed.
 */
public final class InstanceReplay
{
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GameTickedDecoder any = new GameTickedDecoder();
    private final List<String> notes = new ArrayList<>();
    private final Path capture;
    private final long instanceId;
    private final Collection<GameType> types;
    private long toTick = Long.MAX_VALUE;
    private boolean isSalvaged;
    private Rerun rerun;
    private Twins twins;
    private long messages;
    private boolean isPassed;
    private long firstTick;

    /** Of the games on the class path. */
    public InstanceReplay(final Path capture, final long instanceId)
    {
        this(capture, instanceId,
            ServiceLoader.load(GameType.class).stream().map(ServiceLoader.Provider::get).toList());
    }

    /** @param types among which the game of the instance must be. */
    public InstanceReplay(final Path capture, final long instanceId, final Collection<GameType> types)
    {
        this.capture = capture;
        this.instanceId = instanceId;
        this.types = types;
        if (!CaptureReader.isCapture(capture))
        {
            throw ReplayError.NO_LOG.because(Files.isDirectory(capture) ?
                capture + " is no capture: it has no file that ends in .cq4" : "there is no directory " + capture);
        }
    }

    /** Stop before anything that belongs to a later tick. */
    public InstanceReplay toTick(final long lastTick)
    {
        toTick = lastTick;
        return this;
    }

    /** Go on behind what is damaged or missing, from the next state that was captured. */
    public InstanceReplay salvage()
    {
        isSalvaged = true;
        return this;
    }

    /**
     * Run it.
     *
     * @throws ReplayError.Refusal LOG_DAMAGED, NO_INSTANCE, JOURNAL_GAPPED, NO_GAME.
     */
    public InstanceReplay run()
    {
        rerun = new Rerun(types);
        read(this::take);
        if (messages == 0 && isPassed)
        {
            throw ReplayError.NOT_IN_LOG.because("instance " + instanceId + " is in the capture after tick " + toTick);
        }
        if (messages == 0)
        {
            throw ReplayError.NO_INSTANCE.because("instance " + instanceId + " is not in " + capture +
                "; --instance left out, muster replay instance lists those that are");
        }
        if (rerun.game() == null && rerun.difference() == null)
        {
            throw ReplayError.JOURNAL_GAPPED.because("the beginning of instance " + instanceId +
                " is gone from the capture, and no state of it was captured");
        }
        if (rerun.difference() != null)
        {
            twins = new Twins(types);
            read(this::takeTwice);
        }
        return this;
    }

    private interface Hearer
    {
        boolean hear(CaptureReader reader);
    }

    /** Give the instance's journal to somebody, until that one has heard enough. */
    private void read(final Hearer hearer)
    {
        try (CaptureReader reader = new CaptureReader(capture, isSalvaged))
        {
            boolean isOn = true;
            while (isOn && reader.next())
            {
                if (reader.way() == CaptureWay.JOURNAL && reader.captured().peer() == instanceId)
                {
                    isOn = hearer.hear(reader);
                }
            }
            if (reader.damage() != null && !isSalvaged && rerun.difference() == null)
            {
                throw ReplayError.LOG_DAMAGED.because(reader.damage() + " (--salvage goes on behind it)");
            }
        }
        catch (final JournalException ex)
        {
            throw refusal(ex);
        }
    }

    private boolean take(final CaptureReader reader)
    {
        header.wrap(reader.buffer(), reader.offset());
        any.wrap(reader.buffer(), reader.offset() + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(),
            header.version());
        if (any.tick() > toTick)
        {
            isPassed = true;
            rerun.finish(reader.buffer(), reader.offset());
            return false;
        }
        if (messages++ == 0 && any.step() > 1)
        {
            notes.add("the first " + (any.step() - 1) + " steps are gone from the capture");
        }
        try
        {
            final boolean wasBegun = rerun.game() != null;
            rerun.take(reader.buffer(), reader.offset());
            firstTick = wasBegun ? firstTick : rerun.tick();
            return !rerun.isDone();
        }
        catch (final JournalException ex)
        {
            if (rerun.difference() != null)
            {
                return false;
            }
            if (!isSalvaged || ex.reason() != JournalException.Reason.GAP)
            {
                throw ex;
            }
            notes.add(ex.getMessage() + "; what was captured of the game's state next is where it begins anew");
            rerun = new Rerun(types);
            rerun.take(reader.buffer(), reader.offset());
            return true;
        }
    }

    private boolean takeTwice(final CaptureReader reader)
    {
        try
        {
            return twins.take(reader.buffer(), reader.offset());
        }
        catch (final JournalException gap)
        {
            // The first run has come to it, too.
            twins = isSalvaged ? new Twins(types) : twins;
            return isSalvaged && twins.take(reader.buffer(), reader.offset());
        }
    }

    private static ReplayError.Refusal refusal(final JournalException ex)
    {
        return switch (ex.reason())
        {
            case GAP -> ReplayError.JOURNAL_GAPPED.because(ex.getMessage() +
                ": the capture could not keep up there, or was damaged (--salvage begins anew behind it)");
            case GAME_UNKNOWN -> ReplayError.NO_GAME.because(ex.getMessage() + "; --games JAR adds one");
            case FOREIGN -> ReplayError.LOG_DAMAGED.because(ex.getMessage());
        };
    }

    /** Where the game first did otherwise than live, as words; or null: it did all that it did. */
    public String difference()
    {
        return rerun.difference() == null ? null : rerun.difference().toString();
    }

    /**
     * Which fields of the game differ from what they were live, when its state was captured next after the difference.
     */
    public List<String> fields()
    {
        return rerun.liveGame() == null || rerun.likeGame() == null ? List.of() :
            FieldDiff.between("live", rerun.liveGame(), "now", rerun.likeGame());
    }

    /** If two runs of now differ from each other: the game is not a function of what it hears. Where, or null. */
    public String chance()
    {
        return twins == null ? null : twins.where();
    }

    /** The fields in which two runs of now differ. */
    public List<String> chanceFields()
    {
        return twins == null ? List.of() : twins.fields();
    }

    /** What is to be said besides. */
    public List<String> notes()
    {
        return notes;
    }

    /** How far it came. */
    public Rerun rerun()
    {
        return rerun;
    }

    /** The tick at which it began. */
    public long firstTick()
    {
        return firstTick;
    }
}
