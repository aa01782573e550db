package io.muster.benchmarks;

import io.muster.codecs.CreateInstanceEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.JoinInstanceEncoder;
import io.muster.codecs.LeaveInstanceEncoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.UserEnterEncoder;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserLeaveEncoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.node.link.LinkListener;
import io.muster.node.link.MasterLink;
import org.HdrHistogram.Histogram;
import org.agrona.DirectBuffer;
import org.agrona.collections.IntArrayQueue;
import org.agrona.collections.Long2LongHashMap;
import org.agrona.concurrent.UnsafeBuffer;

import java.nio.charset.StandardCharsets;

/**
 * A session node whose users sit down in fours, again and again: one creates an instance, three join it, all leave it.
 * After some rounds all four log out and come in anew. Of 100 commands of both nodes about 7 create, 22 join, 30 leave,
 * 37 are the game node's and 4 log in or out.
 */
final class SessionLoad implements LinkListener
{
    static final String GAME_TYPE = "benchmark";
    static final int SEATS = 4;

    /** As many as one session node may well carry; four of them share an instance. */
    private static final int USERS = 20_000;
    private static final int ROUNDS_PER_VISIT = 16;
    private static final int COMMAND_BYTES_MAX = 128;
    private static final int NO_USER = -1;

    /** What a user asks for next. */
    private enum Wish
    {
        ENTER, CREATE, JOIN, LEAVE, LOG_OUT
    }

    private final UnsafeBuffer command = new UnsafeBuffer(new byte[COMMAND_BYTES_MAX]);
    private final MessageHeaderEncoder headerEncoder = new MessageHeaderEncoder();
    private final UserEnterEncoder userEnter = new UserEnterEncoder();
    private final CreateInstanceEncoder createInstance = new CreateInstanceEncoder();
    private final JoinInstanceEncoder joinInstance = new JoinInstanceEncoder();
    private final LeaveInstanceEncoder leaveInstance = new LeaveInstanceEncoder();
    private final UserLeaveEncoder userLeave = new UserLeaveEncoder();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnteredDecoder userEntered = new UserEnteredDecoder();
    private final UserSeatedDecoder userSeated = new UserSeatedDecoder();
    private final UserUnseatedDecoder userUnseated = new UserUnseatedDecoder();
    private final UserLeftDecoder userLeft = new UserLeftDecoder();

    private final byte[] gameType = GameTypes.bytesOf(GAME_TYPE);
    private final Pace pace = new Pace();
    private final Histogram roundTripNs;
    private final int window;
    private final IntArrayQueue ready = new IntArrayQueue(NO_USER);
    private final Long2LongHashMap userById = new Long2LongHashMap(NO_USER);
    private final Wish[] wishes = new Wish[USERS];
    private final byte[][] names = new byte[USERS][];
    private final long[] userIds = new long[USERS];
    private final long[] requestSeqs = new long[USERS];
    private final long[] dueNs = new long[USERS];
    private final long[] instanceIds = new long[USERS / SEATS];
    private final int[] arrived = new int[USERS / SEATS];
    private final int[] rounds = new int[USERS / SEATS];
    private MasterLink link;
    private int underWay;
    private long answered;
    private long refused;

    /** @param window commands under way at once. */
    SessionLoad(final int window, final Histogram roundTripNs)
    {
        this.window = window;
        this.roundTripNs = roundTripNs;
        for (int user = 0; user < USERS; user++)
        {
            names[user] = ("bench-" + user).getBytes(StandardCharsets.US_ASCII);
            want(user, Wish.ENTER);
        }
    }

    void sendBy(final MasterLink sessionLink)
    {
        link = sessionLink;
    }

    void pace(final int perSecond, final long nowNs)
    {
        pace.begin(perSecond, nowNs);
    }

    long answered()
    {
        return answered;
    }

    long refused()
    {
        return refused;
    }

    /** Send what the users wish, as far as the window and the pace let it. */
    int send(final long nowNs)
    {
        int sent = 0;
        while (underWay < window && !ready.isEmpty() && pace.isDue(nowNs))
        {
            final int user = ready.peekInt();
            if (!link.send(command, 0, encode(user)))
            {
                break;
            }
            ready.removeInt();
            dueNs[user] = pace.dueNs(nowNs);
            pace.advance();
            underWay++;
            sent++;
        }
        return sent;
    }

