package io.muster.session.key;

import io.muster.codecs.RefusalCode;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

import javax.crypto.Mac;
import javax.crypto.ShortBufferException;
import javax.crypto.spec.SecretKeySpec;
import java.nio.ByteOrder;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.List;

/**
 * Makes and checks the keys that prove who a user is: {@code version, keyId} (int32), {@code userId, expiry} (int64,
 * epoch milliseconds), all little endian, and the HmacSHA256 of these 24 bytes. Any session node with the same secrets
 * accepts them; nothing is kept for them.
 * <p>
 * Owned by the session agent's thread.
 */
public final class UserKeys
{
    /** Bytes of a key. */
    public static final int KEY_BYTES = 56;

    private static final String ALGORITHM = "HmacSHA256";
    private static final int VERSION = 1;
    private static final int VERSION_OFFSET = 0;
    private static final int ID_OFFSET = 4;
    private static final int USER_OFFSET = 8;
    private static final int EXPIRY_OFFSET = 16;
    private static final int MAC_OFFSET = 24;
    private static final int MAC_BYTES = KEY_BYTES - MAC_OFFSET;

    private final byte[] key = new byte[KEY_BYTES];
    private final UnsafeBuffer fields = new UnsafeBuffer(key);
    private final byte[] given = new byte[MAC_BYTES];
    private final byte[] expected = new byte[MAC_BYTES];
    private final Mac[] macs;
    private final int[] ids;

    /** @param secrets the first one signs, all are accepted. */
    public UserKeys(final List<byte[]> secrets)
    {
        macs = new Mac[secrets.size()];
        ids = new int[macs.length];
        for (int i = 0; i < macs.length; i++)
        {
            macs[i] = macOf(secrets.get(i));
            ids[i] = idOf(secrets.get(i));
        }
    }

    /**
     * Make a key.
     *
     * @return {@link #KEY_BYTES} bytes, valid until the next call.
     */
    public byte[] sign(final long userId, final long expiresMs)
    {
        fields.putInt(VERSION_OFFSET, VERSION, ByteOrder.LITTLE_ENDIAN);
        fields.putInt(ID_OFFSET, ids[0], ByteOrder.LITTLE_ENDIAN);
        fields.putLong(USER_OFFSET, userId, ByteOrder.LITTLE_ENDIAN);
        fields.putLong(EXPIRY_OFFSET, expiresMs, ByteOrder.LITTLE_ENDIAN);
        seal(macs[0], key, MAC_OFFSET);
        return key;
    }

    /**
     * Check a key.
     *
     * @return NONE, and then {@link #userId} is proven; KEY_FORGED when it was not made with one of our secrets, or not
     *     so; KEY_EXPIRED when it was, but is too old.
     */
    public RefusalCode check(final DirectBuffer buffer, final int offset, final int length, final long nowMs)
    {
        if (length != KEY_BYTES)
        {
            return RefusalCode.KEY_FORGED;
        }
        buffer.getBytes(offset, key);
        final int index = indexOf(fields.getInt(ID_OFFSET, ByteOrder.LITTLE_ENDIAN));
        if (index < 0 || fields.getInt(VERSION_OFFSET, ByteOrder.LITTLE_ENDIAN) != VERSION)
        {
            return RefusalCode.KEY_FORGED;
        }
        fields.getBytes(MAC_OFFSET, given);
        seal(macs[index], expected, 0);
        if (!MessageDigest.isEqual(given, expected)) // In constant time, so that a MAC cannot be guessed byte by byte.
        {
            return RefusalCode.KEY_FORGED;
        }
        return nowMs < fields.getLong(EXPIRY_OFFSET, ByteOrder.LITTLE_ENDIAN) ?
            RefusalCode.NONE : RefusalCode.KEY_EXPIRED;
    }

    /** Whom the key proves that was checked last. */
    public long userId()
    {
        return fields.getLong(USER_OFFSET, ByteOrder.LITTLE_ENDIAN);
    }

    private void seal(final Mac mac, final byte[] destination, final int offset)
    {
        try
        {
            mac.update(key, 0, MAC_OFFSET);
            mac.doFinal(destination, offset);
        }
        catch (final ShortBufferException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private int indexOf(final int id)
    {
        for (int i = 0; i < ids.length; i++)
        {
            if (ids[i] == id)
            {
                return i;
            }
        }
        return -1;
    }

    private static Mac macOf(final byte[] secret)
    {
        try
        {
            final Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret, ALGORITHM));
            return mac;
        }
        catch (final GeneralSecurityException ex)
        {
            throw new StartupException(StartupError.BUG, "this Java cannot sign keys: " + ex.getMessage(), ex);
        }
    }

    /** Tells a secret without telling it: nobody has to number the lines of the file. */
    private static int idOf(final byte[] secret)
    {
        try
        {
            return new UnsafeBuffer(MessageDigest.getInstance("SHA-256").digest(secret)).getInt(0);
        }
        catch (final GeneralSecurityException ex)
        {
            throw new StartupException(StartupError.BUG, "this Java cannot sign keys: " + ex.getMessage(), ex);
        }
    }
}
