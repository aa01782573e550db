package io.muster.client.simulation;

import io.muster.client.Client;
import io.muster.client.FoundInstance;
import io.muster.client.Output;
import io.muster.client.Player;
import io.muster.client.PlayerListener;
import io.muster.client.PlayerState;
import io.muster.client.UserDescription;
import io.muster.client.simulation.games.Play;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * A player that finds or creates an instance of its game, plays it to the end, and begins again, until it is told to
 * stop; then it ends its game, has itself described a last time and logs out. It asks for its description after every
 * acknowledgement and every welcome, so that its {@link Ledger} can hold the one against the other.
 */
final class SimulatedPlayer implements PlayerListener
{
    private static final int FIND_MAX = 20;
    private static final int LEAVES_ONE_IN = 4;
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long REST_LONG_NS = TimeUnit.SECONDS.toNanos(1);
    private static final long LONELY_NS = TimeUnit.SECONDS.toNanos(3);
    private static final long END_TOLD_NS = TimeUnit.SECONDS.toNanos(15);
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(60);
    private static final long STUCK_AT_END_NS = TimeUnit.SECONDS.toNanos(20);

    private enum Step
    {
        IDLE, ENTERING, RESTING, FINDING, SITTING_DOWN, PLAYING, LEAVING, TAKING_STOCK, LOGGING_OUT, DONE
    }

    private final String name;
    private final Crowd crowd;
    private final Play play;
    private final Ledger ledger;
    private final Random random;
    private final Waits waits;
    private final Player player;
    private final Inquiry inquiry;
    private Step step = Step.IDLE;
    private long stepNs;
    private long restNs;
    private long shownNs;
    private long patienceNs;
    private long leaveAtNs;
    private long eventSeqTold;
    private boolean isStopping;
    private boolean isResultTold;
    private boolean isPatient;

    SimulatedPlayer(
        final String name, final Client client, final Crowd crowd, final Play play, final Ledger ledger)
    {
        this.name = name;
        this.crowd = crowd;
        this.play = play;
        this.ledger = ledger;
        random = crowd.random();
        waits = new Waits(crowd.measures());
        player = client.player(this);
        player.tap(ledger);
        inquiry = new Inquiry(player, waits);
    }

    void start()
    {
        player.login(name);
        waits.onEntryAsked(crowd.nowNs());
        become(Step.ENTERING);
    }

    /** Finish the game, but leave it at this time, and log out. */
    void stop(final long leaveAtNs)
    {
        isStopping = true;
        this.leaveAtNs = leaveAtNs;
        become(step == Step.IDLE ? Step.DONE : step);
    }

    void poll(final long nowNs)
    {
        switch (step)
        {
            case RESTING -> rest(nowNs);
            case PLAYING -> play(nowNs);
            case TAKING_STOCK -> takeStock(nowNs);
            default ->
            {
                // An answer is awaited.
            }
        }
        if (step != Step.IDLE && step != Step.DONE)
        {
            if (step != Step.LOGGING_OUT) // From then on the session node owes no answer but the goodbye.
            {
                inquiry.poll(nowNs);
            }
            giveUpWhenStuck(nowNs);
        }
    }

    boolean isDone()
    {
        return step == Step.DONE;
    }

    boolean isAttached()
    {
        return player.state() == PlayerState.ATTACHED;
    }

    long instanceId()
    {
        return player.instanceId();
    }

    void closeWaits()
    {
        waits.close(crowd.nowNs());
    }

    @Override
    public void onWelcome(final Player player, final boolean resumed)
    {
        waits.onEntryAnswered(crowd.nowNs());
        inquiry.need();
        if (step == Step.ENTERING)
        {
            restFor(0);
        }
    }

    @Override
    public void onDisconnected(final Player player, final RefusalCode code, final String sentence)
    {
        waits.onEntryAsked(crowd.nowNs());
        waits.onSilenceEnded(crowd.nowNs(), false);
        if (!Expected.atDisconnect(code))
        {
            ledger.complain("was cut off with " + code + ", " + sentence);
        }
    }

    @Override
    public void onStartedAnew(final Player player, final RefusalCode code, final String sentence)
    {
        eventSeqTold = 0;
        inquiry.onAnswered();
        waits.forgetQuestions();
        restFor(REST_NS);
    }

    @Override
    public void onClosed(final Player player, final RefusalCode code, final String sentence)
    {
        if (step != Step.LOGGING_OUT || code != RefusalCode.LOGGED_OUT)
        {
            ledger.complain("was put out with " + code + ", " + sentence);
        }
        waits.close(crowd.nowNs());
        become(Step.DONE);
    }

    @Override
    public void onSeatGranted(final Player player, final long requestSeq)
    {
        onEvent(requestSeq);
        play.begin(player, crowd.nowNs());
        isResultTold = false;
        isPatient = random.nextInt(LEAVES_ONE_IN) != 0;
        patienceNs = LONELY_NS + (long)(random.nextDouble() * LONELY_NS);
        shownNs = crowd.nowNs();
        become(Step.PLAYING);
    }

    @Override
    public void onSeatClosed(
        final Player player, final long requestSeq, final long instanceId, final SeatReason reason)
    {
        onEvent(requestSeq);
        waits.onSilenceEnded(crowd.nowNs(), reason != SeatReason.GAME_NODE_LOST);
        play.conclude(ledger.ackedInputSeq());
        ledger.onEvidence(instanceId, play.inputsLost(), play.inputsDuplicated());
        if (reason == SeatReason.INSTANCE_ENDED && !play.isOver())
        {
            ledger.complain("was never shown the end of instance " + instanceId);
        }
        if (reason == SeatReason.REMOVED_BY_GAME || reason == SeatReason.USER_GONE)
        {
            ledger.complain("lost its seat in instance " + instanceId + " for " + reason);
        }
        // A leave that is still under way has an answer of its own.
        if (step != Step.LEAVING || requestSeq != 0)
        {
            restFor(REST_NS);
        }
    }

