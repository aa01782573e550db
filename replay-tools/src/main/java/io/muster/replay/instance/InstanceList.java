package io.muster.replay.instance;

import io.muster.codecs.CaptureWay;
import io.muster.codecs.GameBegunDecoder;
import io.muster.codecs.GameStateDecoder;
import io.muster.codecs.GameTerminatedDecoder;
import io.muster.codecs.GameTickedDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.node.capture.CaptureReader;

import java.nio.file.Path;
import java.util.Collection;
import java.util.TreeMap;

/** The instances whose journals are in a capture. */
final class InstanceList
{
    /** One instance. */
    static final class Found
    {
        final long id;
        String gameType = "";
        int seatsMax;
        long firstTick = -1;
        long lastTick;
        long steps;
        boolean hasBeginning;
        boolean isOver;

        Found(final long id)
        {
            this.id = id;
        }
    }

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final GameTickedDecoder any = new GameTickedDecoder();
    private final GameBegunDecoder begun = new GameBegunDecoder();
    private final GameStateDecoder state = new GameStateDecoder();
    private final TreeMap<Long, Found> found = new TreeMap<>();
    private String damage;

    /** @param isSalvaged read behind damage, too. */
    InstanceList(final Path capture, final boolean isSalvaged)
    {
        try (CaptureReader reader = new CaptureReader(capture, isSalvaged))
        {
            while (reader.next())
            {
                if (reader.way() == CaptureWay.JOURNAL)
                {
                    take(reader, found.computeIfAbsent(reader.captured().peer(), Found::new));
                }
            }
            damage = reader.damage();
        }
    }

    private void take(final CaptureReader reader, final Found instance)
    {
        header.wrap(reader.buffer(), reader.offset());
        any.wrap(reader.buffer(), reader.offset() + MessageHeaderDecoder.ENCODED_LENGTH, header.blockLength(),
            header.version());
        instance.firstTick = instance.firstTick < 0 ? any.tick() : instance.firstTick;
        instance.lastTick = any.tick();
        instance.steps++;
        switch (header.templateId())
        {
            case GameBegunDecoder.TEMPLATE_ID ->
            {
                begun.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                instance.gameType = begun.gameType();
                instance.seatsMax = begun.seatsMax();
                instance.hasBeginning = true;
            }
            case GameStateDecoder.TEMPLATE_ID ->
            {
                state.wrapAndApplyHeader(reader.buffer(), reader.offset(), header);
                instance.gameType = state.gameType();
                instance.seatsMax = state.seatsMax();
            }
            case GameTerminatedDecoder.TEMPLATE_ID -> instance.isOver = true;
            default ->
            {
                // A call or a word.
            }
        }
    }

    /** By their ids. */
    Collection<Found> instances()
    {
        return found.values();
    }

    /** What ended the reading early, or null. */
    String damage()
    {
        return damage;
    }
}
