package io.muster.master;

import io.aeron.archive.checksum.Checksum;
import io.aeron.archive.checksum.Checksums;
import io.muster.master.disk.DiskSettings;
import io.muster.master.engine.EngineSettings;
import io.muster.master.recording.EngineNote;
import io.muster.master.release.ReleaseSettings;
import io.muster.node.Members;
import io.muster.node.Members.Member;
import io.muster.node.Members.Port;
import io.muster.node.NodeSettings;
import io.muster.node.settings.Settings;
import org.agrona.SystemUtil;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;

/** The settings of one replica: one line each, read once, checked together, never changed. */
public final class MasterSettings
{
    private static final int DIRECT_MB_OF_AERON = 32;

    final NodeSettings node;
    final Members members;
    final Member member;
    final Path dir;
    final Path aeronDir;
    final boolean isWitnessRequired;
    private final int statusPort;
    final EngineSettings engine;
    final long leaderTimeoutNs;
    final long leaderIntervalNs;
    final long electionTimeoutNs;
    final long electionStatusNs;
    final long canvassTimeoutNs;
    final long sessionTimeoutNs;
    final int sessionsMax;
    final int logTermBytes;
    final int segmentBytes;
    final int fileSyncLevel;
    private final boolean isChecksumOn;
    final DiskSettings disk;
    final long snapshotIntervalNs;
    final ReleaseSettings release;

    public MasterSettings(final Settings settings)
    {
        node = new NodeSettings(settings, "master");
        members = Members.parse(settings.text("master.members", Members.DEFAULT, Members.SENTENCE));
        member = memberOf(settings);
        dir = Path.of(settings.text("master.dir", "data/master-" + member.memberId(), "log, snapshots and votes"));
        aeronDir = Path.of(settings.text("node.aeronDir", defaultAeronDir(), "the media driver's, emptied at start"));
        statusPort = statusPortOf(settings);
        isWitnessRequired = settings.flag(
            "master.witness", true, "say nothing before a second replica has executed it alike; off is unsafe");
        engine = EngineNote.of(settings);

        leaderTimeoutNs = settings.durationNs(
            "master.leaderTimeout", "500ms", "50ms", "60s", "silence after which a leader counts as dead");
        leaderIntervalNs = settings.durationNs(
            "master.leaderInterval", "50ms", "5ms", "10s", "how often a leader is heard");
        electionTimeoutNs = settings.durationNs(
            "master.electionTimeout", "150ms", "20ms", "60s", "of a ballot; waited out when one is dead");
        electionStatusNs = settings.durationNs(
            "master.electionStatus", "20ms", "1ms", "10s", "how often a replica without a leader is heard");
        canvassTimeoutNs = settings.durationNs(
            "master.canvassTimeout", "2s", "100ms", "600s", "how long a starting replica waits for all the others");
        sessionTimeoutNs = settings.durationNs(
            "master.sessionTimeout", "10s", "1s", "600s", "silence after which a node's cluster session is closed");
        sessionsMax = settings.count("master.sessionsMax", 256, 1, 4_096, "cluster sessions; one more is refused");

        logTermBytes = (int)settings.bytes(
            "master.logTerm", "8m", "64k", "64m", "of the log's buffers, a power of two; fixed once there is a log");
        segmentBytes = (int)settings.bytes(
            "master.segment", "32m", "64k", "1g", "of a file of the log or a snapshot, a power of two");
        fileSyncLevel = settings.count(
            "master.fileSyncLevel", 1, 0, 2, "1: data synced before it counts, 2: and its length, 0: not; unsafe");
        isChecksumOn = settings.flag("master.checksum", true, "CRC-32C of the log, checked whenever it is read");
        disk = diskSettings(settings);
        snapshotIntervalNs = settings.durationNs(
            "master.snapshotInterval", "10m", "0s", "24h", "the leader has snapshots taken so often; 0s: never");

        release = releaseSettings(settings);
        check(settings);
    }

    private Member memberOf(final Settings settings)
    {
        return members.member(
            settings.count("master.memberId", 0, 0, 9_999, "which of master.members this replica is"));
    }