    private int encode(final int user)
    {
        final int encodedLength = switch (wishes[user])
        {
            case ENTER -> userEnter.wrapAndApplyHeader(command, 0, headerEncoder)
                .connectionId(user + 1)
                .clientId(user + 1)
                .userId(0)
                .eventSeq(0)
                .putName(names[user], 0, names[user].length)
                .encodedLength();
            case CREATE -> createInstance.wrapAndApplyHeader(command, 0, headerEncoder)
                .userId(userIds[user])
                .requestSeq(requestSeqs[user] + 1)
                .putGameType(gameType, 0)
                .seatsMax((short)SEATS)
                .encodedLength();
            case JOIN -> joinInstance.wrapAndApplyHeader(command, 0, headerEncoder)
                .userId(userIds[user])
                .requestSeq(requestSeqs[user] + 1)
                .instanceId(instanceIds[user / SEATS])
                .encodedLength();
            case LEAVE -> leaveInstance.wrapAndApplyHeader(command, 0, headerEncoder)
                .userId(userIds[user])
                .requestSeq(requestSeqs[user] + 1)
                .instanceId(instanceIds[user / SEATS])
                .encodedLength();
            case LOG_OUT -> userLeave.wrapAndApplyHeader(command, 0, headerEncoder)
                .userId(userIds[user])
                .connectionId(user + 1)
                .encodedLength();
        };
        return MessageHeaderEncoder.ENCODED_LENGTH + encodedLength;
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case UserEnteredDecoder.TEMPLATE_ID -> on(userEntered.wrapAndApplyHeader(buffer, offset, header));
            case UserSeatedDecoder.TEMPLATE_ID -> on(userSeated.wrapAndApplyHeader(buffer, offset, header));
            case UserUnseatedDecoder.TEMPLATE_ID -> on(userUnseated.wrapAndApplyHeader(buffer, offset, header));
            case UserLeftDecoder.TEMPLATE_ID -> on(userLeft.wrapAndApplyHeader(buffer, offset, header));
            case UserRefusedDecoder.TEMPLATE_ID, RequestRefusedDecoder.TEMPLATE_ID -> refused++;
            default ->
            {
                // The game node that came up.
            }
        }
    }

    private void on(final UserEnteredDecoder event)
    {
        final int user = (int)event.connectionId() - 1;
        userIds[user] = event.userId();
        requestSeqs[user] = event.requestSeq();
        userById.put(event.userId(), user);
        onDirectAnswer(user);
        if (arriveOfFour(user))
        {
            want(user / SEATS * SEATS, Wish.CREATE);
        }
    }

    private void on(final UserSeatedDecoder event)
    {
        final int user = userOf(event.userId());
        requestSeqs[user] = event.requestSeq();
        onAnswer();
        if (wishes[user] == Wish.CREATE)
        {
            instanceIds[user / SEATS] = event.instanceId();
            for (int other = user + 1; other < user + SEATS; other++)
            {
                want(other, Wish.JOIN);
            }
        }
        if (arriveOfFour(user))
        {
            wantOfFour(user, Wish.LEAVE);
        }
    }

    private void on(final UserUnseatedDecoder event)
    {
        final int user = userOf(event.userId());
        requestSeqs[user] = event.requestSeq();
        onDirectAnswer(user);
        if (arriveOfFour(user))
        {
            if (++rounds[user / SEATS] % ROUNDS_PER_VISIT == 0)
            {
                wantOfFour(user, Wish.LOG_OUT);
            }
            else
            {
                want(user / SEATS * SEATS, Wish.CREATE);
            }
        }
    }

    private void on(final UserLeftDecoder event)
    {
        final int user = userOf(event.userId());
        userById.remove(event.userId());
        onDirectAnswer(user);
        want(user, Wish.ENTER);
    }

    /** The last of four who was waited for. */
    private boolean arriveOfFour(final int user)
    {
        final int four = user / SEATS;
        arrived[four] = (arrived[four] + 1) % SEATS;
        return arrived[four] == 0;
    }

    private void wantOfFour(final int user, final Wish wish)
    {
        final int first = user / SEATS * SEATS;
        for (int other = first; other < first + SEATS; other++)
        {
            want(other, wish);
        }
    }

    private void want(final int user, final Wish wish)
    {
        wishes[user] = wish;
        ready.addInt(user);
    }

    private int userOf(final long userId)
    {
        return (int)userById.get(userId);
    }

    /** The answer waited for nobody but the master; others wait for the game node, too. */
    private void onDirectAnswer(final int user)
    {
        roundTripNs.recordValue(System.nanoTime() - dueNs[user]);
        onAnswer();
    }

    private void onAnswer()
    {
        answered++;
        underWay--;
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
    }

    @Override
    public void onDown(final RefusalCode code)
    {
        throw new IllegalStateException("the master declared the session node down: " + code);
    }
}
