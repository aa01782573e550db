package io.muster.session.gateway;

import java.util.concurrent.TimeUnit;

/**
 * A token bucket as one number: the time at which it will be full again (the generic cell rate algorithm). The number
 * is kept by the connection; this is only the rule, without state and shared by all threads.
 *
 * @param intervalNs the time that one token takes to come.
 * @param burstNs    the tokens that fit, as time.
 */
record RateLimit(long intervalNs, long burstNs)
{
    /** So many a second, and two seconds' worth at once. */
    static RateLimit perSecond(final int count)
    {
        return new RateLimit(TimeUnit.SECONDS.toNanos(1) / count, TimeUnit.SECONDS.toNanos(2));
    }

    /** Is there a token? {@code fullNs} is when the bucket will be full. */
    boolean admits(final long fullNs, final long nowNs)
    {
        return owedNs(fullNs, nowNs) <= 0;
    }

    /** How long until the bucket, which may be in debt, has a token; not above 0 when it has one. */
    long owedNs(final long fullNs, final long nowNs)
    {
        return fullNs - nowNs + intervalNs - burstNs;
    }

    /** When the bucket will be full after one token was taken. */
    long take(final long fullNs, final long nowNs)
    {
        return (fullNs - nowNs > 0 ? fullNs : nowNs) + intervalNs;
    }
}
