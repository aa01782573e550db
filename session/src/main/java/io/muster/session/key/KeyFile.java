package io.muster.session.key;

import io.muster.node.StartupError;
import io.muster.node.StartupException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;

/**
 * The file with the secrets that sign users' keys: a line each, in hexadecimal. The first one signs; the others are
 * still accepted, so that a secret can be replaced while keys signed with the old one live. Every session node has the
 * same file.
 */
public final class KeyFile
{
    /** Bytes of a secret, at least: as long as what HmacSHA256 makes of it. */
    static final int SECRET_BYTES_MIN = 32;
    private static final int SECRET_BYTES_MAX = 1024;
    private static final int SECRETS_MAX = 8;

    private static final Set<PosixFilePermission> ALLOWED =
        EnumSet.of(PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE);

    private KeyFile()
    {
    }

    /**
     * Read the secrets.
     *
     * @throws StartupException when there is no such file, when others than its owner may read it, or when a line is
     *                          not at least 32 bytes in hexadecimal.
     */
    public static List<byte[]> read(final Path file)
    {
        if (!Files.isRegularFile(file))
        {
            throw new StartupException(StartupError.CONFIG_MISSING, "session.keyFile: there is no file " + file);
        }
        try
        {
            checkPermissions(file);
            return secretsOf(file, Files.readAllLines(file));
        }
        catch (final IOException ex)
        {
            throw new StartupException(
                StartupError.CONFIG_MISSING, "session.keyFile: cannot read " + file + ": " + ex.getMessage(), ex);
        }
    }

    private static void checkPermissions(final Path file) throws IOException
    {
        if (!file.getFileSystem().supportedFileAttributeViews().contains("posix"))
        {
            return;
        }
        if (!ALLOWED.containsAll(Files.getPosixFilePermissions(file)))
        {
            throw new StartupException(StartupError.CONFIG_MALFORMED,
                "session.keyFile: others than its owner may use " + file + "; set its mode to 0600");
        }
    }

    private static List<byte[]> secretsOf(final Path file, final List<String> lines)
    {
        final List<byte[]> secrets = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++)
        {
            final String line = lines.get(i).trim();
            if (!line.isEmpty())
            {
                secrets.add(secretOf(file.toString() + ':' + (i + 1), line));
            }
        }
        if (secrets.isEmpty() || secrets.size() > SECRETS_MAX)
        {
            throw new StartupException(StartupError.CONFIG_MALFORMED,
                "session.keyFile: " + file + " has " + secrets.size() + " secrets, not 1 to " + SECRETS_MAX);
        }
        return secrets;
    }

    /** The line itself is never shown: it is the secret. */
    private static byte[] secretOf(final String place, final String line)
    {
        final boolean isHex = line.length() % 2 == 0 && line.matches("[0-9a-fA-F]+");
        final int bytes = line.length() / 2;
        if (!isHex || bytes < SECRET_BYTES_MIN || bytes > SECRET_BYTES_MAX)
        {
            throw new StartupException(StartupError.CONFIG_MALFORMED, "session.keyFile: " + place + ": a secret is " +
                SECRET_BYTES_MIN + " to " + SECRET_BYTES_MAX + " bytes in hexadecimal");
        }
        return HexFormat.of().parseHex(line);
    }
}
