package io.muster.node;

import io.muster.node.settings.Settings;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;

/**
 * The main of every node: {@code NodeProcess.run(args, SessionNode::new)}. Knows {@code --config FILE},
 * {@code --set name=value} and {@code --print-settings}; and {@code --leashed}, for a node that is to end in order when
 * its standard input does, because whoever started it is gone.
 * <p>
 * Says one line {@code ready <kind> <id> ...} on standard output when the node is up, or one line
 * {@code muster: M0110 ...} on standard error and an exit status: 0 after a signal, else {@link
 * StartupError#exitStatus}. A node that does not close within {@value #CLOSE_LIMIT_S} seconds is cut off.
 */
public final class NodeProcess
{
    private static final int CLOSE_LIMIT_S = 10;

    private final CountDownLatch stop = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final AtomicReference<Throwable> failure = new AtomicReference<>();

    private NodeProcess()
    {
    }

    /** Runs until a signal or a failure, and ends the Java process. */
    public static void run(final String[] args, final Function<Settings, Node> nodeOf)
    {
        new NodeProcess().live(args, nodeOf);
    }

    private void live(final String[] args, final Function<Settings, Node> nodeOf)
    {
        try
        {
            final Arguments arguments = Arguments.parse(args);
            final Settings settings = Settings.of(arguments.config(), arguments.overrides());
            final Node node = nodeOf.apply(settings);
            settings.refuseUnknown();
            if (arguments.printsSettings())
            {
                System.out.print(settings.page());
            }
            else
            {
                settings.finish();
                Runtime.getRuntime().addShutdownHook(new Thread(this::onSignal, "shutdown"));
                if (arguments.isLeashed())
                {
                    final Thread leash = new Thread(this::awaitStarterGone, "leash");
                    leash.setDaemon(true);
                    leash.start();
                }
                live(node);
            }
        }
        catch (final Throwable thrown)
        {
            onFailure(thrown);
        }
        closed.countDown();
        System.out.flush();
        System.exit(exitStatus());
    }

    private void live(final Node node) throws InterruptedException
    {
        try
        {
            System.out.println("ready " + node.start(this::onFailure));
            stop.await();
        }
        catch (final Throwable thrown)
        {
            onFailure(thrown);
        }

        final Thread limit = new Thread(this::cutOff, "close-limit");
        limit.setDaemon(true);
        limit.start();
        node.close();
    }

    /** The first failure is the reason; what follows from it is not told. */
    private void onFailure(final Throwable thrown)
    {
        if (failure.compareAndSet(null, thrown))
        {
            final StartupException reason = StartupException.of(thrown);
            System.err.println("muster: " + reason.getMessage());
            if (reason.error() == StartupError.BUG)
            {
                thrown.printStackTrace(System.err);
            }
        }
        stop.countDown();
    }

    /** The system closes the pipe when the process at its other end is gone, however that died. */
    private void awaitStarterGone()
    {
        try
        {
            System.in.transferTo(OutputStream.nullOutputStream());
        }
        catch (final IOException ignore)
        {
            // A pipe that cannot be read has nobody at its other end.
        }
        stop.countDown();
    }

    /** The Java runtime waits for this thread, and would then report the signal instead of a clean end. */
    private void onSignal()
    {
        stop.countDown();
        cutOff();
    }

    private void cutOff()
    {
        try
        {
            if (!closed.await(CLOSE_LIMIT_S, TimeUnit.SECONDS))
            {
                System.err.println("muster: the node did not close within " + CLOSE_LIMIT_S + " s");
            }
        }
        catch (final InterruptedException ignore)
        {
            Thread.currentThread().interrupt();
        }
        System.out.flush();
        Runtime.getRuntime().halt(exitStatus());
    }

    private int exitStatus()
    {
        final Throwable thrown = failure.get();
        return thrown == null ? 0 : StartupException.of(thrown).error().exitStatus();
    }
}
