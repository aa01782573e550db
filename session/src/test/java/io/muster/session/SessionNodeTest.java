package io.muster.session;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import io.muster.node.settings.Settings;
import org.agrona.SystemUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A whole session node in this process, with a media driver and a link, and no master to be found. */
class SessionNodeTest
{
    private static final Pattern TCP_PORT = Pattern.compile("tcpPort=(\\d+)");

    @TempDir
    private Path directory;
    private final Queue<Throwable> failures = new ConcurrentLinkedQueue<>();
    private SessionNode node;

    @AfterEach
    void close()
    {
        if (node != null)
        {
            node.close();
        }
    }

    @Test
    void shouldServePlayersBeforeThereIsAMaster() throws IOException
    {
        node = new SessionNode(settings(Map.of("session.enterMax", "500ms")));
        final Matcher port = TCP_PORT.matcher(node.start(failures::add));
        assertTrue(port.find());
        try (RawPlayer player = new RawPlayer(Integer.parseInt(port.group(1))))
        {
            player.say(Frames.checkIn(1));
            assertEquals(SessionNodesDecoder.TEMPLATE_ID, await(player).templateId());
            player.say(Frames.login(1, "ada"));
            assertEquals(RefusalCode.MASTER_UNAVAILABLE, await(player).closing().code());
        }
        assertEquals(List.of(), List.copyOf(failures));
    }

    @Test
    void shouldTellPlayersThatItStops() throws IOException
    {
        node = new SessionNode(settings(Map.of()));
        final Matcher port = TCP_PORT.matcher(node.start(failures::add));
        assertTrue(port.find());
        try (RawPlayer player = new RawPlayer(Integer.parseInt(port.group(1))))
        {
            player.say(Frames.checkIn(1));
            await(player);
            final Thread stopper = new Thread(node::close);
            stopper.start();
            assertEquals(RefusalCode.NODE_STOPPING, await(player).closing().code());
            await(player::isEnded);
        }
        assertEquals(List.of(), List.copyOf(failures));
    }

    @Test
    void shouldNotStartWithoutASecret()
    {
        final Settings without = Settings.of(null, Map.of());
        new SessionNode(without);
        assertEquals(
            StartupError.SETTING_MISSING, assertThrows(StartupException.class, without::finish).error());

        node = new SessionNode(Settings.of(null, Map.of("session.keyFile", directory.resolve("none").toString())));
        assertThrows(StartupException.class, () -> node.start(failures::add));
    }

    @Test
    void shouldNotStartWhenAPortIsTaken() throws IOException
    {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1")))
        {
            node = new SessionNode(settings(Map.of("session.webSocketPort", String.valueOf(taken.getLocalPort()))));
            final StartupException refusal =
                assertThrows(StartupException.class, () -> node.start(failures::add));

            assertEquals(StartupError.PORT_IN_USE, refusal.error());
            assertTrue(refusal.getMessage().contains(String.valueOf(taken.getLocalPort())), refusal.getMessage());
        }
    }

    private Settings settings(final Map<String, String> more) throws IOException
    {
        final Path keyFile = directory.resolve("session.key");
        Files.createFile(
            keyFile, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(keyFile, "5a".repeat(32));
        final Map<String, String> values = new HashMap<>(more);
        values.put("session.keyFile", keyFile.toString());
        values.put("node.aeronDir", SystemUtil.tmpDirName() + "/muster-session-test-" + System.nanoTime());
        values.put("link.closeTimeout", "100ms");
        values.put("master.members", "0=127.0.0.1:1024,1=127.0.0.1:1034,2=127.0.0.1:1044");
        return Settings.of(null, values);
    }

    private static Heard await(final RawPlayer player)
    {
        final AtomicReference<Heard> heard = new AtomicReference<>();
        await(() ->
        {
            heard.set(player.hear());
            return heard.get() != null;
        });
        return heard.get();
    }

    private static void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, "waited in vain");
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
        }
    }
}
