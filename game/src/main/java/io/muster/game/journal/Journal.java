package io.muster.game.journal;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.GameAskedEncoder;
import io.muster.codecs.GameBegunEncoder;
import io.muster.codecs.GameEndedEncoder;
import io.muster.codecs.GameInputEncoder;
import io.muster.codecs.GameJoinedEncoder;
import io.muster.codecs.GameLeftEncoder;
import io.muster.codecs.GameReleasedEncoder;
import io.muster.codecs.GameSaidEncoder;
import io.muster.codecs.GameStateEncoder;
import io.muster.codecs.GameTerminatedEncoder;
import io.muster.codecs.GameThrewEncoder;
import io.muster.codecs.GameTickedEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.SeatReason;
import io.muster.game.Description;
import io.muster.node.capture.Capture;
import io.muster.node.capture.CaptureRing;
import org.agrona.DirectBuffer;
import org.agrona.ExpandableArrayBuffer;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;

import static io.muster.codecs.MessageHeaderEncoder.ENCODED_LENGTH;

/**
 * Writes the journals of all instances of one worker. A step that finds the capture full is left out; its number is
 * missing then, so that who reads the journal knows.
 */
public final class Journal
{
    /** As a seat: everyone who sits. */
    public static final short EVERYONE = -1;

    private static final int EXCEPTION_BYTES_MAX = 256;

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final GameBegunEncoder begun = new GameBegunEncoder();
    private final GameAskedEncoder asked = new GameAskedEncoder();
    private final GameJoinedEncoder joined = new GameJoinedEncoder();
    private final GameLeftEncoder left = new GameLeftEncoder();
    private final GameInputEncoder input = new GameInputEncoder();
    private final GameTickedEncoder ticked = new GameTickedEncoder();
    private final GameTerminatedEncoder terminated = new GameTerminatedEncoder();
    private final GameSaidEncoder said = new GameSaidEncoder();
    private final GameReleasedEncoder released = new GameReleasedEncoder();
    private final GameEndedEncoder ended = new GameEndedEncoder();
    private final GameThrewEncoder threw = new GameThrewEncoder();
    private final GameStateEncoder state = new GameStateEncoder();
    private final ExpandableArrayBuffer stateBytes = new ExpandableArrayBuffer();
    private final CaptureRing capture;
    private final long stateIntervalNs;

    /** @param stateIntervalNs how often the state of a game is written. */
    public Journal(final CaptureRing capture, final long stateIntervalNs)
    {
        this.capture = capture;
        this.stateIntervalNs = stateIntervalNs;
    }

    /** Writes nothing. */
    public static Journal off()
    {
        return new Journal(Capture.OFF.ring(), TimeUnit.SECONDS.toNanos(1));
    }

    /** Whether anything is written. */
    public boolean isOn()
    {
        return capture.isOn();
    }

    /** From one state of a game to the next. */
    public long stateIntervalNs()
    {
        return stateIntervalNs;
    }

    /** Where a game writes its state for {@link #state}. */
    public ExpandableArrayBuffer stateBuffer()
    {
        return stateBytes;
    }

    /** What follows belongs to a tick, and has one time. */
    public void tick(final JournalPlace at, final long tick)
    {
        at.tick = tick;
        capture.begin();
    }

    public void begun(final JournalPlace at, final long seed)
    {
        capture.begin();
        final int index = claim(at, GameBegunEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            begun.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .seed(seed)
                .putGameType(at.gameType, 0)
                .seatsMax((short)at.seatsMax);
            capture.commit();
        }
    }

    public void asked(final JournalPlace at, final int seat, final String name)
    {
        capture.begin();
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        final int index = claim(
            at, GameAskedEncoder.BLOCK_LENGTH + GameAskedEncoder.nameHeaderLength() + bytes.length);
        if (index > 0)
        {
            asked.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .seat((short)seat)
                .putName(bytes, 0, bytes.length);
            capture.commit();
        }
    }

    public void joined(final JournalPlace at, final int seat, final String name)
    {
        capture.begin();
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        final int index = claim(
            at, GameJoinedEncoder.BLOCK_LENGTH + GameJoinedEncoder.nameHeaderLength() + bytes.length);
        if (index > 0)
        {
            joined.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .userId(at.userId)
                .seat((short)seat)
                .putName(bytes, 0, bytes.length);
            capture.commit();
        }
    }

