package io.muster.console.report;

import io.muster.client.simulation.LiveNumbers;

import java.util.Locale;

/** One second of a run in one line. */
public final class StatusLine
{
    private static final double US_PER_MS = 1_000.0;

    private StatusLine()
    {
    }

    /** Of a run in which the masters are watched. */
    public static String of(final int elapsedS, final LiveNumbers live, final LeaderWatch watch)
    {
        final String news = watch.takeNews();
        return of(elapsedS, live) + "  leader " + watch.leaderShown() + (news.isEmpty() ? "" : "   <- " + news);
    }

    /** Of a run that knows the players only. */
    public static String of(final int elapsedS, final LiveNumbers live)
    {
        return String.format(Locale.ROOT,
            "%4d s  %4d players  %3d instances  %5d games finished  %,7d packets/s  p50 %5.1f ms  p99 %6.1f ms",
            elapsedS,
            live.playersAttached(),
            live.instances(),
            live.gamesFinished(),
            live.packetsPerSecond(),
            live.inputP50Us() / US_PER_MS,
            live.inputP99Us() / US_PER_MS);
    }
}