    private static int statusPortOf(final Settings settings)
    {
        return settings.count(
            "node.statusPort", 0, 0, 65_535, "HTTP, where operators look; 0: the last of the member's eight ports");
    }

    private static DiskSettings diskSettings(final Settings settings)
    {
        return new DiskSettings(
            settings.bytes("master.diskLow", "64m", "1m", "1024g", "free disk; with less the process ends"),
            settings.durationNs(
                "master.diskStall", "1500ms", "200ms", "60s", "a leader ends whose disk is so far behind all others'"),
            settings.count(
                "master.keepSnapshots", 2, 0, 1_000, "whole ones, and the log since; older files go; 0: keep all"));
    }

    private ReleaseSettings releaseSettings(final Settings settings)
    {
        return new ReleaseSettings(
            settings.durationNs("master.resend", "500ms", "10ms", "60s", "unacknowledged events are sent again"),
            settings.durationNs("master.gather", "200us", "0us", "10ms", "how long a datagram may fill after another"),
            channel(Port.QUERIES),
            settings.count("master.queriesMax", 1_024, 1, 65_536, "waiting queries; one more is refused"),
            settings.durationNs("master.queryWait", "100ms", "1ms", "10s", "how long a query may wait"));
    }

    private void check(final Settings settings)
    {
        settings.require(
            leaderTimeoutNs >= 5 * leaderIntervalNs, "master.leaderTimeout is at least five leaderInterval");
        settings.require(
            canvassTimeoutNs >= 2 * leaderTimeoutNs, "master.canvassTimeout is at least twice master.leaderTimeout");
        settings.require(
            electionTimeoutNs >= 5 * electionStatusNs, "master.electionTimeout is at least five times electionStatus");
        settings.require(Integer.bitCount(logTermBytes) == 1, "master.logTerm is a power of two");
        settings.require(Integer.bitCount(segmentBytes) == 1, "master.segment is a power of two");
        settings.require(segmentBytes >= logTermBytes, "master.segment is not less than master.logTerm");
        settings.require(node.mtuBytes <= logTermBytes / 8, "master.logTerm is at least eight times node.mtu");
        settings.require(
            !isWitnessRequired || members.all().size() >= 2, "master.witness needs a second replica in master.members");
        checkMemory(settings);
    }

    /** What the archive records with, and checks; null: nothing. */
    Checksum checksum()
    {
        return isChecksumOn ? Checksums.crc32c() : null;
    }

    /** Directories that may not grow to their limits would end all replicas at the same command. */
    private void checkMemory(final Settings settings)
    {
        final long neededMb = (engine.directoryBytesMax() >> 20) + DIRECT_MB_OF_AERON;
        final long directMb = Memory.directBytesMax() >> 20;
        settings.require(neededMb <= directMb, "master.usersMax and master.instancesMax may take " + neededMb +
            " MiB outside the heap, and the JVM gives " + directMb + "; start it with -XX:MaxDirectMemorySize=" +
            neededMb + "m, or lower them");
    }

    File archiveDir()
    {
        return dir.resolve("archive").toFile();
    }

    File clusterDir()
    {
        return dir.resolve("cluster").toFile();
    }

    /** Where operators look: the last of the member's ports, unless there is a setting. */
    public int statusPort()
    {
        return statusPort == 0 ? member.port(Port.STATUS) : statusPort;
    }

    /** Where this replica hears something, as a channel to subscribe to. */
    String channel(final Port port)
    {
        return "aeron:udp?endpoint=" + member.endpoint(port);
    }

    /** Member ids of the other replicas. */
    int[] peerIds()
    {
        return members.all().stream().mapToInt(Member::memberId).filter((id) -> id != member.memberId()).toArray();
    }

    /** The same at every start, so that what a killed process left there is found and removed. */
    private String defaultAeronDir()
    {
        final String base = Files.isDirectory(Path.of("/dev/shm")) ? "/dev/shm" : SystemUtil.tmpDirName();
        return base + File.separator + "muster-" + System.getProperty("user.name") + "-master-" + member.memberId() +
            "-" + member.basePort();
    }
}
