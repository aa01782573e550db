package io.muster.master.witness;

import com.sun.management.ThreadMXBean;
import org.junit.jupiter.api.Test;

import java.lang.management.ManagementFactory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

class WitnessTest
{
    private static final int B = 1;
    private static final int C = 2;

    private final Witness witness = new Witness(new int[]{B, C}, true);

    @Test
    void shouldWitnessWhatAnotherReplicaAppliedAlike()
    {
        apply(64, 128, 192);
        witness.heard(B, 128, digestOf(128));

        assertEquals(128, witness.witnessed());
    }

    @Test
    void shouldWitnessLaterWhatAnotherReplicaAppliedEarlier()
    {
        witness.heard(B, 128, digestOf(128));
        assertEquals(0, witness.witnessed());

        apply(64, 128);
        assertEquals(128, witness.witnessed());
    }

    @Test
    void shouldTakeTheFurtherOfTwoOthers()
    {
        apply(64, 128, 192);
        witness.heard(B, 192, digestOf(192));
        witness.heard(C, 64, digestOf(64));

        assertEquals(192, witness.witnessed());
    }

    @Test
    void shouldNotWitnessAnotherResult()
    {
        apply(64);
        witness.heard(B, 64, 13);

        assertEquals(0, witness.witnessed());
        assertEquals(1, witness.disagreements());
    }

    @Test
    void shouldNotWitnessAPositionOfAnotherLog()
    {
        apply(64, 128, 192);
        witness.heard(B, 160, digestOf(160));

        assertEquals(0, witness.witnessed());
        assertEquals(1, witness.disagreements());
    }

    @Test
    void shouldStopWhenTwoOthersAgreeWithEachOtherOnly()
    {
        apply(64, 128);
        witness.heard(B, 64, 12);
        witness.heard(B, 128, 13);

        final DivergenceException stop = assertThrows(
            DivergenceException.class, () -> witness.heard(C, 128, 13));
        assertTrue(stop.getMessage().contains("at position 128"), stop.getMessage());
    }

    @Test
    void shouldStopWhenItAppliesLaterWhatTwoOthersAgreedOn()
    {
        witness.heard(B, 64, 12);
        witness.heard(C, 64, 12);

        assertThrows(DivergenceException.class, () -> apply(64));
    }

    @Test
    void shouldNotStopWhenEveryReplicaHasAnotherResult()
    {
        apply(64);
        witness.heard(B, 64, 12);
        witness.heard(C, 64, 13);

        assertEquals(2, witness.disagreements());
    }

    @Test
    void shouldPassOverWhatWasAppliedBeforeItsSnapshot()
    {
        witness.heard(B, 64, digestOf(64));
        witness.heard(B, 1_000, digestOf(1_000));
        apply(1_000);

        assertEquals(1_000, witness.witnessed());
        assertEquals(0, witness.disagreements());
    }

    @Test
    void shouldPassOverStrangersAndWhatIsSaidAgain()
    {
        apply(64, 128);
        witness.heard(B, 128, digestOf(128));
        witness.heard(B, 64, 13);
        witness.heard(9, 128, 13);

        assertEquals(128, witness.witnessed());
        assertEquals(0, witness.disagreements());
    }

    @Test
    void shouldGoOnAfterAClaimSoOldThatItIsForgotten()
    {
        for (int i = 1; i <= Witness.OWN_MAX + 10; i++)
        {
            apply(i * 64L);
        }
        witness.heard(B, 64, digestOf(64));
        witness.heard(B, 64L * Witness.OWN_MAX, digestOf(64L * Witness.OWN_MAX));

        assertEquals(64L * Witness.OWN_MAX, witness.witnessed());
        assertEquals(0, witness.disagreements());
    }

    @Test
    void shouldCountEverythingAsWitnessedWhenToldTo()
    {
        final Witness unsafe = new Witness(new int[]{B, C}, false);
        unsafe.applied(64, 1);

        assertEquals(64, unsafe.witnessed());
    }

    @Test
    void shouldAllocateNothing()
    {
        live(1, 200_000);
        final ThreadMXBean threads = (ThreadMXBean)ManagementFactory.getThreadMXBean();
        final long before = threads.getCurrentThreadAllocatedBytes();
        live(200_001, 400_000);

        assertTrue(threads.getCurrentThreadAllocatedBytes() - before < 1_000);
    }

    private void live(final long first, final long last)
    {
        for (long i = first; i <= last; i++)
        {
            witness.applied(i * 32, digestOf(i * 32));
            if (i % 7 == 0)
            {
                witness.heard(B, i * 32, digestOf(i * 32));
                witness.heard(C, i * 32 - 96, digestOf(i * 32 - 96));
            }
        }
    }

    private void apply(final long... positions)
    {
        for (final long position : positions)
        {
            witness.applied(position, digestOf(position));
        }
    }

    private static long digestOf(final long position)
    {
        return position * 0x9E3779B97F4A7C15L;
    }
}
