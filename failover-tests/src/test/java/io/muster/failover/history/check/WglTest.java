package io.muster.failover.history.check;

import io.muster.failover.history.check.NameModel.NameCall;
import io.muster.failover.history.check.SeatsModel.Act;
import io.muster.failover.history.check.SeatsModel.SeatCall;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** The search says what brute force says, and sees one altered answer among many. */
class WglTest
{
    private static final long SEED = Long.getLong("seed", System.nanoTime());
    private static final int HISTORIES = 100_000;
    private static final int CALLS_MAX = 7;
    private static final int TIME_MAX = 14;

    /** A number that is written and read. */
    private record Register() implements Model<Integer, Integer>
    {
        @Override
        public Integer first()
        {
            return 0;
        }

        /** Above 0 is written; 0 and below is read, with the sign turned. */
        @Override
        public Integer step(final Integer state, final Integer what, final boolean isAnswered)
        {
            return what > 0 ? what : state == -what ? state : null;
        }
    }

    @Test
    void shouldSayWhatBruteForceSaysOfARegister()
    {
        shouldAgree(new Register(), (random) -> random.nextInt(2) == 0 ? random.nextInt(3) + 1 : -random.nextInt(4));
    }

    @Test
    void shouldSayWhatBruteForceSaysOfAName()
    {
        shouldAgree(new NameModel(), (random) ->
            new NameCall(random.nextInt(3) != 0, random.nextInt(3) + 1, random.nextInt(3) == 0));
    }

    @Test
    void shouldSayWhatBruteForceSaysOfSeats()
    {
        final Act[] acts = { Act.TAKE, Act.TAKE, Act.GIVE_UP, Act.FIND_FULL, Act.FIND_ENDED, Act.FIND_NONE };
        shouldAgree(new SeatsModel(2), (random) ->
            new SeatCall(acts[random.nextInt(acts.length)], random.nextInt(3) + 1));
    }

    private static <S, T> void shouldAgree(final Model<S, T> model, final Function<SplittableRandom, T> whats)
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        int legal = 0;
        for (int i = 0; i < HISTORIES; i++)
        {
            final List<Call<T>> calls = calls(random, whats);
            final boolean isLegal = BruteForce.isLegal(model, calls);
            assertEquals(isLegal, Wgl.isLegal(model, calls), () -> "-Dseed=" + SEED + ": " + calls);
            legal += isLegal ? 1 : 0;
        }
        final int found = legal;
        assertTrue(legal > HISTORIES / 20 && legal < HISTORIES - HISTORIES / 20, () -> "a poor mix: " + found);
    }

    private static <T> List<Call<T>> calls(final SplittableRandom random, final Function<SplittableRandom, T> whats)
    {
        final List<Call<T>> calls = new ArrayList<>();
        for (int i = random.nextInt(CALLS_MAX) + 1; i > 0; i--)
        {
            final long invokedNs = random.nextInt(TIME_MAX);
            final T what = whats.apply(random);
            calls.add(random.nextInt(100) < 15 ? Call.unanswered(what, invokedNs) :
                Call.answered(what, invokedNs, invokedNs + 1 + random.nextInt(TIME_MAX - (int)invokedNs)));
        }
        return calls;
    }

    @Test
    void shouldSeeOneAlteredReadAmongThousands()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        for (int i = 0; i < 20; i++)
        {
            final List<Call<Integer>> calls = registerLife(random, 2_000);
            assertTrue(Wgl.isLegal(new Register(), calls), "-Dseed=" + SEED);

            alterARead(random, calls);
            assertFalse(Wgl.isLegal(new Register(), calls), "-Dseed=" + SEED);
        }
    }

    /** Four clients at once; each value is written once; each call happens in the middle of its time. */
    private static List<Call<Integer>> registerLife(final SplittableRandom random, final int count)
    {
        final List<Call<Integer>> calls = new ArrayList<>();
        int value = 0;
        for (int i = 0; i < count; i++)
        {
            final boolean isRead = random.nextBoolean();
            value = isRead ? value : i + 1;
            final long doneNs = 10L * i;
            calls.add(Call.answered(isRead ? -value : value,
                doneNs - random.nextInt(20) - 1, doneNs + random.nextInt(20) + 1));
        }
        return calls;
    }

    private static void alterARead(final SplittableRandom random, final List<Call<Integer>> calls)
    {
        int index = random.nextInt(calls.size());
        while (calls.get(index).what() >= 0)
        {
            index = (index + 1) % calls.size();
        }
        final Call<Integer> read = calls.get(index);
        calls.set(index, Call.answered(-1_000_000, read.invokedNs(), read.returnedNs()));
    }

    @Test
    void shouldFindTheIllegalKeyWithoutWaitingForTheOthers()
    {
        final SplittableRandom random = new SplittableRandom(SEED);
        final List<Wgl<Integer, Integer>> keys = new ArrayList<>();
        for (int i = 0; i < 50; i++)
        {
            final List<Call<Integer>> calls = registerLife(random, 500);
            if (i == 31)
            {
                alterARead(random, calls);
            }
            keys.add(new Wgl<>(new Register(), calls));
        }
        assertEquals(31, Wgl.searchAll(keys, 64, 1 << 30), "-Dseed=" + SEED);
    }

    @Test
    void shouldSayThatItDoesNotKnowWhenTheStepsAreTooFew()
    {
        final Wgl<Integer, Integer> key =
            new Wgl<>(new Register(), registerLife(new SplittableRandom(SEED), 2_000));
        assertEquals(-1, Wgl.searchAll(List.of(key), 1, 2));
        assertEquals(Wgl.Verdict.UNDECIDED, key.verdict());
        assertEquals(Wgl.Verdict.LEGAL, key.search(Long.MAX_VALUE));
    }
}