    @Override
    public void onRequestRefused(
        final Player player, final long requestSeq, final RefusalCode code, final String sentence)
    {
        final boolean isLeaving = step == Step.LEAVING;
        onEvent(requestSeq);
        if (!(isLeaving ? Expected.atLeave(code) : Expected.atSeat(code)))
        {
            ledger.complain("was refused a request with " + code + ", " + sentence);
        }
        restFor(isLeaving || Expected.isAboutOneInstance(code) ? REST_NS : REST_LONG_NS);
    }

    @Override
    public void onQueryRefused(
        final Player player, final long queryId, final RefusalCode code, final String sentence)
    {
        if (!Expected.atQuery(code))
        {
            ledger.complain("was refused a query with " + code + ", " + sentence);
        }
        if (!inquiry.onRefused(crowd.nowNs() + REST_NS) && step == Step.FINDING)
        {
            restFor(REST_NS);
        }
    }

    @Override
    public void onFrameRefused(final Player player, final RefusalCode code, final String sentence)
    {
        if (!Expected.atInput(code))
        {
            ledger.complain("was refused an input with " + code + ", " + sentence);
        }
    }

    @Override
    public void onFound(final Player player, final long queryId, final List<FoundInstance> instances)
    {
        waits.onQueryAnswered(crowd.nowNs());
        if (step == Step.FINDING && (isStopping || !sitDown(instances)))
        {
            restFor(REST_NS + (long)(random.nextDouble() * REST_NS));
        }
    }

    @Override
    public void onDescribed(final Player player, final long queryId, final UserDescription user)
    {
        waits.onQueryAnswered(crowd.nowNs());
        inquiry.onAnswered();
    }

    @Override
    public void onAttached(final Player player)
    {
        if (play.isTicking() && !play.isOver())
        {
            waits.onSilenceBegun(crowd.nowNs());
        }
    }

    @Override
    public void onOutput(final Player player, final Output output)
    {
        shownNs = crowd.nowNs();
        play.onOutput(player, output, shownNs);
        if (play.isTicking())
        {
            waits.onSilenceBroken(shownNs, play.isOver());
        }
        if (play.result() != null && !isResultTold)
        {
            isResultTold = true;
            crowd.results().onResult(output.instanceId(), play.result());
        }
    }

    /** The SDK tells each event once, in order; that is held against it as well. */
    private void onEvent(final long requestSeq)
    {
        if (player.eventSeq() < eventSeqTold)
        {
            ledger.complain("was told event " + player.eventSeq() + " after event " + eventSeqTold);
        }
        eventSeqTold = player.eventSeq();
        if (requestSeq != 0)
        {
            waits.onRequestAnswered(crowd.nowNs());
        }
        inquiry.need();
    }

    private boolean sitDown(final List<FoundInstance> instances)
    {
        final boolean isCreator = instances.isEmpty() && random.nextInt(play.createsOneIn()) == 0;
        if (instances.isEmpty() && !isCreator)
        {
            return false;
        }
        final long requestSeq = isCreator ? player.create(play.gameType(), 0) :
            player.join(instances.get(random.nextInt(instances.size())).instanceId());
        if (requestSeq != 0)
        {
            waits.onRequestAsked(crowd.nowNs());
            become(Step.SITTING_DOWN);
        }
        return requestSeq != 0;
    }

    private void rest(final long nowNs)
    {
        if (isStopping)
        {
            inquiry.need();
            become(Step.TAKING_STOCK);
        }
        else if (nowNs - stepNs >= restNs && player.find(play.gameType(), FIND_MAX) != 0)
        {
            waits.onQueryAsked(nowNs);
            become(Step.FINDING);
        }
    }

    private void play(final long nowNs)
    {
        final boolean isTired = isStopping && (play.isLonely() || nowNs - leaveAtNs >= 0);
        final boolean isLonely = play.isLonely() && nowNs - stepNs >= patienceNs;
        final boolean isForgotten = play.isOver() && nowNs - shownNs >= END_TOLD_NS;
        if (isTired || isLonely || isForgotten || (play.isOver() && !isPatient))
        {
            leave(nowNs);
        }
        else
        {
            play.poll(player, nowNs);
        }
    }

    private void leave(final long nowNs)
    {
        if (player.leave(player.instanceId()) != 0)
        {
            waits.onRequestAsked(nowNs);
            become(Step.LEAVING);
        }
    }

    private void takeStock(final long nowNs)
    {
        if (inquiry.isSettled())
        {
            waits.onRequestAsked(nowNs);
            become(Step.LOGGING_OUT);
            player.logout();
        }
    }

    private void giveUpWhenStuck(final long nowNs)
    {
        final long sinceNs = step == Step.PLAYING ? Math.max(shownNs, stepNs) : stepNs;
        final boolean isAtEnd = isStopping && nowNs - leaveAtNs >= 0;
        if (nowNs - sinceNs >= (isAtEnd ? STUCK_AT_END_NS : STUCK_NS))
        {
            ledger.complain("is stuck " + step + " while its connection is " + player.state());
            waits.close(nowNs);
            player.close();
            become(Step.DONE);
        }
    }

    private void restFor(final long ns)
    {
        restNs = ns;
        become(Step.RESTING);
    }

    private void become(final Step next)
    {
        step = next;
        stepNs = crowd.nowNs();
    }
}
