package io.muster.replay.instance;

import io.muster.game.GameType;
import io.muster.game.journal.Rerun;
import org.agrona.DirectBuffer;

import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Two runs of one journal, side by side: where they part, the game takes something from elsewhere. */
final class Twins
{
    private final Rerun one;
    private final Rerun other;
    private List<String> fields = List.of();
    private String where;

    Twins(final Collection<GameType> types)
    {
        one = new Rerun(types);
        other = new Rerun(types);
    }

    /** @return false: enough is known. */
    boolean take(final DirectBuffer buffer, final int offset)
    {
        one.take(buffer, offset);
        other.take(buffer, offset);
        if (one.game() != null && other.game() != null)
        {
            fields = FieldDiff.between("one run", one.game(), "another", other.game());
        }
        if (!fields.isEmpty() || !Objects.equals(one.difference(), other.difference()))
        {
            where = "tick " + one.tick() + " (step " + one.step() + "), " + one.call();
        }
        return where == null && !one.isDone() && !other.isDone();
    }

    /** Where they part, or null. */
    String where()
    {
        return where;
    }

    /** In which fields. */
    List<String> fields()
    {
        return fields;
    }
}
