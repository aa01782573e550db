package io.muster.client;

import java.util.List;
import java.util.concurrent.TimeUnit;

/** What a {@link Client} is made with; read once by its constructor. Only {@link #sessionNodes} has no default. */
public final class ClientSettings
{
    /** Well-known session nodes, to begin with. The full list is fetched from whichever answers, and kept. */
    public List<SessionNode> sessionNodes = List.of();

    /** Inputs of one player that may be unacknowledged, 1 to 4,096; {@link Player#input} refuses more. */
    public int inputsMax = 64;

    /** Bytes that the unacknowledged inputs of one player may have together, at least 1,024. */
    public int inputBytesMax = 8 * 1024;

    /** Bytes of one player that may wait for its socket, at least 2,048; what does not fit waits where it came from. */
    public int sendBytesMax = 8 * 1024;

    /** How long a TCP connection may take to open before the next session node is tried. */
    public long connectTimeoutNs = TimeUnit.SECONDS.toNanos(2);

    /** How long a login or resume may stay unanswered before the next session node is tried. */
    public long entryTimeoutNs = TimeUnit.SECONDS.toNanos(5);

    /** How long a query may stay unanswered before it is asked again. */
    public long queryTimeoutNs = TimeUnit.SECONDS.toNanos(3);

    /** Pause after the first attempt to connect that failed; it doubles with each further one. */
    public long retryMinNs = TimeUnit.MILLISECONDS.toNanos(50);

    /** Longest pause between two attempts to connect. */
    public long retryMaxNs = TimeUnit.SECONDS.toNanos(2);

    /** How long a list of session nodes is believed before it is fetched again with the next connection. */
    public long checkInEveryNs = TimeUnit.MINUTES.toNanos(1);

    void check()
    {
        require(!sessionNodes.isEmpty(), "at least one session node must be known");
        require(inputsMax >= 1 && inputsMax <= 4_096, "inputsMax is 1 to 4,096");
        require(inputBytesMax >= Player.INPUT_BYTES_MAX, "inputBytesMax holds at least one input");
        require(sendBytesMax >= 2 * Player.INPUT_BYTES_MAX, "sendBytesMax holds at least two inputs");
        require(retryMinNs > 0 && retryMinNs <= retryMaxNs, "retryMinNs is above 0 and not above retryMaxNs");
    }

    private static void require(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(sentence);
        }
    }
}
