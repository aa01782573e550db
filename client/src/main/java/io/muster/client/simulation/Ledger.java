package io.muster.client.simulation;

import io.muster.client.wire.FrameTap;
import io.muster.codecs.ClosingDecoder;
import io.muster.codecs.CreateEncoder;
import io.muster.codecs.DescribeUserEncoder;
import io.muster.codecs.InputEncoder;
import io.muster.codecs.JoinEncoder;
import io.muster.codecs.LeaveEncoder;
import io.muster.codecs.LoginEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OutputDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedDecoder;
import io.muster.codecs.ResumeEncoder;
import io.muster.codecs.SeatClosedDecoder;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.UserDescribedDecoder;
import io.muster.codecs.WelcomeDecoder;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.List;

/**
 * What one player sent and was told, from the raw frames of its connections. What it was told once is held against
 * everything that it is told later: an acknowledged request that the master does not know any more is lost, an event
 * that comes twice is duplicated, an event that is skipped is missed. A sentence is kept of the first contradictions.
 */
final class Ledger implements FrameTap
{
    private static final int SENTENCES_MAX = 3;
    private static final int INPUTS_KEPT = 1_024;

    private final String name;
    private final Measures measures;
    private final long graceNs;
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final WelcomeDecoder welcome = new WelcomeDecoder();
    private final RefusedDecoder refused = new RefusedDecoder();
    private final ClosingDecoder closing = new ClosingDecoder();
    private final SeatGrantedDecoder seatGranted = new SeatGrantedDecoder();
    private final SeatClosedDecoder seatClosed = new SeatClosedDecoder();
    private final UserDescribedDecoder userDescribed = new UserDescribedDecoder();
    private final OutputDecoder output = new OutputDecoder();
    private final List<String> sentences = new ArrayList<>();
    private final Tally tally = new Tally();

    private long userId;
    private long heardNs;
    private long askedSeq;
    private long asks;
    private long answers;
    private long ackedSeq;
    private long eventSeq;
    private long caughtUpSeq;
    private long repeatableSeq;
    private boolean isLoggingIn;
    private boolean isIn;
    private long describeId;
    private long instanceId;
    private int seat;
    private long ackedSeqAtAsk;
    private long eventSeqAtAsk;
    private final long[] inputSentNs = new long[INPUTS_KEPT];
    private long lastInputSeq;
    private long ackedInputSeq;

    /**
     * @param name     of the player, for sentences.
     * @param measures shared by the crowd.
     * @param graceNs  how long the user may be away and must still be known.
     */
    Ledger(final String name, final Measures measures, final long graceNs)
    {
        this.name = name;
        this.measures = measures;
        this.graceNs = graceNs;
    }

    @Override
    public void onSent(final int templateId, final long seq, final long nowNs)
    {
        measures.onFrame();
        switch (templateId)
        {
            case LoginEncoder.TEMPLATE_ID -> onEntering(true);
            case ResumeEncoder.TEMPLATE_ID -> onEntering(false);
            case CreateEncoder.TEMPLATE_ID, JoinEncoder.TEMPLATE_ID, LeaveEncoder.TEMPLATE_ID -> onAsked(seq);
            case DescribeUserEncoder.TEMPLATE_ID -> onDescribeAsked(seq);
            case InputEncoder.TEMPLATE_ID -> onInputSent(seq, nowNs);
            default ->
            {
                // Nothing is acknowledged by number.
            }
        }
    }

    @Override
    public void onReceived(final int templateId, final DirectBuffer frame, final long nowNs)
    {
        measures.onFrame();
        switch (templateId)
        {
            case WelcomeDecoder.TEMPLATE_ID -> on(welcome.wrapAndApplyHeader(frame, 0, header), nowNs);
            case RefusedDecoder.TEMPLATE_ID -> on(refused.wrapAndApplyHeader(frame, 0, header));
            case ClosingDecoder.TEMPLATE_ID -> on(closing.wrapAndApplyHeader(frame, 0, header));
            case SeatGrantedDecoder.TEMPLATE_ID -> on(seatGranted.wrapAndApplyHeader(frame, 0, header));
            case SeatClosedDecoder.TEMPLATE_ID -> on(seatClosed.wrapAndApplyHeader(frame, 0, header));
            case UserDescribedDecoder.TEMPLATE_ID -> on(userDescribed.wrapAndApplyHeader(frame, 0, header));
            case OutputDecoder.TEMPLATE_ID -> on(output.wrapAndApplyHeader(frame, 0, header), nowNs);
            default ->
            {
                // Says nothing that could be contradicted.
            }
        }
        if (isIn)
        {
            heardNs = nowNs;
        }
    }

