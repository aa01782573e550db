package io.muster.session;

import io.muster.node.settings.Settings;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The session agent's settings: how long things may take, and where the secrets are. */
public final class SessionSettings
{
    public final Path keyFile;
    public final long keyLifetimeMs;
    final long loginMaxNs;
    final long enterMaxNs;
    final long attachRetryNs;
    final int playerQueriesMax;

    public SessionSettings(final Settings settings)
    {
        keyFile = Path.of(settings.text(
            "session.keyFile", null, "secrets that sign users' keys: hexadecimal, a line each, mode 0600"));
        keyLifetimeMs = TimeUnit.NANOSECONDS.toMillis(settings.durationNs(
            "session.keyLifetime", "24h", "1s", "8760h", "after which a key no longer proves a user"));
        loginMaxNs = settings.durationNs(
            "session.loginMax", "10s", "100ms", "600s", "until a connection must have logged in");
        enterMaxNs = settings.durationNs(
            "session.enterMax", "15s", "100ms", "600s", "until the master must have let a user in; then ask elsewhere");
        attachRetryNs = settings.durationNs(
            "session.attachRetry", "200ms", "10ms", "10s", "then a game node is told again that a player is here");
        playerQueriesMax = settings.count(
            "session.playerQueriesMax", 8, 1, 100, "queries of one player that wait for an answer");
    }
}
