package io.muster.replay.bench;

import io.muster.codecs.CommandBatchEncoder;
import io.muster.codecs.CreateInstanceEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.InstanceStartedEncoder;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.LeaveInstanceEncoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.NodeKind;
import io.muster.codecs.RegisterNodeEncoder;
import io.muster.codecs.SeatAcceptedEncoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.master.engine.Engine;
import io.muster.master.engine.Nodes;
import org.agrona.DirectBuffer;
import org.agrona.concurrent.UnsafeBuffer;

/**
 * What a session node and a game node would send for players who create instances of four seats, join them and leave
 * them again, {@value #INSTANCES} at a time. Who is acknowledged what, only an engine knows: one goes along.
 */
final class Workload
{
    /** Of players, who take turns. */
    static final int USERS = 10_000;

    private static final int INSTANCES = 8;
    private static final int SEATS = 4;
    private static final int SESSION_NODE = 1;
    private static final int GAME_NODE = 2;
    private static final int ENTER = 32;
    private static final int BUFFER_BYTES = 1 << 14;
    private static final int HEADER = MessageHeaderEncoder.ENCODED_LENGTH;

    /** Takes what is sent, in order. */
    @FunctionalInterface
    interface Sink
    {
        void batch(DirectBuffer buffer, int length);
    }

    private final UnsafeBuffer buffer = new UnsafeBuffer(new byte[BUFFER_BYTES]);
    private final UnsafeBuffer command = new UnsafeBuffer(new byte[512]);
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final CommandBatchEncoder batch = new CommandBatchEncoder();
    private final RegisterNodeEncoder register = new RegisterNodeEncoder();
    private final UserEnterEncoder enter = new UserEnterEncoder();
    private final CreateInstanceEncoder create = new CreateInstanceEncoder();
    private final JoinInstanceEncoder join = new JoinInstanceEncoder();
    private final LeaveInstanceEncoder leave = new LeaveInstanceEncoder();
    private final InstanceStartedEncoder started = new InstanceStartedEncoder();
    private final SeatAcceptedEncoder accepted = new SeatAcceptedEncoder();
    private final long[] requestSeqs = new long[USERS + 1];
    private final long[] nextCommandSeqs = {0, 1, 1};
    private final byte[] game = GameTypes.bytesOf("arena");
    private final Engine engine;
    private final Sink sink;
    private CommandBatchEncoder.CommandsEncoder commands;
    private long instances;
    private int nextUser;

    Workload(final Engine engine, final Sink sink)
    {
        this.engine = engine;
        this.sink = sink;
    }

    /** Both nodes register, and everybody comes in. */
    void begin()
    {
        register(SESSION_NODE, NodeKind.SESSION, 0);
        register(GAME_NODE, NodeKind.GAME, 1);
        for (int user = 0; user < USERS; user += ENTER)
        {
            final int count = Math.min(ENTER, USERS - user);
            begin(SESSION_NODE, count);
            for (int i = 0; i < count; i++)
            {
                enter.wrapAndApplyHeader(command, 0, header)
                    .connectionId(user + i + 1).clientId(user + i + 1).userId(0).eventSeq(0)
                    .name("player-" + (user + i));
                put(enter.encodedLength());
            }
            end(SESSION_NODE, count);
        }
    }

    private void register(final int nodeId, final NodeKind kind, final int games)
    {
        begin(nodeId, 1);
        final RegisterNodeEncoder.GameTypesEncoder group = register.wrapAndApplyHeader(command, 0, header)
            .capacity(1_000_000).tcpPort(0).webSocketPort(0).kind(kind)
            .gameTypesCount(games);
        for (int i = 0; i < games; i++)
        {
            group.next().putGameType(game, 0).seatsMin((short)2).seatsMax((short)SEATS);
        }
        register.eventEndpoint("localhost:" + (4_000 + nodeId)).playEndpoint("localhost:" + (5_000 + nodeId))
            .playerHost("");
        put(register.encodedLength());
        end(nodeId, 1);
    }

