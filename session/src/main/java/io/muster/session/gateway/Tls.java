package io.muster.session.gateway;

import io.muster.node.StartupError;
import io.muster.node.StartupException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;

import javax.net.ssl.SSLException;
import java.nio.file.Files;
import java.nio.file.Path;

/** TLS 1.2 and 1.3 with a certificate and a key from files. */
final class Tls
{
    private Tls()
    {
    }

    /** @throws StartupException naming the file that is missing or is not what it should be. */
    static SslContext context(final Path certFile, final Path keyFile)
    {
        checkReadable(certFile);
        checkReadable(keyFile);
        try
        {
            return SslContextBuilder.forServer(certFile.toFile(), keyFile.toFile())
                .sslProvider(SslProvider.JDK)
                .protocols("TLSv1.3", "TLSv1.2")
                .build();
        }
        catch (final SSLException | IllegalArgumentException ex)
        {
            throw new StartupException(StartupError.SETTING_MALFORMED,
                certFile + " and " + keyFile + " are not a PEM certificate and its PKCS#8 key: " + ex.getMessage(), ex);
        }
    }

    private static void checkReadable(final Path file)
    {
        if (!Files.isReadable(file))
        {
            throw new StartupException(StartupError.CONFIG_MISSING, "there is no readable file " + file);
        }
    }
}
