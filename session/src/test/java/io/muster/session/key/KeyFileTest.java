package io.muster.session.key;

import io.muster.node.StartupException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class KeyFileTest
{
    private static final String SECRET = "00ff".repeat(16);

    @TempDir
    private Path directory;

    @Test
    void shouldReadSecretsLineByLine() throws IOException
    {
        final List<byte[]> secrets = KeyFile.read(file(SECRET + "\n\n  " + "AB".repeat(40) + "  \n", "rw-------"));

        assertEquals(2, secrets.size());
        assertEquals(32, secrets.get(0).length);
        assertEquals((byte)0xFF, secrets.get(0)[1]);
        assertEquals(40, secrets.get(1).length);
        KeyFile.read(file(SECRET, "r--------"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "rw-r--r--", "rw-rw----", "rw----r--", "rwx------", "rw--w----" })
    void shouldRefuseAFileThatOthersMayUse(final String permissions) throws IOException
    {
        assertTrue(refusalOf(file(SECRET, permissions)).contains("0600"));
    }

    @Test
    void shouldRefuseToStartWithoutSecrets() throws IOException
    {
        assertTrue(refusalOf(directory.resolve("none")).contains("no file"));
        assertTrue(refusalOf(directory).contains("no file"));
        assertTrue(refusalOf(file("\n\n", "rw-------")).contains("0 secrets"));
        assertTrue(refusalOf(file((SECRET + "\n").repeat(9), "rw-------")).contains("9 secrets"));
    }

    @ParameterizedTest
    @ValueSource(strings = { "change-me", "00ff00ff", "0" })
    void shouldRefuseASecretThatIsShortOrNoHexadecimalAndNotShowIt(final String secret) throws IOException
    {
        final Path file = file(SECRET + "\n" + secret, "rw-------");

        final String refusal = refusalOf(file);
        assertTrue(refusal.contains(file + ":2"), refusal);
        assertFalse(refusal.replace(file.toString(), "").contains(secret + " "), refusal);
    }

    private static String refusalOf(final Path file)
    {
        return assertThrows(StartupException.class, () -> KeyFile.read(file)).getMessage();
    }

    private Path file(final String text, final String permissions) throws IOException
    {
        final Path file = Files.writeString(Files.createTempFile(directory, "keys", ".hex"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
}
