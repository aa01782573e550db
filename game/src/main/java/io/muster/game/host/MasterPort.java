package io.muster.game.host;

import io.muster.node.link.MasterLink;
import org.agrona.DirectBuffer;

/** The way to the master: {@link MasterLink} in a node, something written by hand in a test. */
public interface MasterPort extends AutoCloseable
{
    /** As {@link MasterLink#poll}. */
    int poll(long nowNs);

    /** As {@link MasterLink#send}. */
    boolean send(DirectBuffer buffer, int offset, int length);

    @Override
    void close();

    /** The real way. */
    static MasterPort of(final MasterLink link)
    {
        return new MasterPort()
        {
            @Override
            public int poll(final long nowNs)
            {
                return link.poll(nowNs);
            }

            @Override
            public boolean send(final DirectBuffer buffer, final int offset, final int length)
            {
                return link.send(buffer, offset, length);
            }

            @Override
            public void close()
            {
                link.close();
            }
        };
    }
}
