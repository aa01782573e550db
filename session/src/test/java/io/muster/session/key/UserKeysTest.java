package io.muster.session.key;

import io.muster.codecs.RefusalCode;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

class UserKeysTest
{
    private static final byte[] SECRET = "0123456789abcdef0123456789abcdef".getBytes();
    private static final byte[] OTHER = "fedcba9876543210fedcba9876543210".getBytes();
    private static final long EXPIRES_MS = 1_700_000_000_000L;

    private final UserKeys keys = new UserKeys(List.of(SECRET));

    @Test
    void shouldProveAUserUntilTheKeyExpires()
    {
        final byte[] key = keys.sign(500, EXPIRES_MS).clone();
        keys.sign(501, EXPIRES_MS);

        assertEquals(RefusalCode.NONE, check(keys, key, EXPIRES_MS - 1));
        assertEquals(500, keys.userId());
        assertEquals(RefusalCode.KEY_EXPIRED, check(keys, key, EXPIRES_MS));
    }

    @Test
    void shouldRefuseAKeyWithAnyBitChangedOrAnotherLength()
    {
        final byte[] key = keys.sign(500, EXPIRES_MS).clone();
        for (int bit = 0; bit < 8 * key.length; bit++)
        {
            final byte[] forged = key.clone();
            forged[bit / 8] ^= (byte)(1 << bit % 8);
            assertEquals(RefusalCode.KEY_FORGED, check(keys, forged, 0), "bit " + bit);
        }
        for (int length = 0; length < key.length; length++)
        {
            assertEquals(RefusalCode.KEY_FORGED, check(keys, Arrays.copyOf(key, length), 0));
        }
        assertEquals(RefusalCode.KEY_FORGED, check(keys, Arrays.copyOf(key, key.length + 1), 0));
    }

    @Test
    void shouldRefuseAKeyOfAnotherSecret()
    {
        assertEquals(RefusalCode.KEY_FORGED, check(new UserKeys(List.of(OTHER)), keys.sign(500, EXPIRES_MS), 0));
    }

    @Test
    void shouldAcceptOldSecretsAndSignWithTheFirst()
    {
        final UserKeys rotated = new UserKeys(List.of(OTHER, SECRET));

        assertEquals(RefusalCode.NONE, check(rotated, keys.sign(500, EXPIRES_MS), 0));
        assertEquals(RefusalCode.NONE, check(new UserKeys(List.of(OTHER)), rotated.sign(500, EXPIRES_MS), 0));
        assertEquals(RefusalCode.KEY_FORGED, check(keys, rotated.sign(500, EXPIRES_MS), 0));
    }

    /** The layout is a contract between session nodes of different versions. */
    @Test
    void shouldKeepItsLayout() throws GeneralSecurityException
    {
        final byte[] id = MessageDigest.getInstance("SHA-256").digest(SECRET);
        final ByteBuffer expected = ByteBuffer.allocate(56).order(ByteOrder.LITTLE_ENDIAN);
        expected.putInt(1).put(id, 0, 4).putLong(500).putLong(EXPIRES_MS);
        final Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET, "HmacSHA256"));
        mac.update(expected.array(), 0, 24);
        expected.put(mac.doFinal());

        assertArrayEquals(expected.array(), keys.sign(500, EXPIRES_MS));
    }

    private static RefusalCode check(final UserKeys keys, final byte[] key, final long nowMs)
    {
        final byte[] padded = new byte[key.length + 7];
        System.arraycopy(key, 0, padded, 7, key.length);
        return keys.check(new UnsafeBuffer(padded), 7, key.length, nowMs);
    }
}
