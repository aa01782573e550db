package io.muster.failover.simulation.node;

import io.muster.codecs.RefusalCode;
import io.muster.node.link.Link;
import io.muster.node.link.LinkListener;
import org.agrona.DirectBuffer;

/** What a node does behind its link. */
abstract class Role implements LinkListener
{
    private final int nodeId;
    private final NodeObserver observer;
    private Link link;

    Role(final int nodeId, final NodeObserver observer)
    {
        this.nodeId = nodeId;
        this.observer = observer;
    }

    /** The process starts, with a link of its own. */
    final void start(final Link itsLink)
    {
        link = itsLink;
        forget();
    }

    /** All that the process or the incarnation had is gone. */
    abstract void forget();

    /** What is due. @return work done. */
    abstract int work(long nowNs);

    /** An event that is the node's own. */
    abstract void on(int templateId, DirectBuffer buffer, int offset);

    /** A replica has answered. */
    void onAnswer(final int memberId, final DirectBuffer answer)
    {
        // Game nodes do not ask.
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
        // Most have nothing to do before they are asked.
    }

    @Override
    public final void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        observer.onShown(nodeId, link.incarnation(), buffer, offset);
        on(templateId, buffer, offset);
    }

    @Override
    public final void onDown(final RefusalCode code)
    {
        forget();
    }

    final Link link()
    {
        return link;
    }

    final NodeObserver observer()
    {
        return observer;
    }

    final int nodeId()
    {
        return nodeId;
    }
}
