package io.muster.session.gateway;

import io.muster.node.StartupException;
import io.muster.node.settings.Settings;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class GatewaySettingsTest
{
    @ParameterizedTest
    @ValueSource(strings = { "0.0.0.0", "10.1.2.3", "192.0.2.7" })
    void shouldNotLetOtherMachinesInWithoutTlsUnlessThatIsMeant(final String host)
    {
        final StartupException refusal =
            assertThrows(StartupException.class, () -> settings(Map.of("session.host", host)));
        assertTrue(refusal.getMessage().contains("session.plainAllowed"), refusal.getMessage());

        assertEquals(host, settings(Map.of("session.host", host, "session.plainAllowed", "true")).host);
        assertEquals(host, settings(Map.of(
            "session.host", host, "session.tlsCertFile", "cert.pem", "session.tlsKeyFile", "key.pem")).host);
    }

    @ParameterizedTest
    @ValueSource(strings = { "127.0.0.1", "127.8.8.8", "localhost" })
    void shouldTakePlainTextOnLoopback(final String host)
    {
        assertEquals(host, settings(Map.of("session.host", host)).host);
    }

    @Test
    void shouldTellPlayersToConnectWhereItListensUnlessToldOtherwise()
    {
        assertEquals("127.0.0.1", settings(Map.of()).playerHost);
        assertEquals("play.example", settings(Map.of("session.playerHost", "play.example")).playerHost);
    }

    @Test
    void shouldRefuseSettingsThatDoNotGoTogether()
    {
        assertThrows(StartupException.class, () -> settings(Map.of("session.tlsCertFile", "cert.pem")));
        assertThrows(StartupException.class, () -> settings(Map.of("session.inboundRing", "100k")));
        assertThrows(StartupException.class, () -> settings(Map.of("session.outboundRing", "3m")));
        assertThrows(StartupException.class,
            () -> settings(Map.of("session.inboundRing", "64k", "session.frameMax", "16k")));
        assertThrows(StartupException.class,
            () -> settings(Map.of("session.outboundMax", "16k", "session.frameMax", "16k")));
        assertThrows(StartupException.class, () -> settings(Map.of("session.eventLoops", "0")));
        assertThrows(StartupException.class,
            () -> settings(Map.of("session.connectionsMax", "5", "session.addressConnectionsMax", "6")));
    }

    private static GatewaySettings settings(final Map<String, String> values)
    {
        return new GatewaySettings(Settings.of(null, values));
    }
}
