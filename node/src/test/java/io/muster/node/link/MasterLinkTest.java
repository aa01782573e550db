package io.muster.node.link;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;
import io.muster.codecs.RefusalCode;
import io.muster.node.Await;
import io.muster.node.Preflight;
import io.muster.node.capture.Capture;
import io.muster.node.status.Counters;
import org.agrona.CloseHelper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.function.BooleanSupplier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The link over real Aeron: one cluster member, whose service is scripted. */
class MasterLinkTest
{
    @TempDir
    private Path directory;

    private final NodeModel node = new NodeModel();
    private final String eventEndpoint = "127.0.0.1:" + Preflight.udpPort("127.0.0.1", 0);
    private ScriptedCluster cluster;
    private MediaDriver driver;
    private Aeron aeron;
    private MasterLink link;

    @BeforeEach
    void start()
    {
        cluster = new ScriptedCluster(directory, eventEndpoint);
        driver = MediaDriver.launch(new MediaDriver.Context()
            .aeronDirectoryName(CommonContext.generateRandomDirName())
            .threadingMode(ThreadingMode.SHARED)
            .mtuLength(8192)
            .dirDeleteOnStart(true)
            .dirDeleteOnShutdown(true));
        aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));
        final LinkSettings settings = NodeModel.settings(
            "master.members", cluster.members(),
            "node.mtu", "8k",
            "link.messageTimeout", "2s",
            "link.newLeaderTimeout", "2s",
            "link.resend", "200ms");
        link = new MasterLink(settings, aeron, NodeModel.registration(eventEndpoint), node, new Counters(),
            Capture.OFF.ring());
    }

    @AfterEach
    void stop()
    {
        CloseHelper.closeAll(link, aeron, driver, cluster);
    }

    @Test
    void shouldCarryCommandsAndEventsInOrder()
    {
        awaitRegistered(1);

        sendAll(1, 20_000);

        assertEquals(LinkTest.answersTo(20_000), node.usersLeft);
        assertTrue(link.position() > 0);
    }

    @Test
    void shouldRegisterAnewWhenItWasDeclaredDown()
    {
        awaitRegistered(1);
        cluster.declareDown(RefusalCode.LEASE_EXPIRED);
        awaitRegistered(2);

        sendAll(1, 10);

        assertEquals(List.of(RefusalCode.LEASE_EXPIRED), node.downs);
    }

    @Test
    void shouldLoseNothingWhenTheClusterIsKilledAndComesBack()
    {
        awaitRegistered(1);
        sendAll(1, 1_000);
        send(1_001, 1_500);
        cluster.stop();
        send(1_501, 2_000);
        cluster.start();
        await("the rest was applied", () -> cluster.applied() == 2_000);
        await("the rest was answered", () -> node.usersLeft.size() == LinkTest.answersTo(2_000).size());

        assertEquals(LinkTest.answersTo(2_000), node.usersLeft);
        assertEquals(List.of(), node.downs);
    }

    @Test
    void shouldDeregisterWhenItIsClosed()
    {
        awaitRegistered(1);
        assertTrue(cluster.isNodeUp());

        link.close();

        assertFalse(cluster.isNodeUp());
    }

    private void sendAll(final long firstUserId, final long lastUserId)
    {
        send(firstUserId, lastUserId);
        await("all was applied", () -> cluster.applied() == lastUserId);
        await("all was answered", () -> node.usersLeft.size() == LinkTest.answersTo(lastUserId).size());
    }

    private void send(final long firstUserId, final long lastUserId)
    {
        for (long userId = firstUserId; userId <= lastUserId; userId++)
        {
            final int length = node.encode(userId);
            await("there is room in the window", () -> link.send(node.command(), 0, length));
        }
    }

    private void awaitRegistered(final int times)
    {
        await("registered", () -> node.registered == times && link.isRegistered());
    }

    private void await(final String what, final BooleanSupplier condition)
    {
        Await.until(what, condition, () -> link.poll(System.nanoTime()));
    }
}
