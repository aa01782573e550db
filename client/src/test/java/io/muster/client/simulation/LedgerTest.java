package io.muster.client.simulation;

import io.muster.codecs.CreateEncoder;
import io.muster.codecs.DescribeUserEncoder;
import io.muster.codecs.LoginEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RefusedEncoder;
import io.muster.codecs.ResumeEncoder;
import io.muster.codecs.SeatClosedEncoder;
import io.muster.codecs.SeatGrantedEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.UserDescribedEncoder;
import io.muster.codecs.WelcomeEncoder;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.util.concurrent.TimeUnit;

import static org.junit.jupiter.api.Assertions.assertEquals;

/** What a ledger makes of frames: what is a contradiction, and what only looks like one. */
class LedgerTest
{
    private static final long GRACE_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long USER = 7;
    private static final long INSTANCE = 9;

    private final Ledger ledger = new Ledger("ada", new Measures(), GRACE_NS);
    private final Tally tally = ledger.tally();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UnsafeBuffer frame = new UnsafeBuffer(new byte[512]);
    private long nowNs = 1;

    LedgerTest()
    {
        sent(LoginEncoder.TEMPLATE_ID, 0);
        welcome(USER, 0, 0, 0);
        sent(CreateEncoder.TEMPLATE_ID, 1);
        granted(1, 1);
    }

    @Test
    void shouldBeContentWithWhatAgrees()
    {
        sent(DescribeUserEncoder.TEMPLATE_ID, 1);
        described(1, 1, INSTANCE);
        closed(2);
        sent(ResumeEncoder.TEMPLATE_ID, 0);
        welcome(USER, 1, 2, 0);

        expect(0, 0, 0);
        assertEquals(2, tally.commandsAcknowledged);
        assertEquals(2, tally.checks);
    }

    @Test
    void shouldCountAnEventThatComesTwice()
    {
        granted(1, 1);
        closed(2);
        closed(2);

        expect(0, 2, 0);
    }

    @Test
    void shouldAllowAsManyAnswersAsThereWereQuestions()
    {
        sent(CreateEncoder.TEMPLATE_ID, 1);
        granted(1, 1);
        expect(0, 0, 0);

        granted(1, 1);

        expect(0, 1, 0);
    }

    @Test
    void shouldAllowEventsToBeToldAgainAfterALoginOnly()
    {
        sent(LoginEncoder.TEMPLATE_ID, 0);
        welcome(USER, 1, 1, INSTANCE);
        granted(1, 1);
        expect(0, 0, 0);

        sent(ResumeEncoder.TEMPLATE_ID, 0);
        welcome(USER, 1, 1, INSTANCE);
        granted(1, 1);

        expect(0, 1, 0);
    }

    @Test
    void shouldAllowEventsToBeSkippedUpToAWelcomeOnly()
    {
        sent(ResumeEncoder.TEMPLATE_ID, 0);
        welcome(USER, 1, 4, 0);
        closed(3);
        closed(5);
        expect(0, 0, 0);

        closed(8);

        expect(0, 0, 2);
    }

    @Test
    void shouldCountEachLostRequestOnce()
    {
        sent(DescribeUserEncoder.TEMPLATE_ID, 1);
        sent(ResumeEncoder.TEMPLATE_ID, 0);
        welcome(USER, 0, 1, INSTANCE);
        sent(DescribeUserEncoder.TEMPLATE_ID, 1);
        described(0, 1, INSTANCE);

        expect(1, 0, 0);
    }

    @Test
    void shouldMissASeatThatItWasTold()
    {
        sent(DescribeUserEncoder.TEMPLATE_ID, 1);
        described(1, 1, 0);

        expect(1, 0, 0);
    }

    @Test
    void shouldNotExpectOfAMasterToForgetWhatIsNewerThanTheQuestion()
    {
        sent(CreateEncoder.TEMPLATE_ID, 2);
        sent(DescribeUserEncoder.TEMPLATE_ID, 1);
        granted(2, 2);
        sent(DescribeUserEncoder.TEMPLATE_ID, 1);
        described(1, 1, INSTANCE);

        expect(0, 0, 0);
    }

    @Test
    void shouldMissAUserThatIsForgottenWithinTheGraceTime()
    {
        nowNs += GRACE_NS - 1;
        startAnew();

        expect(1, 0, 0);
    }

    @Test
    void shouldNotMissAUserThatIsForgottenAfterTheGraceTime()
    {
        nowNs += GRACE_NS;
        startAnew();

        expect(0, 0, 0);
    }

    private void startAnew()
    {
        sent(ResumeEncoder.TEMPLATE_ID, 0);
        heard(RefusedEncoder.TEMPLATE_ID, new RefusedEncoder().wrapAndApplyHeader(frame, 0, header)
            .requestSeq(0).queryId(0).eventSeq(0).code(RefusalCode.USER_UNKNOWN).sentence("").encodedLength());
        sent(LoginEncoder.TEMPLATE_ID, 0);
        welcome(USER + 1, 0, 0, 0);
    }

    private void expect(final long lost, final long duplicated, final long missed)
    {
        assertEquals(lost, tally.commandsAcknowledgedLost, () -> ledger.sentences().toString());
        assertEquals(duplicated, tally.eventsDuplicated, () -> ledger.sentences().toString());
        assertEquals(missed, tally.eventsMissed, () -> ledger.sentences().toString());
    }

    private void sent(final int templateId, final long seq)
    {
        ledger.onSent(templateId, seq, nowNs);
    }

    private void welcome(final long userId, final long requestSeq, final long eventSeq, final long instanceId)
    {
        heard(WelcomeEncoder.TEMPLATE_ID, new WelcomeEncoder().wrapAndApplyHeader(frame, 0, header)
            .userId(userId).requestSeq(requestSeq).eventSeq(eventSeq).instanceId(instanceId).heartbeatMs(1_000)
            .seat((short)0).putKey(new byte[1], 0, 1).encodedLength());
    }

    private void granted(final long requestSeq, final long eventSeq)
    {
        heard(SeatGrantedEncoder.TEMPLATE_ID, new SeatGrantedEncoder().wrapAndApplyHeader(frame, 0, header)
            .requestSeq(requestSeq).eventSeq(eventSeq).instanceId(INSTANCE).seat((short)0).seatsMax((short)2)
            .encodedLength());
    }

    private void closed(final long eventSeq)
    {
        heard(SeatClosedEncoder.TEMPLATE_ID, new SeatClosedEncoder().wrapAndApplyHeader(frame, 0, header)
            .requestSeq(0).eventSeq(eventSeq).instanceId(INSTANCE).reason(SeatReason.INSTANCE_ENDED).encodedLength());
    }

    private void described(final long requestSeq, final long eventSeq, final long instanceId)
    {
        heard(UserDescribedEncoder.TEMPLATE_ID, new UserDescribedEncoder().wrapAndApplyHeader(frame, 0, header)
            .queryId(1).position(1).userId(USER).requestSeq(requestSeq).eventSeq(eventSeq).instanceId(instanceId)
            .seat((short)0).encodedLength());
    }

    private void heard(final int templateId, final int encodedLength)
    {
        ledger.onReceived(
            templateId, new UnsafeBuffer(frame, 0, MessageHeaderEncoder.ENCODED_LENGTH + encodedLength), nowNs);
    }
}
