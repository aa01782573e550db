package io.muster.console;

import io.muster.client.SessionNode;
import io.muster.client.simulation.CrowdResult;
import io.muster.client.simulation.CrowdSettings;
import io.muster.client.simulation.LiveNumbers;
import io.muster.console.local.ClusterPlan;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;
import io.muster.console.local.StandingCluster;
import io.muster.console.report.JsonFile;
import io.muster.console.report.LeaderWatch;
import io.muster.console.report.StatusLine;
import io.muster.console.report.Verdict;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The demo: a timeline of a few steps. The main thread starts, kills, looks and prints; {@link CrowdThread} plays.
 */
final class Demo
{
    private static final long STEP_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long SECOND_NS = TimeUnit.SECONDS.toNanos(1);
    private static final int BACK_AFTER_S = 5;
    private static final int SETTLE_S = 20;
    private static final int FINISH_S = 30;

    private final PrintWriter out;
    private final int players;
    private final int seconds;
    private final int killAt;

    private LocalCluster cluster;
    private LeaderWatch watch;
    private CrowdThread crowd;
    private LocalNode killed;
    private boolean isRestarted;
    private long beginNs;
    private LiveNumbers shown;

    /** @param killAt the second at which the leader is killed, or 0. */
    Demo(final PrintWriter out, final int players, final int seconds, final int killAt)
    {
        this.out = out;
        this.players = players;
        this.seconds = seconds;
        this.killAt = killAt;
    }

    /** Run it all; returns whether the verdict is ok. */
    boolean run(final JsonFile json)
    {
        final ClusterPlan plan = ClusterPlan.temporary();
        try (LocalCluster local = new LocalCluster(plan, true))
        {
            StandingCluster.refuseWithoutMemory(plan);
            say("Starting three masters, two session nodes and two game nodes, each its own process ...");
            cluster = local;
            final long startNs = System.nanoTime();
            cluster.start();
            say("Ready after " + tenths(System.nanoTime() - startNs) + " s. " + players + " players come in for " +
                seconds + " s" + (killAt == 0 ? "." : "; at second " + killAt + " the leader is killed."));
            play();
            return conclude(json);
        }
    }

    private void play()
    {
        watch = new LeaderWatch(cluster, cluster.awaitLeader());
        crowd = new CrowdThread(crowdSettings());
        shown = crowd.live();
        beginNs = System.nanoTime();
        crowd.start();
        while (!isOver() && elapsedS() < seconds + FINISH_S + SETTLE_S)
        {
            act(elapsedS());
            LockSupport.parkNanos(STEP_NS);
            watch.look();
            show();
        }
        // A master may come back when the last players have gone, and no line is due any more.
        final String news = watch.takeNews();
        if (!news.isEmpty())
        {
            say("        <- " + news);
        }
    }

    /** The timeline. */
    private void act(final int elapsedS)
    {
        if (killAt > 0 && killed == null && elapsedS >= killAt)
        {
            killLeader();
        }
        if (killed != null && !isRestarted && elapsedS >= killAt + BACK_AFTER_S)
        {
            isRestarted = true;
            cluster.restart(killed);
            watch.restarted(killed);
        }
        if (elapsedS >= seconds)
        {
            crowd.stopPlaying();
        }
    }

    private boolean isOver()
    {
        return crowd.isDone() && watch.isSettled() && (killed == null || isRestarted);
    }

    private void killLeader()
    {
        killed = cluster.awaitLeader();
        cluster.kill(killed);
        crowd.killed();
        watch.killed(killed);
    }

    /** A line whenever the players have counted again, which they do once a second. */
    private void show()
    {
        if (crowd.live() != shown)
        {
            shown = crowd.live();
            say(StatusLine.of(elapsedS(), shown, watch));
        }
    }

    private CrowdSettings crowdSettings()
    {
        final CrowdSettings settings = new CrowdSettings();
        settings.sessionNodes = cluster.playerEndpoints().stream().map(SessionNode::of).toList();
        settings.players = players;
        // Three in ten play Connect Four.
        settings.games = List.of("connect-four", "arena", "arena", "connect-four", "arena",
            "arena", "connect-four", "arena", "arena", "arena");
        settings.finishMaxNs = TimeUnit.SECONDS.toNanos(FINISH_S);
        settings.seed = System.nanoTime();
        return settings;
    }

    /** The players' verdict, and what they could not see. */
    private boolean conclude(final JsonFile json)
    {
        final List<String> wrong = new ArrayList<>();
        watch.dead().forEach((node) -> wrong.add(node + " ended although nobody killed it"));
        if (!watch.isSettled())
        {
            wrong.add("the killed master did not come back as a standby");
        }
        if (!crowd.isDone())
        {
            wrong.add("the players did not finish in time");
        }
        crowd.close();
        final CrowdResult result = crowd.result();
        final Verdict verdict = new Verdict(result, wrong);
        json.write(result, verdict.text());
        say(verdict.inWords(killed));
        if (!verdict.isOk())
        {
            say("What the nodes logged is in " + cluster.keepFiles() + ".");
        }
        return verdict.isOk();
    }

    private int elapsedS()
    {
        return (int)((System.nanoTime() - beginNs) / SECOND_NS);
    }

    private static String tenths(final long ns)
    {
        final long tenths = TimeUnit.NANOSECONDS.toMillis(ns) / 100;
        return tenths / 10 + "." + tenths % 10;
    }

    private void say(final String line)
    {
        out.println(line);
        out.flush();
    }
}
