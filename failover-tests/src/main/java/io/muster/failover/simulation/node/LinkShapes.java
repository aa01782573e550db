package io.muster.failover.simulation.node;

import io.muster.node.NodeSettings;
import io.muster.node.link.LinkSettings;
import io.muster.node.settings.Settings;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The settings of the links: small windows, so that they fill. Read once for each node id, for reading is dear. */
final class LinkShapes
{
    private static final Map<Integer, LinkSettings> SHAPES = new ConcurrentHashMap<>();

    private LinkShapes()
    {
    }

    static LinkSettings of(final int nodeId)
    {
        return SHAPES.computeIfAbsent(nodeId, LinkShapes::make);
    }

    private static LinkSettings make(final int nodeId)
    {
        final Settings settings = Settings.of(null, Map.of(
            "node.id", Integer.toString(nodeId),
            "link.window", "64k",
            "link.commandsMax", "1024",
            "link.heartbeat", "200ms"));
        return new LinkSettings(settings, new NodeSettings(settings, "simulated"));
    }
}
