package io.muster.failover.history.record;

import io.muster.codecs.RefusalCode;

import java.util.List;

/** One operation: what a client asked, when, and what it was told. Filled in when the answer comes, if one comes. */
public final class Operation
{
    /** By this client, from 1. A client asks for one thing at a time. */
    public final long client;
    public final OperationKind kind;
    public final long invokedNs;
    /** Of ENTER and LOG_OUT. */
    public String name = "";
    /** Who asks, or is put out, or is asked about; of ENTER who it became. */
    public long user;
    /** The instance asked for; of CREATE the one that was made; of READ_USER where the user sits, or 0. */
    public long instance;
    /** Of a seat that was taken or read. */
    public int seat;
    /** Of an instance that was made or joined. */
    public int seatsMax;
    /** Of READ_USER: the last event of the user. Of other answers: the user's event, or 0. */
    public long eventSeq;
    /** Of READ_INSTANCES. */
    public List<OpenInstance> found = List.of();
    public boolean isAnswered;
    /** NONE when it was done. */
    public RefusalCode code = RefusalCode.NONE;
    public long returnedNs = Long.MAX_VALUE;
    /** Of the log, at which the answer was given. */
    public long position;
    /** The answer was given after this position. As a rule one below it; less when answers came as one. */
    public long afterPosition;

    public Operation(final long client, final OperationKind kind, final long invokedNs)
    {
        this.client = client;
        this.kind = kind;
        this.invokedNs = invokedNs;
    }

    /** Done or refused, at a position. */
    public void answer(final RefusalCode answerCode, final long atPosition, final long nowNs)
    {
        code = answerCode;
        position = atPosition;
        afterPosition = atPosition - 1;
        returnedNs = nowNs;
        isAnswered = true;
    }

    /** Whether it was answered and not refused. */
    public boolean isDone()
    {
        return isAnswered && code == RefusalCode.NONE;
    }

    /** Whether a seat was promised, and the game then did not give it. */
    public boolean isPromiseBroken()
    {
        return isAnswered &&
            (code == RefusalCode.SEAT_DECLINED || code == RefusalCode.INSTANCE_NOT_STARTED ||
            code == RefusalCode.GAME_NODE_LOST);
    }

    @Override
    public String toString()
    {
        return "client " + client + ' ' + kind + (name.isEmpty() ? "" : ' ' + name) + " user " + user + " instance " +
            instance + (isAnswered ? " -> " + code + " seat " + seat + " event " + eventSeq +
            (found.isEmpty() ? "" : " " + found) + " at (" + afterPosition + ", " + position + ']' : " -> unanswered") +
            " [" + invokedNs + ", " + returnedNs + ')';
    }
}
