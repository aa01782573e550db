package io.muster.client.fake;

import java.util.ArrayList;
import java.util.List;

/** What the fake master knows of a user, and the fake game node of its seat. */
public final class FakeUser
{
    /** As told by Welcome. */
    public final long userId;

    /** Requests applied, how often each: index is requestSeq. */
    public final List<Long> applied = new ArrayList<>();

    /** Inputs given to the game, in order. */
    public final List<Long> inputsGiven = new ArrayList<>();

    /** The last request applied; a test may take it back. */
    public long requestSeq;

    /** The last event told. */
    public long eventSeq;

    /** Where it sits. */
    public FakeInstance instance;

    final long clientId;
    final List<byte[]> events = new ArrayList<>();
    final List<Long> eventSeqs = new ArrayList<>();
    final List<byte[]> outputs = new ArrayList<>();
    FakeConnection connection;
    int seat;
    long inputSeq;
    long outputSeq;
    long ackedOutputSeq;

    FakeUser(final long userId, final long clientId)
    {
        this.userId = userId;
        this.clientId = clientId;
    }

    void sit(final FakeInstance instance, final int seat)
    {
        this.instance = instance;
        this.seat = seat;
        inputSeq = 0;
        outputSeq = 0;
        ackedOutputSeq = 0;
        outputs.clear();
        inputsGiven.clear();
    }
}
