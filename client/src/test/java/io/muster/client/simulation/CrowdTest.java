package io.muster.client.simulation;

import io.muster.client.fake.FakeServers;
import io.muster.client.fake.FakeSessionNode;
import io.muster.client.fake.FakeUser;
import io.muster.client.fake.Fault;
import io.muster.codecs.CreateDecoder;
import io.muster.codecs.InputDecoder;
import io.muster.codecs.SeatReason;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

/** Crowds against fake servers that do well, and then against ones that do each wrong thing that a verdict is about. */
@Timeout(60)
class CrowdTest
{
    private final FakeServers servers = new FakeServers(2);
    private Crowd crowd;

    @AfterEach
    void close()
    {
        crowd.close();
        servers.close();
    }

    @Test
    void shouldFindNothingWrongWithServersThatDoRight()
    {
        crowd = crowdOf(40, "connect-four", "arena");
        awaitGames(20);

        final CrowdResult result = finish();

        assertEquals(CrowdResult.OK, result.verdict());
        assertTrue(result.inputsSent() > 100, result.toString());
        assertTrue(result.playGapMs() < 5_000, result.toString());
        assertTrue(result.inputP50Us() > 0 && result.inputP50Us() <= result.inputP99Us(), result.toString());
        assertEquals(0, servers.users.size());
    }

    @Test
    void shouldFindNothingWrongWhenConnectionsAndNodesAreLost()
    {
        crowd = crowdOf(20, "connect-four", "arena");
        for (int games = 2; games <= 12; games += 2)
        {
            awaitGames(games);
            final FakeSessionNode node = servers.nodes.get(games / 2 % 2);
            node.next(InputDecoder.TEMPLATE_ID, Fault.CUT_AFTER);
            node.next(CreateDecoder.TEMPLATE_ID, Fault.CUT_BEFORE);
            servers.expireKey = games % 4 == 0;
            node.cutAll();
        }
        servers.nodes.get(0).close();
        awaitGames(16);

        assertEquals(CrowdResult.OK, finish().verdict());
    }

    @Test
    void shouldSeeACommandThatWasAcknowledgedAndLost()
    {
        crowd = crowdOf(2, "arena");
        await(() -> servers.users.size() == 2 && servers.user().instance != null);
        servers.user().requestSeq--;
        servers.nodes.forEach(FakeSessionNode::cutAll);
        awaitGames(1);

        expectFault(finish(), "1 acknowledged commands were lost", CrowdResult::commandsAcknowledgedLost);
    }

    @Test
    void shouldSeeASeatThatWasGrantedAndIsGone()
    {
        crowd = crowdOf(2, "arena");
        await(() -> servers.users.size() == 2 && servers.user().instance != null);
        servers.takeSeat(servers.user());
        servers.nodes.forEach(FakeSessionNode::cutAll);
        await(() -> crowd.result().commandsAcknowledgedLost() > 0);

        expectFault(crowd.result(), "acknowledged commands were lost", CrowdResult::commandsAcknowledgedLost);
    }

    @Test
    void shouldSeeAUserThatWasForgottenTooSoon()
    {
        crowd = crowdOf(2, "arena");
        await(() -> servers.users.size() == 2 && servers.user().instance != null);
        servers.users.clear();
        servers.nodes.forEach(FakeSessionNode::cutAll);
        awaitGames(1);

        expectFault(finish(), "acknowledged commands were lost", CrowdResult::commandsAcknowledgedLost);
    }

    @Test
    void shouldSeeAnEventThatCameTwice()
    {
        servers.doubleEvents = true;
        crowd = crowdOf(2, "arena");
        awaitGames(1);

        expectFault(finish(), "events came twice or out of order", CrowdResult::eventsDuplicated);
    }

    @Test
    void shouldSeeAnEventThatNeverCame()
    {
        crowd = crowdOf(2, "arena");
        await(() -> servers.users.size() == 2 && servers.user().instance != null);
        servers.user().eventSeq++;
        awaitGames(1);

        assertTrue(finish().verdict().contains("1 events never came"));
    }

    @Test
    void shouldSeeAnInputThatWasLost()
    {
        crowd = crowdOf(2, "arena");
        await(() -> inputsGiven() > 3);
        servers.loseInput = true;
        awaitGames(1);

        expectFault(finish(), "1 acknowledged inputs were lost", CrowdResult::inputsLost);
    }

    @Test
    void shouldSeeAMoveOfConnectFourThatWasLost()
    {
        servers.loseInput = true;
        crowd = crowdOf(2, "connect-four");
        await(() -> inputsGiven() > 0 && !servers.loseInput);
        awaitGames(1);

        expectFault(finish(), "acknowledged inputs were lost", CrowdResult::inputsLost);
    }

