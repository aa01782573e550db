package io.muster.failover.history.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the calls of one key can have happened one at a time, each between its invocation and its answer: the search
 * of Wing and Gong with Lowe's memory of what was tried. A call without an answer may be placed anywhere after its
 * invocation, or nowhere.
 * <p>
 * The search goes on where it stopped when it is given more steps, so a history with many keys is checked in rounds:
 * an illegal key is usually found in a few steps, and shall not wait for a legal one that takes millions.
 */
public final class Wgl<S, T>
{
    /** How far the search has come. */
    public enum Verdict
    {
        /** There is such an order. */
        LEGAL,
        /** There is none. */
        ILLEGAL,
        /** The steps given so far were too few to tell. */
        UNDECIDED
    }

    private final Model<S, T> model;
    private final Event<T> head = new Event<>(null, -1);
    private final Set<Tried<S>> tried = new HashSet<>();
    private final Deque<Placed<S, T>> placed = new ArrayDeque<>();
    private final BitSet done = new BitSet();
    private int answeredLeft;
    private S state;
    private Event<T> at;
    private Verdict verdict = Verdict.UNDECIDED;

    /** @param calls of one key, in any order. */
    public Wgl(final Model<S, T> model, final List<Call<T>> calls)
    {
        this.model = model;
        state = model.first();
        link(calls);
        at = head.next;
    }

    /** A whole search. */
    public static <S, T> boolean isLegal(final Model<S, T> model, final List<Call<T>> calls)
    {
        return new Wgl<>(model, calls).search(Long.MAX_VALUE) == Verdict.LEGAL;
    }

    /**
     * Search all keys in rounds, each with twice the steps of the round before, until one is illegal or all are legal.
     *
     * @return the index of the first illegal key found, or -1; keys that are still undecided can be asked.
     */
    public static int searchAll(final List<? extends Wgl<?, ?>> keys, final long firstSteps, final long stepsMax)
    {
        for (long steps = firstSteps; ; steps *= 2)
        {
            boolean isDecided = true;
            for (int i = 0; i < keys.size(); i++)
            {
                final Verdict found = keys.get(i).search(steps);
                if (found == Verdict.ILLEGAL)
                {
                    return i;
                }
                isDecided &= found == Verdict.LEGAL;
            }
            if (isDecided || steps >= stepsMax)
            {
                return -1;
            }
        }
    }

    public Verdict verdict()
    {
        return verdict;
    }

    /** Go on for so many steps, or until it is decided. */
    public Verdict search(final long stepsMax)
    {
        for (long steps = 0; verdict == Verdict.UNDECIDED && steps < stepsMax; steps++)
        {
            if (answeredLeft == 0)
            {
                verdict = Verdict.LEGAL;
            }
            else if (at == null || at.isReturn())
            {
                backtrack();
            }
            else
            {
                tryHere();
            }
        }
        if (verdict != Verdict.UNDECIDED)
        {
            tried.clear();
            placed.clear();
        }
        return verdict;
    }

    private void tryHere()
    {
        final S next = model.step(state, at.call.what(), at.call.isAnswered());
        if (next != null)
        {
            done.set(at.index);
            if (tried.add(new Tried<>((BitSet)done.clone(), next)))
            {
                place(next);
                return;
            }
            done.clear(at.index);
        }
        at = at.next;
    }

    private void place(final S next)
    {
        placed.push(new Placed<>(at, state));
        at.lift();
        answeredLeft -= at.call.isAnswered() ? 1 : 0;
        state = next;
        at = head.next;
    }

    /** An answer was reached whose call is not placed: one of the calls before it was placed wrongly. */
    private void backtrack()
    {
        if (placed.isEmpty())
        {
            verdict = Verdict.ILLEGAL;
            return;
        }
        final Placed<S, T> last = placed.pop();
        state = last.before;
        done.clear(last.call.index);
        answeredLeft += last.call.call.isAnswered() ? 1 : 0;
        last.call.unlift();
        at = last.call.next;
    }

    /** Of two events at the same time the call comes first, so that both are taken to overlap. */
    private void link(final List<Call<T>> calls)
    {
        final List<Event<T>> events = new ArrayList<>(2 * calls.size());
        for (int i = 0; i < calls.size(); i++)
        {
            final Event<T> begin = new Event<>(calls.get(i), i);
            events.add(begin);
            if (calls.get(i).isAnswered())
            {
                answeredLeft++;
                begin.end = new Event<>(calls.get(i), i);
                begin.end.isEnd = true;
                events.add(begin.end);
            }
        }
        events.sort(Comparator.<Event<T>>comparingLong(Event::ns).thenComparing(Event::isReturn));
        Event<T> last = head;
        for (final Event<T> event : events)
        {
            last.next = event;
            event.previous = last;
            last = event;
        }
    }

    private record Tried<S>(BitSet done, S state)
    {
    }

    private record Placed<S, T>(Event<T> call, S before)
    {
    }

    /** A call or a return, in the order of time; those of placed calls are lifted out of the list. */
    private static final class Event<T>
    {
        private final Call<T> call;
        private final int index;
        private boolean isEnd;
        private Event<T> end;
        private Event<T> previous;
        private Event<T> next;

        private Event(final Call<T> call, final int index)
        {
            this.call = call;
            this.index = index;
        }

        private boolean isReturn()
        {
            return isEnd;
        }

        private long ns()
        {
            return isEnd ? call.returnedNs() : call.invokedNs();
        }

        private void lift()
        {
            unlink();
            if (end != null)
            {
                end.unlink();
            }
        }

        /** The reverse of {@link #lift}, in the reverse order. */
        private void unlift()
        {
            if (end != null)
            {
                end.relink();
            }
            relink();
        }

        private void unlink()
        {
            previous.next = next;
            if (next != null)
            {
                next.previous = previous;
            }
        }

        private void relink()
        {
            previous.next = this;
            if (next != null)
            {
                next.previous = this;
            }
        }
    }
}
