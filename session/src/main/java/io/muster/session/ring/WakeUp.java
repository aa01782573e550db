package io.muster.session.ring;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Wakes an event loop once for a whole batch: while it has not begun to drain, further calls cost nothing. Shared by
 * the agent, which wakes, and the loop, which drains.
 */
public final class WakeUp implements Runnable
{
    private final AtomicBoolean isDue = new AtomicBoolean();
    private final Executor eventLoop;
    private final Runnable drain;

    public WakeUp(final Executor eventLoop, final Runnable drain)
    {
        this.eventLoop = eventLoop;
        this.drain = drain;
    }

    /** Called by the agent after it wrote a batch, and by the loop when it left something. */
    public void wake()
    {
        if (isDue.compareAndSet(false, true))
        {
            eventLoop.execute(this);
        }
    }

    /** Called by the event loop. What is written after the flag is lowered wakes it again. */
    @Override
    public void run()
    {
        isDue.set(false);
        drain.run();
    }
}
