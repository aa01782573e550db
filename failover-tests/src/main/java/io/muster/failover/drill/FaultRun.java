package io.muster.failover.drill;

import io.muster.client.SessionNode;
import io.muster.client.simulation.CrowdResult;
import io.muster.client.simulation.CrowdSettings;
import io.muster.console.CrowdThread;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.ConsoleException;
import io.muster.console.local.Kind;
import io.muster.console.local.StandingCluster;
import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Agreement;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.ErrorLogs;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Site;
import io.muster.failover.fault.ground.ToolException;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** One fault on one cluster: players come in, it is struck again and again, they finish, and all is judged. */
final class FaultRun
{
    private static final int PLAYERS_PER_PASSER = 4;
    private static final long FINISH_S = 30;
    private static final long END_MS = 90_000;
    private static final long FIRST_GAMES_MS = 60_000;
    private static final long CALM_MS = 2_000;
    private static final int GAMES_BEFORE = 2;

    private final DrillSettings settings;
    private final Fault fault;
    private final ProgressLine progress;
    private final List<String> wrong = new ArrayList<>();
    private final List<Integer> strikeAt = new ArrayList<>();
    private CrowdThread crowd;
    private int told;

    FaultRun(final DrillSettings settings, final Fault fault, final ProgressLine progress)
    {
        this.settings = settings;
        this.fault = fault;
        this.progress = progress;
    }

    /** Never throws for what the cluster does: that is the verdict. */
    DrillRow run()
    {
        try (Site site = new Site(fault.needs()))
        {
            return run(site);
        }
        catch (final ToolException ex)
        {
            return DrillRow.impossible(fault.name(), ex.getMessage());
        }
    }

    private DrillRow run(final Site site)
    {
        final ClusterPlan plan = ClusterPlan.temporary(site);
        fault.prepare(plan);
        site.prepare(plan);
        settings.overrides().forEach((name, value) -> plan.with(Kind.MASTER, name, value));
        StandingCluster.refuseWithoutMemory(plan);
        try (FaultyCluster cluster = new FaultyCluster(plan, site, this::tellPlayers))
        {
            progress.begin(fault.name(), "starting seven processes");
            cluster.start();
            return run(cluster);
        }
        catch (final ConsoleException ex)
        {
            return DrillRow.voided(fault.name(), ex.getMessage());
        }
    }

    private DrillRow run(final FaultyCluster cluster)
    {
        crowd = new CrowdThread(crowdSettings(cluster));
        progress.watch(crowd);
        try
        {
            crowd.start();
            strike(cluster);
            crowd.stopPlaying();
            if (!Await.holds(END_MS, this::isDone))
            {
                wrong.add("the players did not finish in time");
            }
            wrong.addAll(cluster.blamed());
            new Agreement(cluster, fault.mayDisagree()).fault().ifPresent(wrong::add);
            new ErrorLogs(fault.announced()).fault(cluster.processes().nodes()).ifPresent(wrong::add);
        }
        catch (final VoidException ex)
        {
            wrong.add("void: " + ex.getMessage());
        }
        catch (final ConsoleException | ToolException | IllegalStateException ex)
        {
            wrong.add(ex.getMessage());
        }
        finally
        {
            crowd.close();
        }
        if (!wrong.isEmpty() || !crowd.result().passed())
        {
            progress.say("what the nodes of " + fault.name() + " logged is in " + cluster.processes().keepFiles());
        }
        return row(crowd.result());
    }

    /** What is struck while nobody plays shows nothing. */
    private void strike(final FaultyCluster cluster)
    {
        VoidException.unless(
            Await.holds(FIRST_GAMES_MS, () -> isDone() || crowd.live().gamesFinished() >= GAMES_BEFORE),
            "the players did not come to play");
        final long untilNs = System.nanoTime() + TimeUnit.SECONDS.toNanos(settings.seconds());
        do
        {
            strikeAt.add(told);
            progress.struck(strikeAt.size(), fault.strike(cluster));
            cluster.awaitWhole();
            Await.holds(CALM_MS, this::isDone);
        }
        while (System.nanoTime() - untilNs < 0 && strikeAt.size() < fault.strikesMax());
    }

    private boolean isDone()
    {
        progress.show();
        return crowd.isDone();
    }

    private void tellPlayers()
    {
        if (crowd != null)
        {
            told++;
            crowd.killed();
        }
    }

    private CrowdSettings crowdSettings(final FaultyCluster cluster)
    {
        final CrowdSettings crowdSettings = new CrowdSettings();
        crowdSettings.sessionNodes = cluster.processes().playerEndpoints().stream().map(SessionNode::of).toList();
        crowdSettings.players = settings.players();
        crowdSettings.passers = settings.players() / PLAYERS_PER_PASSER;
        crowdSettings.finishMaxNs = TimeUnit.SECONDS.toNanos(FINISH_S);
        crowdSettings.seed = System.nanoTime();
        return crowdSettings;
    }

    private DrillRow row(final CrowdResult result)
    {
        if (!result.passed())
        {
            wrong.add(result.verdict());
        }
        final long[] gaps = gapsOfStrikes();
        return new DrillRow(
            fault.name(),
            gaps.length,
            gaps.length == 0 ? 0 : gaps[gaps.length / 2],
            gaps.length == 0 ? 0 : gaps[gaps.length - 1],
            result.playGapMs(),
            result.commandsAcknowledged(),
            result.commandsAcknowledgedLost() + result.inputsLost(),
            result.eventsDuplicated() + result.inputsDuplicated(),
            wrong.isEmpty() ? CrowdResult.OK : String.join("; ", wrong));
    }

    /** Sorted. What happens in one strike, such as a cut and its healing, is told each time: the longest gap counts. */
    private long[] gapsOfStrikes()
    {
        final long[] all = crowd.controlGapsMs();
        final int strikes = progress.strikes();
        final long[] gaps = new long[strikes];
        for (int i = 0; i < strikes; i++)
        {
            final int from = Math.min(strikeAt.get(i), all.length);
            final int to = i + 1 < strikeAt.size() ? Math.min(strikeAt.get(i + 1), all.length) : all.length;
            gaps[i] = Arrays.stream(all, from, to).max().orElse(0);
        }
        Arrays.sort(gaps);
        return gaps;
    }
}
