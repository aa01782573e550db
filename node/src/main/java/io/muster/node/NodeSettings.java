package io.muster.node;

import io.muster.node.settings.Settings;
import org.agrona.SystemUtil;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** What every process has: an identity, a host, ports, a media driver. */
public final class NodeSettings
{
    public final String kind;
    public final int nodeId;
    public final String host;
    public final int eventPort;
    public final int playPort;
    public final int statusPort;
    public final int mtuBytes;
    public final int socketBufferBytes;
    public final int termBytes;
    public final long idleMaxNs;
    public final long driverTimerNs;
    public final long diskBytesMin;
    public final long driverMemoryBytesMin;
    /** Where the media driver keeps its buffers; no other process may use it. */
    public final Path aeronDir;

    /** @param kind {@code session}, {@code game} or {@code master}: the first word of the ready line. */
    public NodeSettings(final Settings settings, final String kind)
    {
        this.kind = kind;
        nodeId = settings.count("node.id", 1, 1, 1_000_000, "this node, for ever; no other node may have it");
        host = settings.text("node.host", "127.0.0.1", "address of this machine at which the other nodes hear it");
        eventPort = settings.count("node.eventPort", 0, 0, 65_535, "UDP, where the master is heard; 0: any free one");
        playPort = settings.count("node.playPort", 0, 0, 65_535, "UDP, where the other kind is heard; 0: any free one");
        statusPort = settings.count("node.statusPort", 0, 0, 65_535, "HTTP, where operators look; 0: no page");
        mtuBytes = (int)settings.bytes("node.mtu", "1408", "1408", "65504", "a datagram; 8k where the network lets it");
        socketBufferBytes = (int)settings.bytes(
            "node.socketBuffer", "2m", "128k", "64m", "of each UDP socket, as far as the kernel allows");
        termBytes = (int)settings.bytes(
            "node.term", "1m", "64k", "64m", "of each stream between nodes, three of them; a power of two");
        idleMaxNs = settings.durationNs("node.idleMax", "500us", "1us", "10ms", "longest sleep of an idle thread");
        driverTimerNs = settings.durationNs("node.driverTimer", "20ms", "1ms", "1s", "of the media driver's upkeep");
        diskBytesMin = settings.bytes("node.diskMin", "256m", "0", "1024g", "free disk without which we do not start");
        driverMemoryBytesMin = settings.bytes(
            "node.driverMemoryMin", "32m", "0", "64g", "free room for the media driver, usually in /dev/shm");
        aeronDir = Path.of(settings.text("node.aeronDir", defaultAeronDir(), "the media driver's, emptied at start"));

        settings.require(Integer.bitCount(termBytes) == 1, "node.term is a power of two");
        settings.require(mtuBytes % 32 == 0, "node.mtu is a multiple of 32");
        settings.require(mtuBytes <= termBytes / 8, "node.term is at least eight times node.mtu");
        settings.require(mtuBytes <= socketBufferBytes, "node.socketBuffer is not less than node.mtu");
    }

    private String defaultAeronDir()
    {
        final String base = Files.isDirectory(Path.of("/dev/shm")) ? "/dev/shm" : SystemUtil.tmpDirName();
        return base + File.separator + "muster-" + System.getProperty("user.name") + "-" + kind + "-" + nodeId +
            "-" + (eventPort == 0 ? ProcessHandle.current().pid() : eventPort);
    }
}
