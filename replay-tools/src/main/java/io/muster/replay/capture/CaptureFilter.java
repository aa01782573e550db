package io.muster.replay.capture;

import io.muster.codecs.CaptureWay;
import io.muster.node.capture.CaptureReader;
import io.muster.replay.log.ReplayError;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;

import java.util.List;

/**
 * Which messages of a capture are shown: those that meet all that is said.
 *
 * @param from       lowest position of the log that was known then.
 * @param to         highest.
 * @param people     from, for or about whom; null: anybody.
 * @param instanceId or 0: of any.
 * @param nodeId     that captured it or is named in it, or 0: any.
 * @param type       name of a message, or one of the words of {@link #typeNamed}; null: any.
 * @param isAll      whether heartbeats are shown, too.
 */
public record CaptureFilter(
    long from, long to, People people, long instanceId, int nodeId, String type, boolean isAll)
{
    static final String HEARTBEAT = "heartbeat";

    private static final List<String> WORDS = List.of(HEARTBEAT, MessageText.MALFORMED, MessageText.UNKNOWN,
        Passage.word(CaptureWay.PLAYER_CAME), Passage.word(CaptureWay.PLAYER_WENT));

    /** @throws ReplayError.Refusal ASKED_WRONGLY. */
    public static String typeNamed(final String type)
    {
        return type == null || WORDS.contains(type) ? type : new Schema().messageNamed(type).orElseThrow(() ->
            ReplayError.ASKED_WRONGLY.because("--type: the schema has no message " + type + ", and it is none of " +
                String.join(", ", WORDS)));
    }

    /** Whether what was captured then is looked at. */
    boolean takesPosition(final CaptureReader reader)
    {
        return reader.captured().position() >= from && reader.captured().position() <= to;
    }

    /** @param typeIs what it is. */
    boolean takes(final Passage passage, final MessageText message, final String typeIs)
    {
        return takesType(typeIs) &&
            (instanceId == 0 || isOfInstance(passage.reader(), message)) &&
            (nodeId == 0 || nodeId == passage.reader().nodeId() || message.namesNode(nodeId)) &&
            (people == null || people.areIn(passage, message));
    }

    private boolean takesType(final String typeIs)
    {
        return type == null ? isAll || !typeIs.equals(HEARTBEAT) : type.equals(typeIs);
    }

    private boolean isOfInstance(final CaptureReader reader, final MessageText message)
    {
        return message.namesInstance(instanceId) ||
            reader.way() == CaptureWay.JOURNAL && reader.captured().peer() == instanceId;
    }
}
