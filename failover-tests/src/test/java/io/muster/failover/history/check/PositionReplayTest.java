package io.muster.failover.history.check;

import io.muster.codecs.RefusalCode;
import io.muster.failover.history.Script;
import io.muster.failover.history.record.OpenInstance;
import io.muster.failover.history.record.Operation;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import java.util.List;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** A legal life passes; each violation that is planted in it is named. */
class PositionReplayTest
{
    private final Script life = new Script();

    @BeforeEach
    void live()
    {
        life.enter(1, "ann");
        life.enter(2, "bob");
        life.enter(3, "cyd");
        life.enter(4, "dee");
        life.create(1, 50);
        life.join(2, 50, 1);
        life.join(3, 50, 2);
    }

    private void shouldBeLegal()
    {
        assertEquals(List.of(), PositionReplay.violations(life.operations()));
    }

    private void shouldSay(final String sentence)
    {
        final List<String> violations = PositionReplay.violations(life.operations());
        assertTrue(violations.stream().anyMatch((it) -> it.contains(sentence)), () -> sentence + " in " + violations);
    }

    @Test
    void shouldPassALegalLife()
    {
        life.joinRefused(4, 50, RefusalCode.INSTANCE_FULL);
        life.joinRefused(1, 50, RefusalCode.ALREADY_SEATED);
        life.readUser(2, 50, 1);
        life.leave(2, 50);
        life.join(4, 50, 1);
        life.kick(1, 50);
        life.readInstances(new OpenInstance(50, 2, 3));
        life.logOut(3, 50);
        life.leave(4, 50);
        life.joinRefused(2, 50, RefusalCode.INSTANCE_ENDED);
        life.enterTaken(9, "dee");
        life.enter(9, "cyd");
        shouldBeLegal();
    }

    @Test
    void shouldPassAnInstanceThatWasFullOfPromises()
    {
        life.leave(3, 50);
        final Operation declined = life.joinRefused(4, 50, RefusalCode.SEAT_DECLINED);
        final Operation full = life.joinRefused(3, 50, RefusalCode.INSTANCE_FULL);
        shouldSay("not every seat is taken");

        declined.answer(RefusalCode.SEAT_DECLINED, full.position + 96, full.returnedNs + 10);
        shouldBeLegal();
    }

    @Test
    void shouldPassAUserWhoWasPutOutAndWentOfWhichOneDatagramTold()
    {
        final Operation gone = life.logOut(2, 50);
        final Operation kick = life.kick(2, 50);
        shouldSay("the user sits in 0");

        gone.answer(RefusalCode.NONE, kick.position, kick.returnedNs);
        gone.afterPosition = kick.position - 300;
        kick.afterPosition = gone.afterPosition;
        shouldBeLegal();
    }

    @Test
    void shouldSeeAnInstanceWithOneTooMany()
    {
        life.join(4, 50, 3);
        shouldSay("there is no such seat");
    }

    @Test
    void shouldSeeTwoOnOneSeat()
    {
        life.join(4, 50, 1);
        shouldSay("user 2 has the seat");
    }

    @Test
    void shouldSeeAUserInTwoInstances()
    {
        life.create(2, 51);
        shouldSay("the user sits in 50");
    }

    @Test
    void shouldSeeANameGivenTwice()
    {
        life.enter(9, "bob");
        shouldSay("the name belongs to");
    }

    @Test
    void shouldSeeANameRefusedThatNobodyHas()
    {
        life.logOut(2, 50);
        life.enterTaken(9, "bob");
        shouldSay("nobody has the name");
    }

    @Test
    void shouldSeeASeatRefusedThatIsFree()
    {
        life.leave(2, 50);
        life.joinRefused(4, 50, RefusalCode.INSTANCE_FULL);
        shouldSay("not every seat is taken");
    }

    @Test
    void shouldSeeAnAcknowledgedSeatLost()
    {
        life.operations().removeIf((it) -> it.user == 2 && it.instance == 50);
        life.leave(2, 50);
        shouldSay("the user sits in 0");
    }

    @Test
    void shouldSeeALeaveDoneTwice()
    {
        life.leave(2, 50);
        life.leave(2, 50);
        shouldSay("the user sits in 0");
    }

    @Test
    void shouldSeeAnInstanceThatEndsUnderItsUsers()
    {
        life.joinRefused(4, 50, RefusalCode.INSTANCE_ENDED);
        shouldSay("it goes on");
    }

    @Test
    void shouldSeeAReadOfWhatIsNotSo()
    {
        life.readUser(2, 50, 2);
        shouldSay("the user is in 50, seat 1");
    }

    @Test
    void shouldSeeAReplicaThatForgotAnInstance()
    {
        life.leave(2, 50);
        life.readInstances();
        shouldSay("50 is missing");
    }

    @Test
    void shouldSeeAReplicaThatCountsSeatsWrongly()
    {
        life.leave(2, 50);
        life.readInstances(new OpenInstance(50, 1, 3));
        shouldSay("50 has 2 of 3 seats");
    }

    @Test
    void shouldSeeAnEventThatWasToldTwice()
    {
        life.leave(2, 50).eventSeq = 1;
        shouldSay("the user's last event was 1");
    }

    @Test
    void shouldSeePositionsThatGoAgainstTime()
    {
        final Operation early = life.leave(2, 50);
        final Operation late = life.join(4, 50, 1);
        final long position = early.position;
        early.position = late.position;
        late.position = position;
        shouldSay("began after this had ended");
    }

    @Test
    void shouldLetWhatHasNoAnswerBeDoneOrNot()
    {
        life.leave(2, 50);
        life.unanswered();
        life.readInstances(new OpenInstance(50, 2, 3));
        life.joinRefused(4, 50, RefusalCode.INSTANCE_FULL);
        life.join(4, 50, 1);
        shouldBeLegal();
    }
}
