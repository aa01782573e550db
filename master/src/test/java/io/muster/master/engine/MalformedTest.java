package io.muster.master.engine;

import io.muster.codecs.RefusalCode;
import io.muster.master.engine.command.Outcome;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

class MalformedTest
{
    private static final int LIVES = 2_000;
    private static final int MUTATIONS = 10;

    private final TestLog log = new TestLog();
    private final Batch batch = new Batch();
    private int refused;
    private int applied;

    @Test
    void shouldRefuseABatchThatEndsTooEarlyAndChangeNothing()
    {
        for (final DirectBuffer whole : lifelikeBatches())
        {
            final long digest = log.engine().digest();
            for (int length = 0; length < whole.capacity(); length++)
            {
                assertEquals(Outcome.MALFORMED, log.apply(whole, length));
            }
            assertEquals(digest, log.engine().digest());
            assertEquals(Outcome.APPLIED, log.apply(whole, whole.capacity()));
        }
    }

    @Test
    void shouldRefuseForeignSchemasUnknownTemplatesAndShortBlocks()
    {
        TestNode.session(log, 1).up();
        final long digest = log.engine().digest();
        final int command = 8 + 28 + 4 + 2;
        for (final int index : new int[]{ 0, 2, 4, command, command + 2, command + 4 })
        {
            final DirectBuffer good = batch.start(1, 1, 2, 0).detach(1, 1).copy();
            final UnsafeBuffer bad = new UnsafeBuffer(good, 0, good.capacity());
            bad.putByte(index, (byte)(bad.getByte(index) - 1));
            assertEquals(Outcome.MALFORMED, log.apply(bad, bad.capacity()), "byte " + index);
        }
        assertEquals(digest, log.engine().digest());
    }

    @Test
    void shouldSurviveWhateverBytesComeAndChangeNothingWhenItRefusesThem()
    {
        final List<DirectBuffer> batches = lifelikeBatches();
        for (long seed = 1; seed <= LIVES; seed++)
        {
            final Random random = new Random(seed);
            final TestLog life = new TestLog();
            for (final DirectBuffer original : batches)
            {
                for (int i = random.nextInt(MUTATIONS); i > 0; i--)
                {
                    applyMutant(random, life, original, "seed " + seed);
                }
                life.apply(original, original.capacity());
                life.jump(random.nextInt(500));
            }
            life.restoreAnother();
        }

        assertTrue(refused > 10_000 && applied > 10_000, refused + " were refused, and " + applied + " were not");
    }

    private void applyMutant(final Random random, final TestLog life, final DirectBuffer original, final String hint)
    {
        final UnsafeBuffer bytes = new UnsafeBuffer(new byte[1024]);
        bytes.putBytes(0, original, 0, original.capacity());
        final int length = mutate(random, bytes, original.capacity());
        final long digest = life.engine().digest();
        if (life.apply(bytes, length).isRefused())
        {
            refused++;
            assertEquals(digest, life.engine().digest(), hint);
        }
        else
        {
            applied++;
        }
    }

    private static int mutate(final Random random, final UnsafeBuffer bytes, final int length)
    {
        int newLength = length;
        for (int i = random.nextInt(3); i >= 0; i--)
        {
            final int index = random.nextInt(length);
            switch (random.nextInt(6))
            {
                case 0 -> bytes.putByte(index, (byte)random.nextInt(256));
                case 1 -> bytes.putByte(index, (byte)(bytes.getByte(index) ^ 1 << random.nextInt(8)));
                case 2 -> bytes.putShort(index, (short)(random.nextBoolean() ? -1 : random.nextInt(300)));
                case 3 -> bytes.putLong(index, random.nextBoolean() ? Long.MAX_VALUE : Long.MIN_VALUE);
                case 4 -> newLength = Math.max(0, Math.min(bytes.capacity(), length + random.nextInt(41) - 20));
                default -> bytes.putLong(8 + 8, 1 + random.nextInt(6)); // The first command's number.
            }
        }
        return newLength;
    }

    /** Every command that there is, in batches that can be applied one after the other. */
    private List<DirectBuffer> lifelikeBatches()
    {
        final List<DirectBuffer> batches = new ArrayList<>();
        batches.add(batch.start(1, 1, 1, 0).registerSession(1).copy());
        batches.add(batch.start(2, 1, 1, 0).registerGame(2, 9, "arena", "chess2").copy());
        batches.add(batch.start(1, 1, 2, 1).enter(11, 901, "ann").enter(12, 902, "bob").enter(13, 903, "cid").copy());
        batches.add(batch.start(1, 1, 5, 2).create(1, 1, "arena", 0).create(2, 1, "chess2", 2).join(3, 1, 1).copy());
        batches.add(batch.start(2, 1, 2, 1).started(1).accepted(1, 1).copy());
        batches.add(batch.start(2, 1, 4, 1).notStarted(2, RefusalCode.NONE).declined(1, 3).copy());
        batches.add(batch.start(1, 1, 8, 4).detach(1, 11).resume(14, 1, 0).quit(1, 2, 1).leave(2, 12).copy());
        batches.add(batch.start(2, 1, 6, 2).released(1, 1).ended(1).copy());
        batches.add(batch.start(1, 1, 12, 5).copy());
        batches.add(batch.start(2, 1, 8, 3).deregister().copy());
        return batches;
    }
}