    /** Some instances from their beginning to their end. */
    void round()
    {
        final int first = nextUser;
        nextUser = (nextUser + INSTANCES * SEATS) % (USERS - INSTANCES * SEATS);
        begin(SESSION_NODE, INSTANCES);
        for (int i = 0; i < INSTANCES; i++)
        {
            final long user = userOf(first, i, 0);
            create.wrapAndApplyHeader(command, 0, header).userId(user).requestSeq(++requestSeqs[(int)user])
                .putGameType(game, 0).seatsMax((short)SEATS);
            put(create.encodedLength());
        }
        end(SESSION_NODE, INSTANCES);
        begin(GAME_NODE, 2 * INSTANCES);
        for (int i = 0; i < INSTANCES; i++)
        {
            started.wrapAndApplyHeader(command, 0, header).instanceId(instances + 1 + i);
            put(started.encodedLength());
            accept(first, i, 0);
        }
        end(GAME_NODE, 2 * INSTANCES);
        joinAll(first);
        leaveAll(first);
        instances += INSTANCES;
    }

    private void joinAll(final int first)
    {
        begin(SESSION_NODE, (SEATS - 1) * INSTANCES);
        for (int i = 0; i < (SEATS - 1) * INSTANCES; i++)
        {
            final long user = userOf(first, i / (SEATS - 1), 1 + i % (SEATS - 1));
            join.wrapAndApplyHeader(command, 0, header).userId(user).requestSeq(++requestSeqs[(int)user])
                .instanceId(instances + 1 + i / (SEATS - 1));
            put(join.encodedLength());
        }
        end(SESSION_NODE, (SEATS - 1) * INSTANCES);
        begin(GAME_NODE, (SEATS - 1) * INSTANCES);
        for (int i = 0; i < (SEATS - 1) * INSTANCES; i++)
        {
            accept(first, i / (SEATS - 1), 1 + i % (SEATS - 1));
        }
        end(GAME_NODE, (SEATS - 1) * INSTANCES);
    }

    private void leaveAll(final int first)
    {
        begin(SESSION_NODE, SEATS * INSTANCES);
        for (int i = 0; i < SEATS * INSTANCES; i++)
        {
            final long user = userOf(first, i / SEATS, i % SEATS);
            leave.wrapAndApplyHeader(command, 0, header).userId(user).requestSeq(++requestSeqs[(int)user])
                .instanceId(instances + 1 + i / SEATS);
            put(leave.encodedLength());
        }
        end(SESSION_NODE, SEATS * INSTANCES);
    }

    private void accept(final int first, final int instance, final int seat)
    {
        accepted.wrapAndApplyHeader(command, 0, header)
            .instanceId(instances + 1 + instance).userId(userOf(first, instance, seat));
        put(accepted.encodedLength());
    }

    /** Ids are given from 1 on, in the order in which users came in. */
    private static long userOf(final int first, final int instance, final int seat)
    {
        return first + instance * SEATS + seat + 1;
    }

    private void begin(final int nodeId, final int count)
    {
        commands = batch.wrapAndApplyHeader(buffer, 0, header)
            .incarnation(1).firstCommandSeq(nextCommandSeqs[nodeId]).ackedEventSeq(said(nodeId)).nodeId(nodeId)
            .commandsCount(count);
    }

    private void put(final int encodedLength)
    {
        commands.next().putMessage(command, 0, HEADER + encodedLength);
    }

    private void end(final int nodeId, final int count)
    {
        nextCommandSeqs[nodeId] += count;
        sink.batch(buffer, HEADER + batch.encodedLength());
    }

    private long said(final int nodeId)
    {
        final Nodes nodes = engine.nodes();
        for (int slot = 0; slot < nodes.slotsMax(); slot++)
        {
            if (nodes.isTaken(slot) && nodes.nodeId(slot) == nodeId)
            {
                return nodes.outbox(slot).lastSeq();
            }
        }
        return 0;
    }
}
