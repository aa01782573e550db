package io.muster.node;

import io.aeron.CommonContext;
import org.agrona.IoUtil;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Real processes: what they print, and how they end. */
class NodeProcessTest
{
    private final String aeronDir = CommonContext.generateRandomDirName();
    private final List<Process> processes = new ArrayList<>();

    @AfterEach
    void endProcesses()
    {
        processes.forEach(Process::destroyForcibly);
        IoUtil.delete(new File(aeronDir), true);
    }

    @Test
    void shouldSayThatItIsReadyAndCloseInOrderOnASignal() throws Exception
    {
        final Process process = start();
        final BufferedReader out = reader(process);
        assertEquals("ready probe 7", out.readLine());

        process.toHandle().destroy();

        assertEquals("closed", out.readLine());
        assertEquals(0, exitStatus(process));
        assertFalse(new File(aeronDir).exists());
    }

    @Test
    void shouldCloseInOrderWhenItIsLeashedAndItsStarterIsGone() throws Exception
    {
        final Process process = start("--leashed");
        final BufferedReader out = reader(process);
        assertEquals("ready probe 7", out.readLine());

        process.getOutputStream().close();

        assertEquals("closed", out.readLine());
        assertEquals(0, exitStatus(process));
    }

    @Test
    void shouldPrintItsSettingsInsteadOfStarting() throws Exception
    {
        final Process process = start("--print-settings");

        final List<String> lines = reader(process).lines().toList();

        assertTrue(lines.contains("node.id = 7  # (1, 1 to 1000000) this node, for ever; no other node may have it"));
        assertEquals(0, exitStatus(process));
    }

    @Test
    void shouldEndWithOneLineAndStatusTwoWhenASettingIsWrong() throws Exception
    {
        assertEnds(2, "muster: M0103 command line: node.playprt: there is no such setting; did you mean node.playPort?",
            "--set", "node.playprt=1");
        assertEnds(2, "muster: M0104 command line: node.mtu: 1 is not from 1408 to 65504", "--set", "node.mtu=1");
        assertEnds(2,
            "muster: M0100 '--help-me' is none of --config FILE, --set name=value, --print-settings, --leashed",
            "--help-me");
        assertEnds(2, "muster: M0100 --config needs a value", "--config");
        assertEnds(2, "muster: M0101 there is no readable settings file /nowhere.conf", "--config", "/nowhere.conf");
    }

    @Test
    void shouldEndWithOneLineAndStatusThreeWhenThePortIsTaken() throws Exception
    {
        try (DatagramChannel channel = DatagramChannel.open().bind(new InetSocketAddress("127.0.0.1", 0)))
        {
            final int port = ((InetSocketAddress)channel.getLocalAddress()).getPort();

            assertEnds(3, "muster: M0110 UDP port " + port + " of 127.0.0.1 is in use by another process",
                "--set", "node.playPort=" + port);
        }
    }

    @Test
    void shouldEndWithStatusThreeWhenTheDiskIsFull() throws Exception
    {
        final Process process = start("--set", "node.diskMin=1024g");

        assertTrue(errorsOf(process).startsWith("muster: M0111 the disk under " + aeronDir + " has "));
        assertEquals(3, exitStatus(process));
    }

    @Test
    void shouldNotTakeTheDirectoryOfALivingProcess() throws Exception
    {
        final Process first = start();
        assertEquals("ready probe 7", reader(first).readLine());

        assertEnds(3, "muster: M0112 the process " + first.pid() + " uses the directory " + aeronDir);
    }

    @Test
    void shouldTakeTheDirectoryOfAProcessThatWasKilled() throws Exception
    {
        final Process first = start();
        assertEquals("ready probe 7", reader(first).readLine());
        first.destroyForcibly().waitFor();

        assertEquals("ready probe 7", reader(start()).readLine());
    }

    @Test
    void shouldEndWithTheReasonOfAFailedStart() throws Exception
    {
        final Process process = start("--set", "probe.fails=start");

        assertTrue(errorsOf(process).startsWith("muster: M0199 java.lang.IllegalStateException: a bug at the start\n"));
        assertEquals(1, exitStatus(process));
    }

    @Test
    void shouldEndWithTheReasonOfAFailedAgentAndStillCloseInOrder() throws Exception
    {
        final Process process = start("--set", "probe.fails=later");

        assertTrue(errorsOf(process).startsWith("muster: M0199 java.lang.IllegalStateException: a bug in an agent\n"));
        assertEquals(1, exitStatus(process));
        assertTrue(reader(process).lines().toList().contains("closed"));
    }

    private void assertEnds(final int status, final String line, final String... arguments) throws Exception
    {
        final Process process = start(arguments);
        assertEquals(line, errorsOf(process).strip());
        assertEquals(status, exitStatus(process));
    }

    private Process start(final String... arguments) throws IOException
    {
        final List<String> command = new ArrayList<>();
        command.add(ProcessHandle.current().info().command().orElseThrow());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
            .filter((argument) -> argument.startsWith("--add-opens")).forEach(command::add);
        command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
            System.getProperty("java.class.path"), ProbeNode.class.getName()));
        command.addAll(List.of("--set", "node.aeronDir=" + aeronDir, "--set", "node.id=7"));
        command.addAll(List.of(arguments));

        final Process process = new ProcessBuilder(command).start();
        processes.add(process);
        return process;
    }

    private static BufferedReader reader(final Process process)
    {
        return new BufferedReader(new InputStreamReader(process.getInputStream()));
    }

    /** The few lines that a process prints fit into its pipe, so that it may be awaited first. */
    private static String errorsOf(final Process process) throws IOException, InterruptedException
    {
        exitStatus(process);
        return new String(process.getErrorStream().readAllBytes());
    }

    private static int exitStatus(final Process process) throws InterruptedException
    {
        assertTrue(process.waitFor(30, TimeUnit.SECONDS), "the process has not ended");
        return process.exitValue();
    }
}
