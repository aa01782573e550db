package io.muster.failover.fault.network;

import io.aeron.Aeron;
import io.aeron.cluster.client.AeronCluster;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.muster.console.local.LocalNode;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.Namespaces;
import org.agrona.CloseHelper;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A client of the cluster that has words put into the log of a leader that is cut off from all but this process. They
 * mean nothing, and are never executed, since no other master ever hears them.
 */
final class Tail implements AutoCloseable
{
    private static final int MESSAGE_BYTES = 1_000;
    private static final long PATIENCE_MS = 200;

    private final UnsafeBuffer message = new UnsafeBuffer(new byte[MESSAGE_BYTES]);
    private final MediaDriver driver;
    private final Aeron aeron;
    private final AeronCluster cluster;

    /** Opens a session while the cluster is whole. */
    Tail(final List<LocalNode> masters)
    {
        driver = MediaDriver.launchEmbedded(new MediaDriver.Context()
            .threadingMode(ThreadingMode.SHARED)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        cluster = AeronCluster.connect(new AeronCluster.Context()
            .aeron(aeron)
            .ownsAeronClient(false)
            .ingressChannel("aeron:udp?term-length=1m")
            .ingressEndpoints(masters.stream()
                .map((node) -> node.place().number() + "=" + node.place().host() + ":" + node.place().firstPort())
                .collect(Collectors.joining(",")))
            .egressChannel("aeron:udp?term-length=64k|endpoint=" + Namespaces.here() + ":0"));
    }

    /** Write so much, or as much as the leader has room for while nobody takes it away. Returns how much it took. */
    int write(final int bytes)
    {
        int written = 0;
        while (written < bytes && Await.holds(PATIENCE_MS, () -> cluster.offer(message, 0, MESSAGE_BYTES) > 0))
        {
            written += MESSAGE_BYTES;
        }
        return written;
    }

    @Override
    public void close()
    {
        CloseHelper.quietCloseAll(cluster, aeron, driver);
    }
}