    public void left(final JournalPlace at, final int seat, final SeatReason reason)
    {
        capture.begin();
        final int index = claim(at, GameLeftEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            left.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .seat((short)seat)
                .reason(reason);
            capture.commit();
        }
    }

    public void input(
        final JournalPlace at, final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        final int index = claim(
            at, GameInputEncoder.BLOCK_LENGTH + GameInputEncoder.payloadHeaderLength() + length);
        if (index > 0)
        {
            input.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .seat((short)seat)
                .putPayload(payload, offset, length);
            capture.commit();
        }
    }

    public void ticked(final JournalPlace at)
    {
        final int index = claim(at, GameTickedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            ticked.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick);
            capture.commit();
        }
    }

    public void terminated(final JournalPlace at)
    {
        capture.begin();
        final int index = claim(at, GameTerminatedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            terminated.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick);
            capture.commit();
        }
    }

    /** @param seat or {@link #EVERYONE}. */
    public void said(
        final JournalPlace at, final int seat, final DirectBuffer payload, final int offset, final int length)
    {
        final int index = claim(at, GameSaidEncoder.BLOCK_LENGTH + GameSaidEncoder.payloadHeaderLength() + length);
        if (index > 0)
        {
            said.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .seat((short)seat)
                .putPayload(payload, offset, length);
            capture.commit();
        }
    }

    public void released(final JournalPlace at, final int seat)
    {
        final int index = claim(at, GameReleasedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            released.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .seat((short)seat);
            capture.commit();
        }
    }

    public void ended(final JournalPlace at)
    {
        final int index = claim(at, GameEndedEncoder.BLOCK_LENGTH);
        if (index > 0)
        {
            ended.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick);
            capture.commit();
        }
    }

    public void threw(final JournalPlace at, final Throwable thrown)
    {
        final byte[] bytes = nameOf(thrown).getBytes(StandardCharsets.UTF_8);
        final int length = Math.min(bytes.length, EXCEPTION_BYTES_MAX);
        final int index = claim(
            at, GameThrewEncoder.BLOCK_LENGTH + GameThrewEncoder.exceptionHeaderLength() + length);
        if (index > 0)
        {
            threw.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .putException(bytes, 0, length);
            capture.commit();
        }
    }

    /**
     * Write what a game knows.
     *
     * @param length of what the game has written into {@link #stateBuffer}.
     * @return false: it cannot be, for it is too long, or the game said a length that it did not write.
     */
    public boolean state(final JournalPlace at, final long dice, final Description description, final int length)
    {
        final int bytes = GameStateEncoder.BLOCK_LENGTH +
            GameStateEncoder.AttributesEncoder.sbeHeaderSize() +
            description.attributeCount() * GameStateEncoder.AttributesEncoder.sbeBlockLength() +
            GameStateEncoder.stateHeaderLength();
        if (length < 0 || length > stateBytes.capacity() ||
            length > capture.messageBytesMax() - ENCODED_LENGTH - bytes)
        {
            return false;
        }
        final int index = claim(at, bytes + length);
        if (index == 0)
        {
            return true;
        }
        final GameStateEncoder.AttributesEncoder attributes =
            state.wrapAndApplyHeader(capture.buffer(), index, header)
                .instanceId(at.instanceId).step(at.step).tick(at.tick)
                .dice(dice)
                .tags(description.tags())
                .putGameType(at.gameType, 0)
                .seatsMax((short)at.seatsMax)
                .attributesCount(description.attributeCount());
        for (int i = 0; i < description.vocabulary().attributes().size(); i++)
        {
            if (description.isSet(i))
            {
                attributes.next().value(description.value(i)).number((short)i);
            }
        }
        state.putState(stateBytes, 0, length);
        capture.commit();
        return true;
    }

    /** It is the game's own, and may throw again when it is asked who it is. */
    private static String nameOf(final Throwable thrown)
    {
        try
        {
            return String.valueOf(thrown);
        }
        catch (final Exception | StackOverflowError | AssertionError | LinkageError ignore)
        {
            return thrown.getClass().getName();
        }
    }

    private int claim(final JournalPlace at, final int bytes)
    {
        at.step++;
        return capture.claim(CaptureWay.JOURNAL, at.instanceId, at.userId, ENCODED_LENGTH + bytes);
    }
}
