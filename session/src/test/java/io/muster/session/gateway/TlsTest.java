package io.muster.session.gateway;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.SessionNodesDecoder;
import io.muster.node.StartupException;
import io.muster.session.Frames;
import io.muster.session.Heard;
import io.muster.session.SessionRig;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Players over TLS, with a certificate that is made for the test. */
class TlsTest
{
    private static final char[] PASSWORD = "changeit".toCharArray();

    @TempDir
    private static Path directory;
    private static Path certFile;
    private static Path keyFile;
    private static SSLContext trusting;

    @BeforeAll
    static void makeCertificate() throws IOException, InterruptedException, GeneralSecurityException
    {
        final Path storeFile = directory.resolve("store.p12");
        final Process keytool = new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "keytool").toString(), "-genkeypair", "-alias", "node",
            "-keyalg", "EC", "-dname", "CN=localhost", "-ext", "san=ip:127.0.0.1", "-storetype", "PKCS12",
            "-keystore", storeFile.toString(), "-storepass", new String(PASSWORD)).inheritIO().start();
        assertTrue(keytool.waitFor(60, TimeUnit.SECONDS));

        final KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(storeFile))
        {
            store.load(in, PASSWORD);
        }
        certFile = pem("CERTIFICATE", store.getCertificate("node").getEncoded());
        keyFile = pem("PRIVATE KEY", store.getKey("node", PASSWORD).getEncoded());

        final KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("node", store.getCertificate("node"));
        final TrustManagerFactory trust =
            TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        trusting = SSLContext.getInstance("TLS");
        trusting.init(null, trust.getTrustManagers(), null);
    }

    private static Path pem(final String kind, final byte[] bytes) throws IOException
    {
        final String lines = Base64.getMimeEncoder(64, new byte[]{ '\n' }).encodeToString(bytes);
        return Files.writeString(
            directory.resolve(kind), "-----BEGIN " + kind + "-----\n" + lines + "\n-----END " + kind + "-----\n");
    }

    @Test
    void shouldCarryPlayersOverTls()
    {
        final SessionRig rig = new SessionRig(tlsAnd("session.loginMax", "300ms"));
        try
        {
            final CompletableFuture<int[]> heard = CompletableFuture.supplyAsync(() -> converse(rig));
            rig.await(heard::isDone);
            assertEquals(SessionNodesDecoder.TEMPLATE_ID, heard.join()[0]);
            assertEquals(RefusalCode.LOGIN_TOO_LATE.value(), heard.join()[1], "and reads why it is closed");
        }
        finally
        {
            rig.close();
        }
    }

    /** Blocks; the test's thread runs the agent meanwhile. */
    private static int[] converse(final SessionRig rig)
    {
        try (SSLSocket socket =
            (SSLSocket)trusting.getSocketFactory().createSocket("127.0.0.1", rig.gateway.tcpPort()))
        {
            socket.getOutputStream().write(Frames.framed(Frames.checkIn(1)));
            final DataInputStream in = new DataInputStream(socket.getInputStream());
            final int templateId = next(in).templateId();
            final int code = next(in).closing().code().value();
            assertEquals(-1, in.read());
            return new int[]{ templateId, code };
        }
        catch (final IOException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static Heard next(final DataInputStream in) throws IOException
    {
        final byte[] message = new byte[in.readInt() - 6];
        in.readShort();
        in.readFully(message);
        final Heard heard = new Heard(message);
        return heard.isHeartbeat() ? next(in) : heard;
    }

    @Test
    void shouldDropWhoSpeaksPlainTextToTls() throws IOException
    {
        final SessionRig rig = new SessionRig(tlsAnd("session.handshakeMax", "1s"));
        try (Socket socket = new Socket("127.0.0.1", rig.gateway.tcpPort()))
        {
            socket.getOutputStream().write(
                "GET / HTTP/1.1\r\nHost: somewhere\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            rig.await(() -> rig.count("handshakes_failed_total") == 1);
        }
        finally
        {
            rig.close();
        }
    }

    @Test
    void shouldNotStartWithACertificateThatIsNone() throws IOException
    {
        final Path none = Files.writeString(directory.resolve("none.pem"), "nothing\n");

        final StartupException malformed = assertThrows(StartupException.class, () -> new SessionRig(
            "session.tlsCertFile", none.toString(), "session.tlsKeyFile", keyFile.toString()));
        assertTrue(malformed.getMessage().contains("none.pem"), malformed.getMessage());
        final StartupException missing = assertThrows(StartupException.class, () -> new SessionRig(
            "session.tlsCertFile", "/nowhere.pem", "session.tlsKeyFile", keyFile.toString()));
        assertTrue(missing.getMessage().contains("/nowhere.pem"), missing.getMessage());
    }

    private static String[] tlsAnd(final String name, final String value)
    {
        return new String[]{
            "session.tlsCertFile", certFile.toString(), "session.tlsKeyFile", keyFile.toString(), name, value };
    }
}
