package io.muster.failover;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A node that cannot start says why in one line, with a code and an exit status that scripts can rely on. */
class NodeStartTest
{
    private static final int ENDS_S = 30;

    @TempDir
    private Path folder;

    private void assertRefused(final Cli run, final int exitStatus, final String code, final String... words)
    {
        final String text = run.text();
        assertEquals(exitStatus, run.exitStatus(), text);
        final String line = run.err().lines().filter((any) -> any.startsWith("muster: ")).findFirst().orElse(text);
        assertTrue(line.startsWith("muster: " + code + " "), text);
        for (final String word : words)
        {
            assertTrue(line.contains(word), text);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "session", "game"})
    void shouldMissAConfigFileThatIsNotThere(final String kind)
    {
        assertRefused(Cli.run(folder, ENDS_S, "node", kind, "--config", "nowhere.conf"), 2, "M0101", "nowhere.conf");
    }

    @ParameterizedTest
    @CsvSource({
        "master,  M0103, 'master.snapshotIntervall = 1m', 'master.snapshotInterval'",
        "session, M0103, 'session.tcpport = 1',           'session.tcpPort'",
        "game,    M0103, 'node.eventport = 1',            'node.eventPort'",
        "master,  M0104, 'master.fileSyncLevel = 9',      'master.fileSyncLevel'",
        "session, M0104, 'session.tcpPort = 70000',       'session.tcpPort'",
        "game,    M0104, 'node.id = 0',                   'node.id'",
        "game,    M0105, 'node.idleMax = often',          'node.idleMax'",
        "game,    M0102, 'node { id = ',                  'node.conf'"
    })
    void shouldNameTheSettingThatIsWrong(
        final String kind, final String code, final String line, final String named) throws Exception
    {
        Files.writeString(folder.resolve("node.conf"), line + "\n");

        assertRefused(Cli.run(folder, ENDS_S, "node", kind, "--config", "node.conf"), 2, code, named);
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "session", "game"})
    void shouldExplainEverySetting(final String kind)
    {
        final Cli run = Cli.run(folder, ENDS_S, "node", kind, "--print-settings");

        assertEquals(0, run.exitStatus(), run::text);
        assertTrue(run.out().lines().anyMatch((line) -> line.startsWith("node.mtu = ")), run::text);
        assertEquals("", run.err());
    }

    @ParameterizedTest
    @CsvSource({
        "session, session.tcpPort",
        "session, session.webSocketPort",
        "session, node.statusPort",
        "game,    node.statusPort"
    })
    void shouldNameThePortThatIsTaken(final String kind, final String setting) throws Exception
    {
        try (ServerSocket socket = new ServerSocket())
        {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            final String port = String.valueOf(socket.getLocalPort());

            final List<String> line = new ArrayList<>(List.of("node", kind, "--set", setting + "=" + port));
            if ("session".equals(kind))
            {
                line.addAll(List.of("--set", "session.keyFile=" + keyFile()));
            }

            assertRefused(Cli.run(folder, ENDS_S, line.toArray(String[]::new)), 3, "M0110", port);
        }
    }

    private Path keyFile() throws IOException
    {
        final Path file = Files.createFile(folder.resolve("keys"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, "0123456789abcdef".repeat(4) + "\n");
    }

    @Test
    void shouldNotStartAMasterOnAFullDisk()
    {
        assertRefused(
            Cli.run(folder, ENDS_S, "node", "master", "--set", "node.diskMin=1024g", "--set", "master.dir=data"),
            3, "M0111", "data");
    }
}
