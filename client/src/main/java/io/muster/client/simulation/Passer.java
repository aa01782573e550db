package io.muster.client.simulation;

import io.muster.client.Client;
import io.muster.client.Player;
import io.muster.client.PlayerListener;
import io.muster.client.UserDescription;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.SeatReason;

import java.util.concurrent.TimeUnit;

/**
 * A player that never plays: it creates an instance, has itself described, gives its seat up, has itself described, and
 * again, as often as {@link CrowdSettings#passNs} allows. A few of them ask the master more than hundreds who play, so
 * that something is acknowledged, and something awaited, at the very moment at which a machine fails.
 */
final class Passer implements PlayerListener
{
    private static final String GAME_TYPE = "connect-four";
    private static final long REST_NS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long STUCK_NS = TimeUnit.SECONDS.toNanos(60);

    private enum Step
    {
        IDLE, ENTERING, STANDING, CREATING, SITTING, LEAVING, LOGGING_OUT, DONE
    }

    private final String name;
    private final Crowd crowd;
    private final Ledger ledger;
    private final Waits waits;
    private final Player player;
    private final Inquiry inquiry;
    private final long passNs;
    private Step step = Step.IDLE;
    private long stepNs;
    private long restNs;
    private boolean isStopping;

    Passer(final String name, final Client client, final Crowd crowd, final long passNs, final Ledger ledger)
    {
        this.name = name;
        this.crowd = crowd;
        this.passNs = passNs;
        this.ledger = ledger;
        waits = new Waits(crowd.measures());
        player = client.player(this);
        player.tap(ledger);
        inquiry = new Inquiry(player, waits);
    }

    /** Log out at the next chance. */
    void stop()
    {
        isStopping = true;
        become(step == Step.IDLE ? Step.DONE : step);
    }

    boolean isDone()
    {
        return step == Step.DONE;
    }

    void closeWaits()
    {
        waits.close(crowd.nowNs());
    }

    void poll(final long nowNs)
    {
        switch (step)
        {
            case IDLE -> enter(nowNs);
            case STANDING -> stand(nowNs);
            case SITTING -> sit(nowNs);
            default ->
            {
                // An answer is awaited.
            }
        }
        if (step != Step.LOGGING_OUT && step != Step.DONE)
        {
            inquiry.poll(nowNs);
        }
        if (step != Step.DONE && nowNs - stepNs >= STUCK_NS)
        {
            ledger.complain("is stuck " + step + " while its connection is " + player.state());
            waits.close(nowNs);
            player.close();
            become(Step.DONE);
        }
    }

    @Override
    public void onWelcome(final Player ignored, final boolean resumed)
    {
        waits.onEntryAnswered(crowd.nowNs());
        inquiry.need();
        if (step == Step.ENTERING)
        {
            become(Step.STANDING);
        }
    }

    @Override
    public void onDisconnected(final Player ignored, final RefusalCode code, final String sentence)
    {
        waits.onEntryAsked(crowd.nowNs());
        if (!Expected.atDisconnect(code))
        {
            ledger.complain("was cut off with " + code + ", " + sentence);
        }
    }

    @Override
    public void onStartedAnew(final Player ignored, final RefusalCode code, final String sentence)
    {
        inquiry.onAnswered();
        waits.forgetQuestions();
        become(Step.STANDING);
    }

    @Override
    public void onClosed(final Player ignored, final RefusalCode code, final String sentence)
    {
        if (step != Step.LOGGING_OUT || code != RefusalCode.LOGGED_OUT)
        {
            ledger.complain("was put out with " + code + ", " + sentence);
        }
        waits.close(crowd.nowNs());
        become(Step.DONE);
    }

    @Override
    public void onSeatGranted(final Player ignored, final long requestSeq)
    {
        onAnswered(Step.SITTING, 0);
    }

    @Override
    public void onSeatClosed(
        final Player ignored, final long requestSeq, final long instanceId, final SeatReason reason)
    {
        if (step != Step.LEAVING || requestSeq != 0)
        {
            onAnswered(Step.STANDING, 0);
        }
    }

    @Override
    public void onRequestRefused(
        final Player ignored, final long requestSeq, final RefusalCode code, final String sentence)
    {
        if (!(step == Step.LEAVING ? Expected.atLeave(code) : Expected.atSeat(code)))
        {
            ledger.complain("was refused a request with " + code + ", " + sentence);
        }
        onAnswered(Step.STANDING, REST_NS);
    }

    @Override
    public void onQueryRefused(
        final Player ignored, final long queryId, final RefusalCode code, final String sentence)
    {
        if (!Expected.atQuery(code))
        {
            ledger.complain("was refused a query with " + code + ", " + sentence);
        }
        inquiry.onRefused(crowd.nowNs() + REST_NS);
    }

    @Override
    public void onDescribed(final Player ignored, final long queryId, final UserDescription user)
    {
        waits.onQueryAnswered(crowd.nowNs());
        inquiry.onAnswered();
    }

    private void onAnswered(final Step next, final long leastRestNs)
    {
        waits.onRequestAnswered(crowd.nowNs());
        inquiry.need();
        restNs = Math.max(passNs, leastRestNs);
        become(next);
    }

    private void enter(final long nowNs)
    {
        player.login(name);
        waits.onEntryAsked(nowNs);
        become(Step.ENTERING);
    }

    private void stand(final long nowNs)
    {
        if (!inquiry.isSettled())
        {
            return;
        }
        if (isStopping)
        {
            waits.onRequestAsked(nowNs);
            become(Step.LOGGING_OUT);
            player.logout();
        }
        else if (nowNs - stepNs >= restNs && player.create(GAME_TYPE, 0) != 0)
        {
            waits.onRequestAsked(nowNs);
            become(Step.CREATING);
        }
    }

    private void sit(final long nowNs)
    {
        final boolean isTime = isStopping || nowNs - stepNs >= restNs;
        if (inquiry.isSettled() && isTime && player.leave(player.instanceId()) != 0)
        {
            waits.onRequestAsked(nowNs);
            become(Step.LEAVING);
        }
    }

    private void become(final Step next)
    {
        step = next;
        stepNs = crowd.nowNs();
    }
}
