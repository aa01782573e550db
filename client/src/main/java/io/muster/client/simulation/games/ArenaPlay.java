package io.muster.client.simulation.games;

import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.codecs.samples.ArenaMoveEncoder;
import io.muster.codecs.samples.ArenaStateDecoder;
import io.muster.codecs.samples.MessageHeaderDecoder;
import io.muster.codecs.samples.MessageHeaderEncoder;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.Random;

/** Runs about in the arena, 10 to 20 moves a second, never standing still. */
public final class ArenaPlay implements Play
{
    private static final int SEATS_MAX = 256;
    private static final int MOVE_BYTES = MessageHeaderEncoder.ENCODED_LENGTH + ArenaMoveEncoder.BLOCK_LENGTH;

    private final Random random;
    private final long moveNs;
    private final ArenaEvidence evidence = new ArenaEvidence();
    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[MOVE_BYTES]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final ArenaMoveEncoder moveEncoder = new ArenaMoveEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final ArenaStateDecoder state = new ArenaStateDecoder();
    private boolean isOver;
    private String result;
    private long nextMoveNs;

    /**
     * @param random what it chooses with.
     * @param moveNs between two moves at least; at most it is twice that.
     */
    public ArenaPlay(final Random random, final long moveNs)
    {
        this.random = random;
        this.moveNs = moveNs;
    }

    @Override
    public String gameType()
    {
        return "arena";
    }

    @Override
    public int createsOneIn()
    {
        return 8;
    }

    @Override
    public boolean isTicking()
    {
        return true;
    }

    @Override
    public void begin(final Player player, final long nowNs)
    {
        evidence.begin();
        isOver = false;
        result = null;
        nextMoveNs = nowNs;
    }

    @Override
    public void onOutput(final Player player, final Output output, final long nowNs)
    {
        state.wrapAndApplyHeader(output.payload(), 0, header);
        isOver = state.ticksLeft() == 0;
        for (final ArenaStateDecoder.AvatarsDecoder avatar : state.avatars())
        {
            if (avatar.seat() == player.seat())
            {
                evidence.onShown(avatar.moves(), avatar.x(), avatar.y());
            }
        }
        if (isOver)
        {
            result = resultOf();
        }
    }

    @Override
    public void poll(final Player player, final long nowNs)
    {
        if (isOver || nowNs - nextMoveNs < 0)
        {
            return;
        }
        nextMoveNs = nowNs + moveNs + (long)(random.nextDouble() * moveNs);
        final int dx = random.nextInt(3) - 1;
        final int dy = dx == 0 ? random.nextInt(2) * 2 - 1 : random.nextInt(3) - 1;
        moveEncoder.wrapAndApplyHeader(buffer, 0, headerEncoder).dx((byte)dx).dy((byte)dy);
        if (player.input(buffer, 0, MOVE_BYTES) != 0)
        {
            evidence.onSent(dx, dy);
        }
    }

    @Override
    public boolean isLonely()
    {
        return false;
    }

    @Override
    public boolean isOver()
    {
        return isOver;
    }

    @Override
    public String result()
    {
        return result;
    }

    @Override
    public void conclude(final long acked)
    {
        evidence.conclude(acked, isOver);
    }

    @Override
    public long inputsLost()
    {
        return evidence.lost();
    }

    @Override
    public long inputsDuplicated()
    {
        return evidence.duplicated();
    }

    /** Where everybody stands, by seat. Once a round, so that text is cheap enough. */
    private String resultOf()
    {
        final String[] bySeat = new String[SEATS_MAX];
        state.sbeRewind();
        for (final ArenaStateDecoder.AvatarsDecoder avatar : state.avatars())
        {
            bySeat[avatar.seat()] = avatar.seat() + ":" + avatar.moves() + "@" + avatar.x() + "," + avatar.y();
        }
        final StringBuilder text = new StringBuilder();
        for (final String avatar : bySeat)
        {
            text.append(avatar == null ? "" : avatar + ' ');
        }
        return text.toString();
    }
}