    /** What a game shows of the inputs of one seat, against what was sent. */
    void onEvidence(final long instanceId, final long lost, final long duplicated)
    {
        tally.inputsLost += lost;
        tally.inputsDuplicated += duplicated;
        if (lost + duplicated > 0)
        {
            say("instance " + instanceId + " shows " + lost + " inputs too few and " + duplicated + " too many");
        }
    }

    /** The player met something that no player should meet. */
    void complain(final String sentence)
    {
        tally.complaints++;
        say(sentence);
    }

    Tally tally()
    {
        return tally;
    }

    /** The last input of the present seat that was acknowledged. */
    long ackedInputSeq()
    {
        return ackedInputSeq;
    }

    List<String> sentences()
    {
        return sentences;
    }

    private void onAsked(final long seq)
    {
        if (seq != askedSeq)
        {
            askedSeq = seq;
            asks = 0;
            answers = 0;
        }
        asks++;
    }

    /** From here on, what is heard is not said to the user, until it is welcome again. */
    private void onEntering(final boolean isLogin)
    {
        isLoggingIn = isLogin;
        isIn = false;
    }

    /** When it is asked again, the first answer may still come: it is held against what was known at first. */
    private void onDescribeAsked(final long queryId)
    {
        if (queryId != describeId)
        {
            describeId = queryId;
            ackedSeqAtAsk = ackedSeq;
            eventSeqAtAsk = eventSeq;
        }
    }

    private void onInputSent(final long seq, final long nowNs)
    {
        if (seq == lastInputSeq + 1)
        {
            lastInputSeq = seq;
            inputSentNs[(int)(seq % INPUTS_KEPT)] = nowNs;
            tally.inputsSent++;
        }
    }

    private void on(final WelcomeDecoder message, final long nowNs)
    {
        if (userId == message.userId())
        {
            tally.checks++;
            holdAgainst("welcome", message.requestSeq(), message.eventSeq(), ackedSeq, eventSeq);
            if (message.eventSeq() == eventSeq)
            {
                holdSeatAgainst("welcome", message.instanceId(), message.seat());
            }
        }
        else
        {
            if (userId != 0 && nowNs - heardNs < graceNs)
            {
                lose(1, "user " + userId + " was forgotten within the grace time");
            }
            forget(message.userId());
            tally.commandsAcknowledged++;
        }
        caughtUpSeq = message.eventSeq();
        repeatableSeq = isLoggingIn ? message.eventSeq() : 0;
        isIn = true;
    }

    private void on(final RefusedDecoder message)
    {
        if (message.eventSeq() != 0)
        {
            onEvent(message.eventSeq(), message.requestSeq());
        }
    }

    private void on(final ClosingDecoder message)
    {
        if (message.codeRaw() == RefusalCode.LOGGED_OUT.value())
        {
            tally.commandsAcknowledged++;
            forget(0);
        }
    }

    private void on(final SeatGrantedDecoder message)
    {
        if (onEvent(message.eventSeq(), message.requestSeq()))
        {
            instanceId = message.instanceId();
            seat = message.seat();
            lastInputSeq = 0;
            ackedInputSeq = 0;
        }
    }

    private void on(final SeatClosedDecoder message)
    {
        if (onEvent(message.eventSeq(), message.requestSeq()) && instanceId == message.instanceId())
        {
            instanceId = 0;
        }
    }

