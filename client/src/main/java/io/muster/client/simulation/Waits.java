package io.muster.client.simulation;

/**
 * What one player waits for at present: to be in, an answer to its request, an answer to its query, the next output of
 * a ticking game. Each wait is told to the {@link Measures} when it is over.
 */
final class Waits
{
    private static final long NONE = Long.MIN_VALUE;

    private final Measures measures;
    private long entrySinceNs = NONE;
    private long requestSinceNs = NONE;
    private long querySinceNs = NONE;
    private long silentSinceNs = NONE;

    Waits(final Measures measures)
    {
        this.measures = measures;
    }

    /** A login or a lost connection. Further attempts belong to the same wait. */
    void onEntryAsked(final long nowNs)
    {
        entrySinceNs = entrySinceNs == NONE ? nowNs : entrySinceNs;
    }

    void onEntryAnswered(final long nowNs)
    {
        tell(entrySinceNs, nowNs);
        entrySinceNs = NONE;
    }

    void onRequestAsked(final long nowNs)
    {
        requestSinceNs = nowNs;
    }

    void onRequestAnswered(final long nowNs)
    {
        tell(requestSinceNs, nowNs);
        requestSinceNs = NONE;
    }

    /** Whoever is told to ask again goes on waiting. */
    void onQueryAsked(final long nowNs)
    {
        querySinceNs = querySinceNs == NONE ? nowNs : querySinceNs;
    }

    void onQueryAnswered(final long nowNs)
    {
        tell(querySinceNs, nowNs);
        querySinceNs = NONE;
    }

    /** From here on a ticking game should show something. Heard twice, the first counts. */
    void onSilenceBegun(final long nowNs)
    {
        silentSinceNs = silentSinceNs == NONE ? nowNs : silentSinceNs;
    }

    /** The game showed something; after its last output silence means nothing. */
    void onSilenceBroken(final long nowNs, final boolean isLast)
    {
        onSilenceEnded(nowNs, true);
        silentSinceNs = isLast ? NONE : nowNs;
    }

    /** @param counts whether the game was running all the while, and the player attached. */
    void onSilenceEnded(final long nowNs, final boolean counts)
    {
        if (silentSinceNs != NONE && counts)
        {
            measures.onSilence(nowNs - silentSinceNs);
        }
        silentSinceNs = NONE;
    }

    /** The user is another one: nobody answers the old one's questions. */
    void forgetQuestions()
    {
        requestSinceNs = NONE;
        querySinceNs = NONE;
        silentSinceNs = NONE;
    }

    /** Whatever is still awaited was awaited until now. */
    void close(final long nowNs)
    {
        onEntryAnswered(nowNs);
        onRequestAnswered(nowNs);
        onQueryAnswered(nowNs);
        onSilenceEnded(nowNs, true);
    }

    private void tell(final long sinceNs, final long nowNs)
    {
        if (sinceNs != NONE)
        {
            measures.onWait(sinceNs, nowNs);
        }
    }
}
