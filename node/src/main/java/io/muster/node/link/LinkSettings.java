package io.muster.node.link;

import io.muster.node.Members;
import io.muster.node.NodeSettings;
import io.muster.node.settings.Settings;

/** The settings of the link and of queries. */
public final class LinkSettings
{
    public final int nodeId;
    public final String host;
    public final int mtuBytes;
    public final int termBytes;
    public final Members members;
    public final int windowBytes;
    public final int commandsMax;
    public final long heartbeatNs;
    public final long ackDelayNs;
    public final long batchDelayNs;
    public final long resendNs;
    public final long backOffMaxNs;
    public final long messageTimeoutNs;
    public final long newLeaderTimeoutNs;
    public final long closeTimeoutNs;
    public final int queriesMax;
    public final long queryRetryNs;
    public final long queryTimeoutNs;

    public LinkSettings(final Settings settings, final NodeSettings node)
    {
        nodeId = node.nodeId;
        host = node.host;
        mtuBytes = node.mtuBytes;
        termBytes = node.termBytes;
        members = Members.parse(settings.text("master.members", Members.DEFAULT, Members.SENTENCE));
        windowBytes = (int)settings.bytes("link.window", "1m", "16k", "256m", "commands kept until they are applied");
        commandsMax = settings.count("link.commandsMax", 16_384, 16, 1 << 20, "commands kept until they are applied");
        heartbeatNs = settings.durationNs("link.heartbeat", "500ms", "1ms", "10s", "a batch is sent at least so often");
        ackDelayNs = settings.durationNs("link.ackDelay", "5ms", "0ms", "1s", "how long an acknowledgement may wait");
        batchDelayNs = settings.durationNs(
            "link.batchDelay", "100us", "0us", "100ms", "how long a batch waits to fill while others are on their way");
        resendNs = settings.durationNs("link.resend", "1s", "10ms", "60s", "without progress, commands are sent again");
        backOffMaxNs = settings.durationNs("link.backOffMax", "2s", "10ms", "60s", "longest wait before a new try");
        messageTimeoutNs = settings.durationNs(
            "link.messageTimeout", "5s", "100ms", "60s", "of a try to connect; the first ones are shorter");
        newLeaderTimeoutNs = settings.durationNs(
            "link.newLeaderTimeout", "3s", "1s", "600s", "without a leader, the cluster session is made anew");
        closeTimeoutNs = settings.durationNs("link.closeTimeout", "1s", "0ms", "60s", "how long a stopping node waits");
        queriesMax = settings.count("queries.max", 4_096, 1, 1 << 16, "queries that wait for an answer");
        queryRetryNs = settings.durationNs("queries.retry", "100ms", "1ms", "10s", "then another replica is asked");
        queryTimeoutNs = settings.durationNs("queries.timeout", "2s", "1ms", "60s", "after which a query is given up");

        settings.require(queryTimeoutNs >= queryRetryNs, "queries.timeout is not less than queries.retry");
        settings.require(ackDelayNs <= heartbeatNs, "link.ackDelay is not more than link.heartbeat");
    }
}
