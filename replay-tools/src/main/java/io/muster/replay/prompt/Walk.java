package io.muster.replay.prompt;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.replay.log.Positions;
import io.muster.replay.state.Records;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.text.Notable;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Goes through the log: step by step, back, to a position, or until something is so. */
final class Walk
{
    /** Something that is looked at after each step. */
    @FunctionalInterface
    interface Watched
    {
        Optional<ObjectNode> look(Records records);
    }

    private final Map<String, Watched> watches = new LinkedHashMap<>();
    private final Map<String, Optional<ObjectNode>> lastSeen = new LinkedHashMap<>();
    private final List<Expression> breaks = new ArrayList<>();
    private final ReplayedMaster master;
    private final Moment moment;
    private final Screen screen;

    Walk(final ReplayedMaster master, final Screen screen)
    {
        this.master = master;
        this.screen = screen;
        moment = new Moment(master, screen.isJson());
    }

    /** Apply entries, and show them, until so many were like this; null: were anything but ticks and heartbeats. */
    void step(final long count, final Expression like)
    {
        for (long shown = 0; shown < count;)
        {
            if (!moment.step())
            {
                end();
                return;
            }
            if (like == null ? moment.isOfNote() : like.holds(moment))
            {
                screen.moment(moment);
                shown++;
            }
            lookAtWatched();
        }
    }

    /** Go back so many entries that are neither ticks nor heartbeats. */
    void back(final long count)
    {
        goTo(Positions.before(
            master.files(), master.firstPosition(), master.position(), count, new Notable()));
    }

    /** To be exactly there. */
    void goTo(final long position)
    {
        try
        {
            master.seek(position);
        }
        finally
        {
            moment.begin();
        }
        if (master.position() < position && (master.damage() != null || master.torn() != null))
        {
            screen.say(ending());
        }
        lookAtWatched();
        screen.place(master);
    }

    /** The master has been somewhere else and back. */
    void reset()
    {
        moment.begin();
    }

    /** Apply entries until one is like this, or a break is met, and show that one. */
    void until(final Expression like)
    {
        while (moment.step())
        {
            lookAtWatched();
            final boolean isBreak = breaks.stream().anyMatch((it) -> it.holds(moment));
            if (isBreak || like != null && like.holds(moment))
            {
                screen.moment(moment);
                screen.place(master);
                return;
            }
        }
        end();
    }

    private void end()
    {
        screen.say(ending());
        screen.place(master);
    }

    private String ending()
    {
        final String why = master.damage() == null ? master.torn() : master.damage();
        return why == null ? "the log ends here" : "the log ends here: " + why;
    }

    /** From now on {@link #until} stops there too. */
    void breakAt(final Expression expression)
    {
        breaks.add(expression);
        screen.say("breaks: " + breaks);
    }

    /** No breaks and nothing watched any more. */
    void clear()
    {
        breaks.clear();
        watches.clear();
        lastSeen.clear();
    }

    /** From now on changes of it are shown. */
    void watch(final String name, final Watched watched)
    {
        watches.put(name, watched);
        final Optional<ObjectNode> now = watched.look(records());
        lastSeen.put(name, now);
        screen.say("watching " + name + ": " + text(now));
    }

    private void lookAtWatched()
    {
        if (watches.isEmpty())
        {
            return;
        }
        final Records records = records();
        watches.forEach((name, watched) ->
        {
            final Optional<ObjectNode> now = watched.look(records).map(Walk::withoutAge);
            final Optional<ObjectNode> before = lastSeen.put(name, now).map(Walk::withoutAge);
            if (!now.equals(before))
            {
                screen.say("position " + master.position() + ": " + name + " is now " + text(now));
            }
        });
    }

    /** Which changes with every tick. */
    private static ObjectNode withoutAge(final ObjectNode record)
    {
        return record.remove(List.of("ageMs", "awayMs"));
    }

    private static String text(final Optional<ObjectNode> record)
    {
        return record.map(Object::toString).orElse("not there");
    }

    private Records records()
    {
        return new Records(master.engine(), master.position());
    }
}
