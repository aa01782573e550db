package io.muster.node.settings;

import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class SettingsTest
{
    @TempDir
    private Path directory;

    @Test
    void shouldReadTheFileAndLetTheCommandLineWin() throws IOException
    {
        final Settings settings = Settings.of(
            file("node { id = 3, host = localhost }"), Map.of("node.host", "elsewhere", "node.mtu", "8k"));

        assertEquals(3, settings.count("node.id", 1, 1, 9, "id"));
        assertEquals("elsewhere", settings.text("node.host", "here", "host"));
        assertEquals(8192, settings.bytes("node.mtu", "1408", "1k", "64k", "mtu"));
        assertEquals("default", settings.text("node.other", "default", "other"));
        settings.finish();
    }

    @Test
    void shouldKnowUnits()
    {
        final Settings settings = Settings.of(null, Map.of("a", "1500us", "b", "2 s", "c", "3m", "d", "on"));

        assertEquals(1_500_000, settings.durationNs("a", "1s", "0ns", "1h", "a"));
        assertEquals(TimeUnit.SECONDS.toNanos(2), settings.durationNs("b", "1s", "0ns", "1h", "b"));
        assertEquals(3 << 20, settings.bytes("c", "1", "0", "1g", "c"));
        assertTrue(settings.flag("d", false, "d"));
    }

    @Test
    void shouldRefuseAnUnknownSettingAndNameTheNearest() throws IOException
    {
        final Settings settings = Settings.of(file("node.id = 3\n\nnode.playPrt = 4000\n"), Map.of());
        settings.count("node.id", 1, 1, 9, "id");
        settings.count("node.playPort", 0, 0, 65_535, "play");

        final StartupException ex = assertThrows(StartupException.class, settings::finish);

        assertEquals(StartupError.SETTING_UNKNOWN, ex.error());
        assertTrue(ex.getMessage().startsWith("M0103 "), ex.getMessage());
        assertTrue(ex.getMessage().contains("node.conf:3: node.playPrt"), ex.getMessage());
        assertTrue(ex.getMessage().endsWith("did you mean node.playPort?"), ex.getMessage());
    }

    @Test
    void shouldNotGuessWhatIsTooFarAway()
    {
        final Settings settings = Settings.of(null, Map.of("quite.different", "1"));
        settings.count("node.id", 1, 1, 9, "id");

        final String message = assertThrows(StartupException.class, settings::finish).getMessage();

        assertFalse(message.contains("did you mean"), message);
        assertTrue(message.contains("command line: quite.different"), message);
    }

    @Test
    void shouldRefuseWhatIsOutOfRangeAndSayWhere() throws IOException
    {
        final Settings settings = Settings.of(file("a = 11\nb = 1ms\nc = 1k"), Map.of());

        assertRefused(StartupError.SETTING_OUT_OF_RANGE, "node.conf:1: a: 11 is not from 1 to 10",
            () -> settings.count("a", 5, 1, 10, "a"));
        assertRefused(StartupError.SETTING_OUT_OF_RANGE, "node.conf:2: b: 1ms is not from 2ms to 1s",
            () -> settings.durationNs("b", "2ms", "2ms", "1s", "b"));
        assertRefused(StartupError.SETTING_OUT_OF_RANGE, "node.conf:3: c: 1k is not from 2k to 4k",
            () -> settings.bytes("c", "2k", "2k", "4k", "c"));
    }

    @Test
    void shouldRefuseWhatIsOfTheWrongForm() throws IOException
    {
        final Settings settings = Settings.of(file("a = ten\nb = 1 fortnight\nc = -1\nd = perhaps\ne = [1]"), Map.of());

        assertRefused(StartupError.SETTING_MALFORMED, "node.conf:1: a:", () -> settings.count("a", 5, 1, 10, "a"));
        assertRefused(StartupError.SETTING_MALFORMED, "node.conf:2: b:",
            () -> settings.durationNs("b", "2ms", "2ms", "1s", "b"));
        assertRefused(StartupError.SETTING_MALFORMED, "node.conf:3: c:",
            () -> settings.bytes("c", "2k", "2k", "4k", "c"));
        assertRefused(StartupError.SETTING_MALFORMED, "node.conf:4: d:", () -> settings.flag("d", true, "d"));
        assertRefused(StartupError.SETTING_MALFORMED, "node.conf:5: e:", () -> settings.text("e", "", "e"));
    }

    @Test
    void shouldRefuseWhatMustBeGivenOnlyOnceItWasExplained()
    {
        final Settings settings = Settings.of(null, Map.of());

        assertEquals("", settings.text("f", null, "to be given"));
        settings.refuseUnknown();
        assertEquals("f = \"\"  # (required) to be given\n", settings.page());
        assertRefused(StartupError.SETTING_MISSING, "f:", settings::finish);
    }

    @Test
    void shouldRefuseAFileThatIsNotThereOrNotHocon()
    {
        assertRefused(StartupError.CONFIG_MISSING, "there is no readable settings file",
            () -> Settings.of(directory.resolve("absent.conf"), Map.of()));
        assertRefused(StartupError.CONFIG_MISSING, "there is no readable settings file",
            () -> Settings.of(directory, Map.of()));
        assertRefused(StartupError.CONFIG_MALFORMED, "node.conf: 2",
            () -> Settings.of(file("a = 1\nb = {{{"), Map.of()));
        assertRefused(StartupError.CONFIG_MALFORMED, "nobody.sets.this",
            () -> Settings.of(file("a = ${nobody.sets.this}"), Map.of()));
    }

    @Test
    void shouldRefuseSettingsThatContradictEachOther()
    {
        final Settings settings = Settings.of(null, Map.of());

        assertRefused(StartupError.SETTINGS_CONTRADICT, "a lease outlasts two heartbeats",
            () -> settings.require(false, "a lease outlasts two heartbeats"));
    }

    @Test
    void shouldPrintAPageThatIsASettingsFileAndTellsNoSecret() throws IOException
    {
        final Settings settings = Settings.of(null, Map.of("key", "hunter2", "members", "0=a:1,1=b:2"));
        settings.secret("key", "signs");
        settings.text("members", "", "replicas");
        settings.count("a", 5, 1, 10, "how many");

        assertEquals("a = 5  # (5, 1 to 10) how many\nkey = \"********\"  # (none) signs\n" +
            "members = \"0=a:1,1=b:2\"  # (\"\") replicas\n", settings.page());
        final Settings again = Settings.of(file(settings.page()), Map.of());
        assertEquals("0=a:1,1=b:2", again.text("members", "", "replicas"));
    }

    private static void assertRefused(final StartupError error, final String part, final ThrowingRunnable work)
    {
        final StartupException ex = assertThrows(StartupException.class, work::run);
        assertEquals(error, ex.error());
        assertTrue(ex.getMessage().contains(part), ex.getMessage());
    }

    private Path file(final String text) throws IOException
    {
        return Files.writeString(directory.resolve("node.conf"), text);
    }

    private interface ThrowingRunnable
    {
        void run() throws IOException;
    }
}
