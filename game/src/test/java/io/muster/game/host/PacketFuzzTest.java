package io.muster.game.host;

import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertTrue;

/** Packets with bytes changed, cut off, added or made up harm nobody but the player that they are of. */
class PacketFuzzTest
{
    private static final long VICTIM = 7;
    private static final long BYSTANDER = 1L << 40;
    private static final int PACKETS = 100_000;

    @Test
    void shouldLiveThroughAnyPacket()
    {
        for (long seed = 1; seed <= 5; seed++)
        {
            liveThrough(seed);
        }
    }

    private static void liveThrough(final long seed)
    {
        final Random random = new Random(seed);
        final HostStand stand = new HostStand();
        stand.seat(VICTIM, "parrot", 2, 11);
        stand.seat(BYSTANDER, "parrot", 2, BYSTANDER);
        for (int i = 0; i < PACKETS; i++)
        {
            final UnsafeBuffer packet = mutant(stand, random);
            stand.players.say(1, packet, 0, packet.capacity());
            if (i % 64 == 0)
            {
                stand.pass(10);
                stand.packets();
                keepVictim(stand);
            }
        }

        stand.packets();
        stand.input(1, BYSTANDER, BYSTANDER, 1, "e still here");
        stand.pass(100);
        assertTrue(stand.packets().contains("1 output 1/1 e still here"), "seed " + seed);
        assertTrue(stand.malformed() > PACKETS / 10, "seed " + seed);
    }

    /** A changed word may make the parrot throw or end, and a word never acknowledged may cost its seat. */
    private static void keepVictim(final HostStand stand)
    {
        stand.master.say(stand.master.messages.startInstance(VICTIM, "parrot", 2));
        stand.master.say(stand.master.messages.offerSeat(VICTIM, 11, 0, "victim"));
        stand.work();
    }

    private static UnsafeBuffer mutant(final HostStand stand, final Random random)
    {
        final int length = switch (random.nextInt(4))
        {
            case 0 -> stand.messages.attachSeat(1, VICTIM, 11, random.nextInt(3), random.nextInt(5));
            case 1 -> stand.messages.detachSeat(VICTIM, 11, random.nextInt(3));
            case 2 -> stand.messages.seatInput(VICTIM, 11, random.nextInt(20), random.nextInt(20), text(random));
            default -> stand.messages.seatAck(VICTIM, 11, random.nextInt(20));
        };
        final int newLength = random.nextInt(4) == 0 ? random.nextInt(length + 40) : length;
        final UnsafeBuffer packet = new UnsafeBuffer(new byte[newLength]);
        packet.putBytes(0, stand.messages.buffer, 0, newLength);
        for (int flips = random.nextInt(4); flips > 0 && newLength > 0; flips--)
        {
            packet.putByte(random.nextInt(newLength), (byte)random.nextInt(256));
        }
        return packet;
    }

    /** Words at which the parrot does not throw. */
    private static byte[] text(final Random random)
    {
        return List.of("e", "b", "n", "").get(random.nextInt(4)).getBytes();
    }
}
