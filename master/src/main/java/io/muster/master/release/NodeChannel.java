package io.muster.master.release;

import io.aeron.Aeron;
import io.aeron.ChannelUriStringBuilder;
import io.aeron.ExclusivePublication;
import io.aeron.Publication;
import io.aeron.exceptions.RegistrationException;
import io.muster.codecs.Streams;
import org.agrona.CloseHelper;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * This replica's publications to one node's event endpoint: events, and answers to queries. Every replica keeps them
 * open, the standbys silently, so that a new leader speaks at once. Owned by the service's thread; never blocks.
 */
final class NodeChannel implements AutoCloseable
{
    private static final long RETRY_NS = TimeUnit.SECONDS.toNanos(1);
    private static final Pattern ENDPOINT = Pattern.compile("[A-Za-z0-9_.:\\[\\]-]{3,255}");

    private final Aeron aeron;
    private final AtomicCounter endpointsRefused;
    private final Line events = new Line(Streams.EVENTS);
    private final Line answers = new Line(Streams.ANSWERS);
    private String endpoint;

    NodeChannel(final Aeron aeron, final AtomicCounter endpointsRefused)
    {
        this.aeron = aeron;
        this.endpointsRefused = endpointsRefused;
    }

    /** Speak to this endpoint from now on. */
    void point(final String nextEndpoint)
    {
        if (!nextEndpoint.equals(endpoint))
        {
            close();
            endpoint = nextEndpoint;
        }
    }

    /** Open what is not open. What cannot be opened, such as a host that has no address, is tried again each second. */
    void poll(final long nowNs)
    {
        events.poll(nowNs);
        answers.poll(nowNs);
    }

    /** Null while it is not open. */
    EventLine events()
    {
        return events.publication == null ? null : events;
    }

    /** Null while it is not open. */
    ExclusivePublication answers()
    {
        return answers.publication;
    }

    @Override
    public void close()
    {
        events.close();
        answers.close();
        endpoint = null;
    }

    /** One publication, while it is being opened and after. */
    private final class Line implements EventLine
    {
        private final int streamId;
        private ExclusivePublication publication;
        private long registrationId = Aeron.NULL_VALUE;
        private boolean hasFailed;
        private long failedNs;

        private Line(final int streamId)
        {
            this.streamId = streamId;
        }

        @Override
        public boolean hasRoom()
        {
            return publication.availableWindow() > 0;
        }

        @Override
        public int messageBytesMax()
        {
            return publication.maxPayloadLength();
        }

        /** There was room, so the one thing in the way can be the end of a term buffer: the next try is beyond. */
        @Override
        public boolean offer(final DirectBuffer buffer, final int length)
        {
            final long result = publication.offer(buffer, 0, length);
            return result > 0 || result == Publication.ADMIN_ACTION && publication.offer(buffer, 0, length) > 0;
        }

        private void poll(final long nowNs)
        {
            if (publication != null && publication.isClosed())
            {
                publication = null;
                fail(nowNs);
            }
            if (publication == null && endpoint != null)
            {
                open(nowNs);
            }
        }

        private void open(final long nowNs)
        {
            if (registrationId != Aeron.NULL_VALUE)
            {
                take(nowNs);
            }
            else if (!hasFailed || nowNs - failedNs > RETRY_NS)
            {
                if (ENDPOINT.matcher(endpoint).matches())
                {
                    registrationId = aeron.asyncAddExclusivePublication(
                        new ChannelUriStringBuilder().media("udp").endpoint(endpoint).build(), streamId);
                }
                else
                {
                    fail(nowNs);
                }
            }
        }

        private void take(final long nowNs)
        {
            try
            {
                publication = aeron.getExclusivePublication(registrationId);
                if (publication != null)
                {
                    registrationId = Aeron.NULL_VALUE;
                }
            }
            catch (final RegistrationException ex)
            {
                registrationId = Aeron.NULL_VALUE;
                fail(nowNs);
            }
        }

        private void fail(final long nowNs)
        {
            hasFailed = true;
            failedNs = nowNs;
            endpointsRefused.increment();
        }

        private void close()
        {
            if (registrationId != Aeron.NULL_VALUE)
            {
                aeron.asyncRemovePublication(registrationId);
                registrationId = Aeron.NULL_VALUE;
            }
            CloseHelper.quietClose(publication);
            publication = null;
            hasFailed = false;
        }
    }
}
