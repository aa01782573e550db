package io.muster.master.engine.script;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.OfferSeatDecoder;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.StartInstanceDecoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.master.engine.Batch;
import io.muster.master.engine.Engine;
import org.agrona.DirectBuffer;
import org.agrona.collections.Long2LongHashMap;

import java.util.Arrays;
import java.util.Random;

/**
 * Players of two session nodes and two game nodes: they come in, create or join, play, leave or see the end, are cut
 * off and come back, log out and come in anew. Everyone's next step is drawn from a seed.
 */
public final class ScriptWriter
{
    private static final int BATCH_COMMANDS = 64;
    private static final int SESSIONS = 2;

    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnteredDecoder entered = new UserEnteredDecoder();
    private final UserSeatedDecoder seated = new UserSeatedDecoder();
    private final UserUnseatedDecoder unseated = new UserUnseatedDecoder();
    private final RequestRefusedDecoder refused = new RequestRefusedDecoder();
    private final StartInstanceDecoder started = new StartInstanceDecoder();
    private final OfferSeatDecoder offered = new OfferSeatDecoder();
    private final Random random;
    private final Engine engine;
    private final Script script;
    private final ScriptedNode[] sessions = new ScriptedNode[SESSIONS];
    private final ScriptedNode[] games = new ScriptedNode[2];
    private final long[] userIds;
    private final long[] requestSeqs;
    private final long[] instanceIds;
    private final boolean[] areBusy;
    private final long[] eventSeqs;
    private final long[] connectionIds;
    private final Long2LongHashMap playerOfUser = new Long2LongHashMap(-1);
    private final long[] openInstances = new long[64];
    private long timestampMs = 1_700_000_000_000L;

    /**
     * @param engine  that the players meet, new.
     * @param script  that is written.
     * @param players of both session nodes together.
     * @param seed    of what they do.
     */
    public ScriptWriter(final Engine engine, final Script script, final int players, final long seed)
    {
        this.engine = engine;
        this.script = script;
        random = new Random(seed);
        userIds = new long[players];
        requestSeqs = new long[players];
        instanceIds = new long[players];
        areBusy = new boolean[players];
        eventSeqs = new long[players];
        connectionIds = new long[players];
        Arrays.setAll(connectionIds, (player) -> player);
        for (int i = 0; i < SESSIONS; i++)
        {
            sessions[i] = new ScriptedNode(1 + i, engine, script);
            sessions[i].commands().registerSession(1 + i);
            sessions[i].send(timestampMs);
            games[i] = new ScriptedNode(11 + i, engine, script);
            games[i].commands().registerGame(11 + i, 1_000_000, "arena", "chess2");
            games[i].send(timestampMs);
        }
    }

    /** Write until the script has so many commands. */
    public void write(final long commands)
    {
        for (int round = 0; script.commands() < commands; round++)
        {
            timestampMs += 1;
            if (round % 100 == 0)
            {
                engine.tick(timestampMs, script.positionAfter(0));
                script.tick(timestampMs);
            }
            for (int i = 0; i < SESSIONS; i++)
            {
                play(i);
                sessions[i].send(timestampMs);
                sessions[i].hear(this::onSessionEvent);
            }
            for (final ScriptedNode game : games)
            {
                final Batch batch = game.commands();
                game.hear((buffer, offset) -> onGameEvent(batch, buffer, offset));
                game.send(timestampMs);
            }
        }
    }

    private void play(final int session)
    {
        final Batch batch = sessions[session].commands();
        while (batch.count() < BATCH_COMMANDS)
        {
            final int player = random.nextInt(userIds.length / SESSIONS) * SESSIONS + session;
            if (!areBusy[player])
            {
                step(batch, player);
            }
        }
    }