    /** The master's knowledge may be newer than ours, never older. It is compared in full when it is just as new. */
    private void on(final UserDescribedDecoder message)
    {
        tally.checks++;
        if (message.userId() != userId)
        {
            lose(1, "user " + userId + " is described as user " + message.userId());
            return;
        }
        holdAgainst("master", message.requestSeq(), message.eventSeq(), ackedSeqAtAsk, eventSeqAtAsk);
        if (message.eventSeq() == eventSeq && message.requestSeq() == ackedSeq && askedSeq <= ackedSeq)
        {
            holdSeatAgainst("master", message.instanceId(), message.seat());
        }
    }

    private void on(final OutputDecoder message, final long nowNs)
    {
        if (message.instanceId() != instanceId)
        {
            return;
        }
        if (message.ackedInputSeq() > lastInputSeq)
        {
            complain("sent " + lastInputSeq + " inputs, and input " + message.ackedInputSeq() + " was acknowledged");
        }
        final long acked = Math.min(message.ackedInputSeq(), lastInputSeq);
        while (ackedInputSeq < acked)
        {
            ackedInputSeq++;
            measures.onRoundTrip(nowNs - inputSentNs[(int)(ackedInputSeq % INPUTS_KEPT)]);
        }
    }

    /**
     * An answer may come as often as it was asked for, and an event that was not asked for once. After a resume, events
     * up to where the user was may be skipped, for later ones replaced them; after a login they may come again, for a
     * login does not say which were seen.
     *
     * @return whether it is news.
     */
    private boolean onEvent(final long seq, final long requestSeq)
    {
        final boolean isNews = seq > eventSeq;
        final boolean isAskedAgain = requestSeq != 0 && requestSeq == askedSeq && answers < asks;
        if (requestSeq != 0 && requestSeq == askedSeq)
        {
            answers++;
        }
        if (!isNews && !isAskedAgain && seq > repeatableSeq)
        {
            tally.eventsDuplicated++;
            say("event " + seq + " came after event " + eventSeq);
        }
        if (isNews)
        {
            final long expectedSeq = Math.max(eventSeq, caughtUpSeq) + 1;
            if (seq > expectedSeq)
            {
                tally.eventsMissed += seq - expectedSeq;
                say("event " + seq + " came instead of event " + expectedSeq);
            }
            eventSeq = seq;
        }
        if (isNews && requestSeq != 0)
        {
            tally.commandsAcknowledged++;
            ackedSeq = Math.max(ackedSeq, requestSeq);
        }
        return isNews;
    }

    /** What is found lost once is counted once: from there on the other side's knowledge counts. */
    private void holdAgainst(
        final String who, final long requestSeq, final long eventSeq, final long ackedSeq, final long seenSeq)
    {
        if (requestSeq < ackedSeq)
        {
            lose(ackedSeq - requestSeq,
                "request " + ackedSeq + " was acknowledged, but the " + who + " knows only " + requestSeq);
            this.ackedSeq = this.ackedSeq == ackedSeq ? requestSeq : this.ackedSeq;
            ackedSeqAtAsk = Math.min(ackedSeqAtAsk, requestSeq);
        }
        else if (eventSeq < seenSeq)
        {
            lose(1, "event " + seenSeq + " was told, but the " + who + " knows only " + eventSeq);
        }
    }

    private void holdSeatAgainst(final String who, final long instanceId, final int seat)
    {
        if (this.instanceId != instanceId || (instanceId != 0 && this.seat != seat))
        {
            lose(1, "seat " + this.seat + " of instance " + this.instanceId + " was told, but the " + who +
                " knows seat " + seat + " of instance " + instanceId);
            this.instanceId = instanceId;
            this.seat = seat;
        }
    }

    private void lose(final long count, final String sentence)
    {
        tally.commandsAcknowledgedLost += count;
        say(sentence);
    }

    private void say(final String sentence)
    {
        if (sentences.size() < SENTENCES_MAX)
        {
            sentences.add(name + ": " + sentence);
        }
    }

    private void forget(final long newUserId)
    {
        userId = newUserId;
        askedSeq = 0;
        ackedSeq = 0;
        eventSeq = 0;
        instanceId = 0;
        ackedSeqAtAsk = 0;
        eventSeqAtAsk = 0;
    }
}
