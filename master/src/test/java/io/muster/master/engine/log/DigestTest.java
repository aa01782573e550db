package io.muster.master.engine.log;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.HashSet;
import java.util.Set;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class DigestTest
{
    private final UnsafeBuffer bytes = new UnsafeBuffer(new byte[64]);

    @Test
    void shouldDifferForEveryBitAndEveryLength()
    {
        final Set<Long> digests = new HashSet<>();
        for (int length = 0; length <= 40; length++)
        {
            assertTrue(digests.add(digestOf(0, length)), "length " + length);
            for (int bit = 0; bit < length * Byte.SIZE; bit++)
            {
                bytes.putByte(bit / Byte.SIZE, (byte)(1 << bit % Byte.SIZE));
                assertTrue(digests.add(digestOf(0, length)), "length " + length + ", bit " + bit);
                bytes.putByte(bit / Byte.SIZE, (byte)0);
            }
        }
    }

    @Test
    void shouldNotDependOnWhereTheBytesLie()
    {
        for (int length = 0; length <= 20; length++)
        {
            for (int i = 0; i < length; i++)
            {
                bytes.putByte(i, (byte)(i + 1));
                bytes.putByte(23 + i, (byte)(i + 1));
            }
            assertEquals(digestOf(0, length), digestOf(23, length));
        }
    }

    @Test
    void shouldDependOnTheOrder()
    {
        final Digest one = new Digest();
        final Digest other = new Digest();
        one.add(1);
        one.add(2);
        other.add(2);
        other.add(1);

        assertNotEquals(one.value(), other.value());
        other.restore(one.value());
        one.add(3);
        other.add(3);
        assertEquals(one.value(), other.value());
    }

    private long digestOf(final int offset, final int length)
    {
        final Digest digest = new Digest();
        digest.add(bytes, offset, length);
        return digest.value();
    }

    @Test
    void shouldTakeAMessageAlikeFromBuildsOfTwoVersions()
    {
        for (int length = 8; length < 40; length++)
        {
            final UnsafeBuffer message = new UnsafeBuffer(new byte[length]);
            message.setMemory(0, length, (byte)0x5A);
            message.putShort(6, (short)0);
            final Digest plain = new Digest();
            plain.add(message, 0, length);
            final Digest ofBuild = new Digest();
            message.putShort(6, (short)7);
            ofBuild.addMessage(message, 0, length);
            assertEquals(plain.value(), ofBuild.value(), "length " + length);

            final Digest ofOther = new Digest();
            message.putByte(5, (byte)0x5B);
            ofOther.addMessage(message, 0, length);
            assertNotEquals(ofBuild.value(), ofOther.value(), "length " + length);
        }
    }
}
