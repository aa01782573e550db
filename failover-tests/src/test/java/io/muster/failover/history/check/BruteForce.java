package io.muster.failover.history.check;

import java.util.ArrayList;
import java.util.List;

/** The oracle: tries every order of a few calls, and remembers nothing. */
final class BruteForce
{
    private BruteForce()
    {
    }

    static <S, T> boolean isLegal(final Model<S, T> model, final List<Call<T>> calls)
    {
        return canGoOn(model, model.first(), calls);
    }

    private static <S, T> boolean canGoOn(final Model<S, T> model, final S state, final List<Call<T>> left)
    {
        if (left.stream().noneMatch(Call::isAnswered))
        {
            return true;
        }
        for (int i = 0; i < left.size(); i++)
        {
            final Call<T> first = left.get(i);
            final boolean isTooLate = left.stream()
                .anyMatch((other) -> other.isAnswered() && other.returnedNs() < first.invokedNs());
            final S next = isTooLate ? null : model.step(state, first.what(), first.isAnswered());
            if (next != null)
            {
                final List<Call<T>> rest = new ArrayList<>(left);
                rest.remove(i);
                if (canGoOn(model, next, rest))
                {
                    return true;
                }
            }
        }
        return false;
    }
}
