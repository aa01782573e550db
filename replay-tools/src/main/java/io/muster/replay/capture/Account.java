package io.muster.replay.capture;

import io.muster.node.capture.CaptureReader;

import java.util.Locale;

/** What a capture comes to as far as it was read: how much, by whom, from when to when, and what is missing in it. */
final class Account
{
    private String node = "";
    private long messages;
    private long commands;
    private long events;
    private long shown;
    private long firstNs;
    private long lastNs;
    private long startMs;
    private long dropped;
    private long missing;
    private long missingInAll;
    private long damages;
    private long restarts;
    private boolean isBegunAnew;
    private boolean isDamageMet;

    /** Another message was captured. */
    void take(final CaptureReader reader)
    {
        messages++;
        lastNs = reader.captured().timeNs();
        firstNs = messages == 1 ? lastNs : firstNs;
        node = reader.kind().name().toLowerCase(Locale.ROOT) + " node " + reader.nodeId();
        isDamageMet = reader.damages() > damages;
        damages = reader.damages();
        isBegunAnew = messages > 1 && reader.startMs() != startMs;
        if (reader.startMs() != startMs)
        {
            dropped = 0;
            startMs = reader.startMs();
        }
        restarts += isBegunAnew ? 1 : 0;
        missing = Math.max(0, reader.dropped() - dropped);
        missingInAll += missing;
        dropped = reader.dropped();
    }

    /** One of its parts, or all of it. */
    void takePart(final Passage.Kind kind)
    {
        commands += kind == Passage.Kind.COMMAND ? 1 : 0;
        events += kind == Passage.Kind.EVENT ? 1 : 0;
    }

    void shown()
    {
        shown++;
    }

    long messages()
    {
        return messages;
    }

    /** Messages that the process could not capture between the one before and this. */
    long missing()
    {
        return missing;
    }

    /** The message before was another process's, of the same node. */
    boolean isBegunAnew()
    {
        return isBegunAnew;
    }

    /** The files are damaged between the message before and this. */
    boolean isDamageMet()
    {
        return isDamageMet;
    }

    /** One sentence. */
    String summary()
    {
        if (messages == 0)
        {
            return "nothing was captured, or nothing that is whole";
        }
        return String.format(Locale.ROOT,
            "%,d lines of %,d messages, with %,d commands and %,d events, that %s captured from %s to %s (UTC)%s%s",
            shown, messages, commands, events, node, CaptureDump.instant(firstNs), CaptureDump.instant(lastNs),
            restarts == 0 ? "" : "; the process began anew " + restarts + " times",
            missingInAll == 0 ? "" : "; " + missingInAll + " messages were not captured, at the marks");
    }
}
