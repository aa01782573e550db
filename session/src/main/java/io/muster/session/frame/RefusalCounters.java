package io.muster.session.frame;

import io.muster.codecs.RefusalCode;
import io.muster.node.status.Counters;
import org.agrona.concurrent.status.AtomicCounter;

import java.util.Locale;

/** How often each code was told to a player. Shared by the event loops and the agent: counters are atomic. */
public final class RefusalCounters
{
    private final AtomicCounter[] byCode;

    public RefusalCounters(final Counters counters)
    {
        final RefusalCode[] codes = RefusalCode.values();
        byCode = new AtomicCounter[codes.length];
        for (final RefusalCode code : codes)
        {
            if (code != RefusalCode.NONE && code != RefusalCode.NULL_VAL)
            {
                byCode[code.ordinal()] = counters.counter(nameOf(code), "told to players: " + Sentences.of(code));
            }
        }
    }

    /** The name of a code's counter: {@code refused_rate_limited_total}. */
    public static String nameOf(final RefusalCode code)
    {
        return "refused_" + code.name().toLowerCase(Locale.ROOT) + "_total";
    }

    /** How often a code was told since the start. */
    public long told(final RefusalCode code)
    {
        return byCode[code.ordinal()].get();
    }

    void count(final RefusalCode code)
    {
        byCode[code.ordinal()].increment();
    }
}
