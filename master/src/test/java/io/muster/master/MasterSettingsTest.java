package io.muster.master;

import io.muster.node.StartupError;
import io.muster.node.StartupException;
import io.muster.node.settings.Settings;
import org.junit.jupiter.api.Test;

import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MasterSettingsTest
{
    @Test
    void shouldHaveDefaultsThatGoTogether()
    {
        final Settings settings = Settings.of(null, Map.of());
        final MasterSettings master = new MasterSettings(settings);
        settings.finish();

        assertTrue(master.isWitnessRequired);
        assertEquals(1, master.fileSyncLevel);
        assertArrayEquals(new int[]{ 1, 2 }, master.peerIds());
        assertTrue(settings.page().contains("master.leaderTimeout = 500ms"), settings.page());
    }

    @Test
    void shouldRefuseTimesThatDoNotGoTogether()
    {
        assertEquals(StartupError.SETTINGS_CONTRADICT, refusal("master.leaderTimeout", "100ms"));
        assertEquals(StartupError.SETTINGS_CONTRADICT, refusal("master.canvassTimeout", "900ms"));
        assertEquals(StartupError.SETTINGS_CONTRADICT, refusal("master.logTerm", "3m"));
    }

    @Test
    void shouldRefuseAWitnessWithoutASecondReplica()
    {
        assertEquals(StartupError.SETTINGS_CONTRADICT, refusal("master.members", "0=127.0.0.1:20000"));
    }

    @Test
    void shouldRefuseAMemberThatThereIsNot()
    {
        assertEquals(StartupError.SETTING_MALFORMED, refusal("master.memberId", "3"));
    }

    @Test
    void shouldRefuseLimitsThatMemoryCannotHold()
    {
        assertEquals(StartupError.SETTINGS_CONTRADICT, refusal("master.instancesMax", "67108864"));
    }

    private static StartupError refusal(final String name, final String value)
    {
        return assertThrows(
            StartupException.class, () -> new MasterSettings(Settings.of(null, Map.of(name, value)))).error();
    }
}