    private void step(final Batch batch, final int player)
    {
        areBusy[player] = true;
        final long userId = userIds[player];
        final int choice = random.nextInt(100);
        if (userId == 0)
        {
            batch.enter(newConnectionOf(player), player + 1, "player-" + player);
        }
        else if (choice < 3)
        {
            batch.detach(userId, connectionIds[player]).resume(newConnectionOf(player), userId, eventSeqs[player]);
        }
        else if (choice < 5)
        {
            batch.leave(userId, connectionIds[player]);
            userIds[player] = 0;
            instanceIds[player] = 0;
            areBusy[player] = false;
        }
        else if (instanceIds[player] != 0)
        {
            batch.quit(userId, ++requestSeqs[player], instanceIds[player]);
        }
        else
        {
            final long instanceId = openInstances[random.nextInt(openInstances.length)];
            if (choice < 30 || instanceId == 0)
            {
                batch.create(userId, ++requestSeqs[player], choice < 50 ? "arena" : "chess2", 0);
            }
            else
            {
                batch.join(userId, ++requestSeqs[player], instanceId);
            }
        }
    }

    private long newConnectionOf(final int player)
    {
        connectionIds[player] += userIds.length;
        return connectionIds[player];
    }

    private void onSessionEvent(final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        switch (header.templateId())
        {
            case UserEnteredDecoder.TEMPLATE_ID -> on(entered.wrapAndApplyHeader(buffer, offset, header));
            case UserSeatedDecoder.TEMPLATE_ID ->
            {
                seated.wrapAndApplyHeader(buffer, offset, header);
                answered(seated.userId(), seated.eventSeq(), seated.instanceId());
            }
            case UserUnseatedDecoder.TEMPLATE_ID -> on(unseated.wrapAndApplyHeader(buffer, offset, header));
            case RequestRefusedDecoder.TEMPLATE_ID ->
            {
                refused.wrapAndApplyHeader(buffer, offset, header);
                final int player = playerOf(refused.userId());
                answered(refused.userId(), refused.eventSeq(), player < 0 ? 0 : instanceIds[player]);
            }
            default ->
            {
            }
        }
    }

    private void on(final UserEnteredDecoder event)
    {
        final int player = (int)(event.connectionId() % userIds.length);
        userIds[player] = event.userId();
        requestSeqs[player] = event.requestSeq();
        eventSeqs[player] = event.eventSeq();
        instanceIds[player] = event.instanceId();
        areBusy[player] = false;
        playerOfUser.put(event.userId(), player);
    }

    private void on(final UserUnseatedDecoder event)
    {
        final int player = playerOf(event.userId());
        if (event.requestSeq() != 0)
        {
            answered(event.userId(), event.eventSeq(), 0);
        }
        else if (player >= 0)
        {
            eventSeqs[player] = event.eventSeq();
            instanceIds[player] = 0;
        }
    }

    private void answered(final long userId, final long eventSeq, final long instanceId)
    {
        final int player = playerOf(userId);
        if (player >= 0)
        {
            eventSeqs[player] = eventSeq;
            instanceIds[player] = instanceId;
            areBusy[player] = false;
        }
    }

    /** Of a user that has not logged out, or -1. */
    private int playerOf(final long userId)
    {
        final int player = (int)playerOfUser.get(userId);
        return player >= 0 && userIds[player] == userId ? player : -1;
    }

    private void onGameEvent(final Batch batch, final DirectBuffer buffer, final int offset)
    {
        header.wrap(buffer, offset);
        if (header.templateId() == StartInstanceDecoder.TEMPLATE_ID)
        {
            started.wrapAndApplyHeader(buffer, offset, header);
            batch.started(started.instanceId());
            openInstances[random.nextInt(openInstances.length)] = started.instanceId();
        }
        else if (header.templateId() == OfferSeatDecoder.TEMPLATE_ID)
        {
            onOffer(batch, offered.wrapAndApplyHeader(buffer, offset, header));
        }
    }

    private void onOffer(final Batch batch, final OfferSeatDecoder event)
    {
        final int choice = random.nextInt(100);
        if (choice < 3)
        {
            batch.declined(event.instanceId(), event.userId());
        }
        else
        {
            batch.accepted(event.instanceId(), event.userId());
        }
        if (choice > 90)
        {
            batch.ended(event.instanceId());
        }
        else if (choice > 88)
        {
            batch.released(event.instanceId(), event.userId());
        }
    }
}
