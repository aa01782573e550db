package io.muster.client.simulation;

import io.muster.client.Client;
import io.muster.client.ClientSettings;
import io.muster.client.simulation.games.ArenaPlay;
import io.muster.client.simulation.games.ConnectFourPlay;
import io.muster.client.simulation.games.Play;
import org.agrona.collections.LongHashSet;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * Simulated players of the sample games, all in the thread that calls {@link #poll}. Each checks in, logs in, finds or
 * creates an instance, plays it to the end, again and again, and keeps a ledger of what it was told.
 * <p>
 * {@code poll} until the run is long enough, {@link #stopPlaying}, {@code poll} until {@link #isDone}, then
 * {@link #result} and {@link #close}.
 */
public final class Crowd implements AutoCloseable
{
    /** Most simulated players of one crowd. */
    public static final int PLAYERS_MAX = 100_000;

    private static final long THINK_EVERY_NS = TimeUnit.MILLISECONDS.toNanos(1);

    private final CrowdSettings settings;
    private final Client client;
    private final Random random;
    private final Measures measures = new Measures();
    private final GameResults results = new GameResults();
    private final List<SimulatedPlayer> players = new ArrayList<>();
    private final List<Passer> passers = new ArrayList<>();
    private final List<Ledger> ledgers = new ArrayList<>();
    private long nowNs;
    private long beganNs;
    private long thoughtNs;
    private int started;
    private boolean isBegun;
    private boolean isStopping;

    /** @throws IllegalArgumentException if a setting is out of range. */
    public Crowd(final CrowdSettings settings)
    {
        require(settings.players >= 1 && settings.players <= PLAYERS_MAX, "a crowd has 1 to 100,000 players");
        require(!settings.games.isEmpty(), "a crowd plays at least one game");
        require(settings.loginsPerSecond >= 1, "at least one player comes in per second");
        require(settings.thinkMinNs >= 0 && settings.thinkMinNs <= settings.thinkMaxNs,
            "thinkMinNs is not above thinkMaxNs");
        require(settings.moveNs > 0, "moveNs is above 0");
        require(settings.passers >= 0 && settings.passers <= PLAYERS_MAX, "a crowd has 0 to 100,000 passers");
        this.settings = settings;
        random = new Random(settings.seed);
        final ClientSettings clientSettings = new ClientSettings();
        clientSettings.sessionNodes = settings.sessionNodes;
        client = new Client(clientSettings);
        final String run = Long.toHexString(settings.seed & 0xFFFFFFFFL);
        for (int i = 0; i < settings.players; i++)
        {
            final String name = "bot-" + run + "-" + i;
            final Ledger ledger = new Ledger(name, measures, settings.graceNs);
            ledgers.add(ledger);
            players.add(new SimulatedPlayer(name, client, this, playOf(i), ledger));
        }
        for (int i = 0; i < settings.passers; i++)
        {
            final String name = "passer-" + run + "-" + i;
            final Ledger ledger = new Ledger(name, measures, settings.graceNs);
            ledgers.add(ledger);
            passers.add(new Passer(name, client, this, settings.passNs, ledger));
        }
    }

    /**
     * Let every player do what it can do now. Never blocks.
     *
     * @param nowNs the time, as of {@link System#nanoTime}; it may not go back.
     * @return how much was done; 0 when the caller may idle for a while, at most a millisecond.
     */
    public int poll(final long nowNs)
    {
        if (!isBegun)
        {
            isBegun = true;
            beganNs = nowNs;
            thoughtNs = nowNs;
        }
        this.nowNs = nowNs;
        measures.onPoll(nowNs);
        return client.poll(nowNs) + letIn() + think();
    }

    /** A process was killed just now: {@code controlGapMs} is the longest wait that touches the 15 s from here. */
    public void killed(final long nowNs)
    {
        measures.onKilled(nowNs);
    }

    /** Longest wait for a control answer around each time that was told by {@link #killed}, in milliseconds. */
    public long[] controlGapsMs()
    {
        return measures.controlGapsMs();
    }

    /** Begin no more games; finish the running ones, and log out. */
    public void stopPlaying()
    {
        if (!isStopping)
        {
            isStopping = true;
            final long leaveAtNs = nowNs + settings.finishMaxNs;
            players.forEach((player) -> player.stop(leaveAtNs));
            passers.forEach(Passer::stop);
        }
    }

    /** After {@link #stopPlaying}: have all players logged out, or given up trying? */
    public boolean isDone()
    {
        return isStopping && players.stream().allMatch(SimulatedPlayer::isDone) &&
            passers.stream().allMatch(Passer::isDone);
    }

    /** How the crowd is doing; the rate and the round trips are those since the last look. */
    public LiveNumbers live(final long nowNs)
    {
        final LongHashSet instances = new LongHashSet();
        int attached = 0;
        for (final SimulatedPlayer player : players)
        {
            attached += player.isAttached() ? 1 : 0;
            if (player.instanceId() != 0)
            {
                instances.add(player.instanceId());
            }
        }
        return measures.look(attached, instances.size(), results.finished(), nowNs);
    }

    /** What came of the run so far; its verdict is sound once the crowd is done. */
    public CrowdResult result()
    {
        players.forEach(SimulatedPlayer::closeWaits);
        passers.forEach(Passer::closeWaits);
        return new Verdict(settings, ledgers, results).judge(measures);
    }

    /** Close every connection without a word. */
    @Override
    public void close()
    {
        client.close();
    }

    long nowNs()
    {
        return nowNs;
    }

    Random random()
    {
        return random;
    }

    Measures measures()
    {
        return measures;
    }

    GameResults results()
    {
        return results;
    }

    /** As many as the rate allows by now. */
    private int letIn()
    {
        final double seconds = (nowNs - beganNs) / (double)TimeUnit.SECONDS.toNanos(1);
        final int due = (int)Math.min(players.size(), 1 + seconds * settings.loginsPerSecond);
        final int before = started;
        while (!isStopping && started < due)
        {
            players.get(started++).start();
        }
        return started - before;
    }

    private int think()
    {
        if (nowNs - thoughtNs >= THINK_EVERY_NS)
        {
            thoughtNs = nowNs;
            for (int i = 0; i < players.size(); i++)
            {
                players.get(i).poll(nowNs);
            }
            for (int i = 0; i < passers.size(); i++)
            {
                passers.get(i).poll(nowNs);
            }
        }
        return 0;
    }

    private Play playOf(final int index)
    {
        final String game = settings.games.get(index % settings.games.size());
        return switch (game)
        {
            case "connect-four" -> new ConnectFourPlay(random, settings.thinkMinNs, settings.thinkMaxNs);
            case "arena" -> new ArenaPlay(random, settings.moveNs);
            default -> throw new IllegalArgumentException("nobody here knows how to play " + game);
        };
    }

    private static void require(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(sentence);
        }
    }
}
