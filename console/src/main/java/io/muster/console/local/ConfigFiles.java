package io.muster.console.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes the nodes' config files, and the secret with which session nodes sign keys. */
final class ConfigFiles
{
    private static final int SECRET_BYTES = 32;

    private final ClusterPlan plan;

    ConfigFiles(final ClusterPlan plan)
    {
        this.plan = plan;
    }

    /**
     * Write them all. A secret that exists is kept, so that keys outlive a restart.
     *
     * @throws ConsoleException FILE_UNWRITABLE.
     */
    void write()
    {
        try
        {
            Files.createDirectories(plan.logs());
            Files.createDirectories(plan.keyFile().getParent());
            writeSecret(plan.keyFile());
            for (final NodePlace place : plan.places())
            {
                Files.writeString(place.config(), text(place));
            }
        }
        catch (final IOException ex)
        {
            throw new ConsoleException(ConsoleError.FILE_UNWRITABLE, "cannot write " + ex.getMessage());
        }
    }

    private static void writeSecret(final Path file) throws IOException
    {
        if (!Files.exists(file))
        {
            final byte[] secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(secret) + "\n", StandardOpenOption.TRUNCATE_EXISTING);
        }
    }

    private String text(final NodePlace place)
    {
        final Map<String, String> lines = new LinkedHashMap<>();
        lines.put("node.host", quoted(place.host()));
        lines.put("node.statusPort", String.valueOf(place.statusPort()));
        lines.put("node.aeronDir", quoted(place.aeron().toString()));
        // Loopback carries 64 KiB at once; 8 KiB a packet saves system calls and still fits small term buffers.
        lines.put("node.mtu", "8k");
        lines.put("master.members", quoted(members()));
        lines.putAll(switch (place.kind())
        {
            case MASTER -> masterLines(place);
            case SESSION -> sessionLines(place);
            case GAME -> nodeLines(place);
        });
        lines.putAll(plan.settings(place.kind()));
        return "# " + place.name() + ". What each setting means: ./muster node " + place.kind().word() +
            " --config " + place.config().getFileName() + " --print-settings\n" +
            lines.entrySet().stream()
                .map((line) -> line.getKey() + " = " + line.getValue() + "\n")
                .collect(Collectors.joining());
    }

    private Map<String, String> masterLines(final NodePlace place)
    {
        return Map.of(
            "master.memberId", String.valueOf(place.number()),
            "master.dir", quoted(plan.data().resolve(place.name()).toString()));
    }

    private Map<String, String> sessionLines(final NodePlace place)
    {
        final Map<String, String> lines = nodeLines(place);
        lines.put("session.tcpPort", String.valueOf(place.tcpPort()));
        lines.put("session.webSocketPort", String.valueOf(place.webSocketPort()));
        lines.put("session.playerHost", quoted(place.host()));
        lines.put("session.keyFile", quoted(plan.keyFile().toString()));
        return lines;
    }

    private Map<String, String> nodeLines(final NodePlace place)
    {
        final Map<String, String> lines = new LinkedHashMap<>();
        lines.put("node.id", String.valueOf(place.nodeId()));
        lines.put("node.eventPort", String.valueOf(place.eventPort()));
        lines.put("node.playPort", String.valueOf(place.playPort()));
        if (plan.isCapturing())
        {
            lines.put("capture.dir", quoted(plan.data().resolve(place.name()).toString()));
        }
        return lines;
    }

    private String members()
    {
        return plan.places(Kind.MASTER).stream()
            .map((place) -> place.number() + "=" + place.host() + ":" + place.firstPort())
            .collect(Collectors.joining(","));
    }

    /** As HOCON wants a text that may hold spaces, backslashes or quotes. */
    private static String quoted(final String text)
    {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }
}
