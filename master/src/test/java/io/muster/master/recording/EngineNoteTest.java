package io.muster.master.recording;

import io.muster.master.engine.EngineSettings;
import io.muster.node.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class EngineNoteTest
{
    @TempDir
    private Path dir;

    @Test
    void shouldReadWhatWasNoted()
    {
        final EngineSettings engine = new EngineSettings(7, 1_001, 33, 65_600, 1_500, 2_500, 3_500, 999);
        EngineNote.write(dir, EngineSettings.DEFAULT);
        EngineNote.write(dir, engine);

        assertTrue(EngineNote.isIn(dir));
        assertEquals(engine, EngineNote.read(dir, Map.of()));
        assertEquals(5_000, EngineNote.read(dir, Map.of("master.usersMax", "5000")).usersMax());
    }

    @Test
    void shouldTakeTheDefaultsWhereThereIsNoNote()
    {
        assertFalse(EngineNote.isIn(dir));
        assertEquals(EngineSettings.DEFAULT, EngineNote.read(dir, Map.of()));
    }

    @Test
    void shouldRefuseWhatMakesNoSense() throws IOException
    {
        assertThrows(StartupException.class, () -> EngineNote.read(dir, Map.of("master.colour", "red")));
        assertThrows(StartupException.class, () -> EngineNote.write(dir.resolve("nowhere"), EngineSettings.DEFAULT));
        Files.writeString(dir.resolve("engine.conf"), "master.usersMax = many");
        assertThrows(StartupException.class, () -> EngineNote.read(dir, Map.of()));
    }
}