    @Test
    void shouldSeeAnInputThatWasAppliedTwice()
    {
        crowd = crowdOf(2, "arena");
        await(() -> inputsGiven() > 3);
        servers.doubleInput = true;
        awaitGames(1);

        expectFault(finish(), "1 inputs were applied twice", CrowdResult::inputsDuplicated);
    }

    @Test
    void shouldSeeAGameWhoseSidesDisagree()
    {
        servers.showSeatOneAnotherResult = true;
        crowd = crowdOf(2, "connect-four");
        awaitGames(1);

        expectFault(
            finish(), "the players of 1 games were shown different results", CrowdResult::gamesDisputed);
    }

    @Test
    void shouldSeeARoundWhoseSidesDisagree()
    {
        servers.showSeatOneAnotherResult = true;
        crowd = crowdOf(4, "arena");
        awaitGames(1);

        assertTrue(finish().verdict().contains("games were shown different results"));
    }

    @Test
    void shouldSeeAnEndThatWasNeverShown()
    {
        crowd = crowdOf(2, "arena");
        await(() -> inputsGiven() > 0 && servers.user().instance != null);
        servers.end(servers.user().instance, SeatReason.INSTANCE_ENDED);
        awaitGames(1);

        assertTrue(finish().verdict().contains("was never shown the end of instance"));
    }

    @Test
    void shouldMeasureASilenceOfTheArenaAndAWaitForAnAnswer()
    {
        crowd = crowdOf(2, "arena");
        await(() -> inputsGiven() > 0);
        crowd.killed(System.nanoTime());
        final long untilNs = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(400);
        while (System.nanoTime() - untilNs < 0)
        {
            crowd.poll(System.nanoTime());
        }
        awaitGames(1);
        final CrowdResult result = finish();

        assertTrue(result.playGapMs() >= 350 && result.playGapMs() < 2_000, result.toString());
    }

    @Test
    void shouldCallARunVoidInWhichNobodyPlayed()
    {
        crowd = crowdOf(2, "arena");
        crowd.poll(System.nanoTime());

        final CrowdResult result = finish();

        assertFalse(result.passed());
        assertTrue(result.verdict().startsWith("void: only 0 games were finished"), result.verdict());
    }

    @Test
    void shouldCallARunVoidWhoseResultsNobodyConfirmed()
    {
        crowd = crowdOf(1, "arena");
        awaitGames(2);
        crowd.stopPlaying();
        await(crowd::isDone);
        assertEquals(CrowdResult.OK, crowd.result().verdict());
        crowd.close();

        crowd = crowdOf(2, "connect-four", "arena");
        awaitGames(2);

        assertTrue(finish().verdict().contains("void: no result was seen by two players"));
    }

    private static void expectFault(
        final CrowdResult result, final String sentence, final ToLongFunction<CrowdResult> count)
    {
        assertTrue(result.verdict().contains(sentence), result.verdict());
        assertTrue(count.applyAsLong(result) > 0, result.toString());
        assertFalse(result.passed());
    }

    private CrowdResult finish()
    {
        crowd.stopPlaying();
        await(crowd::isDone);
        return crowd.result();
    }

    private void awaitGames(final int games)
    {
        await(() -> crowd.results().finished() >= games);
    }

    private long inputsGiven()
    {
        return servers.users.values().stream().mapToLong((final FakeUser user) -> user.inputsGiven.size()).sum();
    }

    private Crowd crowdOf(final int players, final String... games)
    {
        final CrowdSettings settings = new CrowdSettings();
        settings.players = players;
        settings.games = List.of(games);
        settings.sessionNodes = servers.nodes.stream().map(FakeSessionNode::address).toList();
        settings.thinkMinNs = TimeUnit.MILLISECONDS.toNanos(5);
        settings.thinkMaxNs = TimeUnit.MILLISECONDS.toNanos(20);
        settings.moveNs = TimeUnit.MILLISECONDS.toNanos(20);
        settings.finishMaxNs = TimeUnit.SECONDS.toNanos(5);
        return new Crowd(settings);
    }

    private void await(final BooleanSupplier condition)
    {
        final long deadlineNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(40);
        while (!condition.getAsBoolean())
        {
            assertTrue(System.nanoTime() - deadlineNs < 0, () -> "in vain, so far " + crowd.result());
            servers.poll(System.nanoTime());
            crowd.poll(System.nanoTime());
            Thread.onSpinWait();
        }
    }
}
