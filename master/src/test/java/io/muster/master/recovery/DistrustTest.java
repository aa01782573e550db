package io.muster.master.recovery;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

import static org.junit.jupiter.api.Assertions.assertEquals;

class DistrustTest
{
    @TempDir
    private Path dir;

    @Test
    void shouldTrustEverythingWithoutANote()
    {
        assertEquals(Long.MAX_VALUE, new Distrust(dir).trustedPosition());
        new Distrust(dir).forget();
    }

    @Test
    void shouldLeaveANoteToTheNextProcessUntilItIsForgotten()
    {
        new Distrust(dir).note(1_234_567);
        new Distrust(dir).note(96);
        assertEquals(96, new Distrust(dir).trustedPosition());

        new Distrust(dir).forget();
        assertEquals(Long.MAX_VALUE, new Distrust(dir).trustedPosition());
    }

    @Test
    void shouldTrustNothingWhenTheNoteCannotBeRead() throws IOException
    {
        new Distrust(dir).note(96);
        try (Stream<Path> files = Files.list(dir))
        {
            Files.writeString(files.findFirst().orElseThrow(), "9x");
        }
        assertEquals(0, new Distrust(dir).trustedPosition());
    }
}
