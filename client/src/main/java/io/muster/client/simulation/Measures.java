package io.muster.client.simulation;

import org.HdrHistogram.Histogram;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** What the crowd measures of time, all in nanoseconds of the polling thread's clock. */
final class Measures
{
    /** Something was killed, and how long somebody waited because of it. */
    private static final class Kill
    {
        private final long atNs;
        private long waitMaxNs;

        private Kill(final long atNs)
        {
            this.atNs = atNs;
        }
    }

    /** How long after a kill a wait may begin and still be blamed on it. */
    static final long KILL_WINDOW_NS = TimeUnit.SECONDS.toNanos(15);

    private static final long ROUND_TRIP_MAX_NS = TimeUnit.MINUTES.toNanos(2);
    private static final int DIGITS = 3;

    private final Histogram roundTrips = new Histogram(ROUND_TRIP_MAX_NS, DIGITS);
    private final Histogram recentRoundTrips = new Histogram(ROUND_TRIP_MAX_NS, DIGITS);
    private long frames;
    private long framesSeen;
    private long seenNs;
    private final List<Kill> kills = new ArrayList<>();
    private long waitMaxNs;
    private long silenceMaxNs;
    private long polledNs;
    private long stallMaxNs;

    void onFrame()
    {
        frames++;
    }

    void onPoll(final long nowNs)
    {
        if (polledNs != 0)
        {
            stallMaxNs = Math.max(stallMaxNs, nowNs - polledNs);
        }
        polledNs = nowNs;
    }

    void onKilled(final long nowNs)
    {
        kills.add(new Kill(nowNs));
    }

    /** Somebody waited for a control answer. */
    void onWait(final long fromNs, final long toNs)
    {
        final long waitNs = toNs - fromNs;
        waitMaxNs = Math.max(waitMaxNs, waitNs);
        for (int i = kills.size() - 1; i >= 0 && fromNs - kills.get(i).atNs <= KILL_WINDOW_NS; i--)
        {
            final Kill kill = kills.get(i);
            kill.waitMaxNs = toNs - kill.atNs >= 0 ? Math.max(kill.waitMaxNs, waitNs) : kill.waitMaxNs;
        }
    }

    /** A running 20 Hz instance showed an attached player nothing for so long. */
    void onSilence(final long silenceNs)
    {
        silenceMaxNs = Math.max(silenceMaxNs, silenceNs);
    }

    void onRoundTrip(final long roundTripNs)
    {
        final long ns = Math.max(0, Math.min(ROUND_TRIP_MAX_NS, roundTripNs));
        roundTrips.recordValue(ns);
        recentRoundTrips.recordValue(ns);
    }

    long controlGapMs()
    {
        return kills.isEmpty() ? TimeUnit.NANOSECONDS.toMillis(waitMaxNs) :
            Arrays.stream(controlGapsMs()).max().orElseThrow();
    }

    long[] controlGapsMs()
    {
        return kills.stream().mapToLong((kill) -> TimeUnit.NANOSECONDS.toMillis(kill.waitMaxNs)).toArray();
    }

    long playGapMs()
    {
        return TimeUnit.NANOSECONDS.toMillis(silenceMaxNs);
    }

    long inputUs(final double percentile)
    {
        return TimeUnit.NANOSECONDS.toMicros(roundTrips.getValueAtPercentile(percentile));
    }

    /** Since the last look; the next one begins here. */
    LiveNumbers look(final int playersAttached, final int instances, final long gamesFinished, final long nowNs)
    {
        final long perSecond = seenNs == 0 || nowNs <= seenNs ? 0 :
            (frames - framesSeen) * TimeUnit.SECONDS.toNanos(1) / (nowNs - seenNs);
        framesSeen = frames;
        seenNs = nowNs;
        final LiveNumbers live = new LiveNumbers(
            playersAttached,
            instances,
            gamesFinished,
            perSecond,
            TimeUnit.NANOSECONDS.toMicros(recentRoundTrips.getValueAtPercentile(50)),
            TimeUnit.NANOSECONDS.toMicros(recentRoundTrips.getValueAtPercentile(99)),
            TimeUnit.NANOSECONDS.toMillis(waitMaxNs),
            TimeUnit.NANOSECONDS.toMillis(stallMaxNs));
        recentRoundTrips.reset();
        return live;
    }
}
