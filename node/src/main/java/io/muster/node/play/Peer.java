package io.muster.node.play;

import io.aeron.Aeron;
import io.aeron.ExclusivePublication;
import io.aeron.exceptions.RegistrationException;
import io.muster.codecs.Streams;
import io.muster.node.NodeSettings;
import org.agrona.CloseHelper;

import java.util.concurrent.TimeUnit;

/** The way to one node: begun at once, finished when the media driver has made it, begun again when it could not. */
final class Peer implements AutoCloseable
{
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);

    final String endpoint;
    /** {@code null} while the way is being made. */
    ExclusivePublication publication;

    private final Aeron aeron;
    private final String channel;
    private long registrationId;
    private long failedNs;

    Peer(final NodeSettings settings, final Aeron aeron, final String endpoint)
    {
        this.aeron = aeron;
        this.endpoint = endpoint;
        channel = "aeron:udp?endpoint=" + endpoint + "|mtu=" + settings.mtuBytes + "|term-length=" + settings.termBytes;
        begin();
    }

    boolean isFinished()
    {
        if (registrationId == Aeron.NULL_VALUE)
        {
            if (aeron.context().nanoClock().nanoTime() - failedNs >= RETRY_NS)
            {
                begin();
            }
            return false;
        }

        try
        {
            publication = aeron.getExclusivePublication(registrationId);
        }
        catch (final RegistrationException ex)
        {
            // A name that has no address yet, for one. The driver's error log has the reason.
            registrationId = Aeron.NULL_VALUE;
            failedNs = aeron.context().nanoClock().nanoTime();
        }
        return publication != null;
    }

    @Override
    public void close()
    {
        if (publication != null)
        {
            CloseHelper.quietClose(publication);
        }
        else if (registrationId != Aeron.NULL_VALUE)
        {
            aeron.asyncRemovePublication(registrationId);
        }
    }

    private void begin()
    {
        registrationId = aeron.asyncAddExclusivePublication(channel, Streams.PLAY);
    }
}
