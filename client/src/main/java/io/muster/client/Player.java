package io.muster.client;

import io.muster.client.memory.Seat;
import io.muster.client.wire.FrameTap;
import io.muster.codecs.CreateEncoder;
import io.muster.codecs.DescribeUserEncoder;
import io.muster.codecs.FindEncoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.JoinEncoder;
import io.muster.codecs.LeaveEncoder;
import io.muster.codecs.OutputDecoder;
import io.muster.codecs.SeatGrantedDecoder;
import io.muster.codecs.SeatReason;
import org.agrona.DirectBuffer;

import java.nio.charset.StandardCharsets;

/**
 * One player: logs in, stays in whatever dies in between, asks for instances, plays. Made by {@link Client#player};
 * moved on by {@link Client#poll}, in whose thread every method here is to be called. No method blocks.
 * <p>
 * What is asked is asked once and answered once: it survives lost connections and lost session nodes. There is one
 * request ({@link #create}, {@link #join}, {@link #leave}) and one query ({@link #find}, {@link #describe}) at a time;
 * a method returns 0 when another is still unanswered.
 */
public final class Player
{
    /** Longest input, in bytes. */
    public static final int INPUT_BYTES_MAX = 1_024;

    /** Longest name, in bytes of UTF-8. */
    public static final int NAME_BYTES_MAX = 32;

    /** Most instances that a {@link #find} may ask for. */
    public static final int FOUND_MAX = 100;

    private static final int SEATS_MAX = 255;

    private final Client client;
    private final PlayerListener listener;
    private final Attachment attachment;
    private final SessionPublisher publisher;
    private final Seat seat;
    private final Questions questions;
    private final Output output = new Output();
    private final long clientId;
    private long userId;
    private long eventSeq;
    boolean isFlushPending;

    Player(final Client client, final ClientSettings settings, final long clientId, final PlayerListener listener)
    {
        this.client = client;
        this.clientId = clientId;
        this.listener = listener;
        attachment = new Attachment(this, client, settings, listener);
        publisher = attachment.publisher();
        questions = new Questions(this, client, listener, settings.queryTimeoutNs);
        seat = new Seat(settings.inputsMax, settings.inputBytesMax);
    }

    /**
     * Come in as a guest. {@link PlayerListener#onWelcome} follows, or {@link PlayerListener#onClosed} with what was
     * wrong with the name. Until {@link #logout} or {@link #close} the player comes back by itself when a connection is
     * lost. After a {@link #close}, the same name brings the same user back, with its seat.
     *
     * @throws IllegalArgumentException unless the name has 1 to 32 bytes of UTF-8.
     * @throws IllegalStateException    if the player is in already, or about to be.
     */
    public void login(final String name)
    {
        final byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        require(bytes.length >= 1 && bytes.length <= NAME_BYTES_MAX, "a name has 1 to 32 bytes of UTF-8");
        if (!attachment.start(bytes))
        {
            forgetUser();
        }
    }

    /** Have the user forgotten, and its seat with it; {@link PlayerListener#onClosed} follows. */
    public void logout()
    {
        attachment.logout();
        attachment.poll(client.nowNs());
    }

    /** Drop the connection without a word: the master keeps the user and its seat for the grace time. */
    public void close()
    {
        attachment.close();
    }

    /**
     * Start an instance and sit down in it; {@link PlayerListener#onSeatGranted} or
     * {@link PlayerListener#onRequestRefused} follows.
     *
     * @param gameType 1 to 16 of {@code a-z 0-9 -}.
     * @param seatsMax 0 for as many as the game has, up to 255.
     * @return the request's number, or 0 when one is unanswered or the player is not logged in.
     */
    public long create(final String gameType, final int seatsMax)
    {
        require(seatsMax >= 0 && seatsMax <= SEATS_MAX, "seats are 0 to 255");
        final byte[] type = GameTypes.bytesOf(gameType);
        return asked(isIn() ? questions.request(CreateEncoder.TEMPLATE_ID, 0, type, seatsMax) : 0);
    }

    /**
     * Sit down in an instance; answered as {@link #create} is.
     *
     * @return the request's number, or 0 when one is unanswered or the player is not logged in.
     */
    public long join(final long instanceId)
    {
        return asked(isIn() ? questions.request(JoinEncoder.TEMPLATE_ID, instanceId, null, 0) : 0);
    }

    /**
     * Give the seat up; {@link PlayerListener#onSeatClosed} or {@link PlayerListener#onRequestRefused} follows.
     *
     * @return the request's number, or 0 when one is unanswered or the player is not logged in.
     */
    public long leave(final long instanceId)
    {
        return asked(isIn() ? questions.request(LeaveEncoder.TEMPLATE_ID, instanceId, null, 0) : 0);
    }

    /** Look for any instances of a game with a free seat. */
    public long find(final String gameType, final int instancesMax)
    {
        return find(gameType, instancesMax, Wanted.ANYTHING);
    }

    /**
     * Look for instances of a game with a free seat; {@link PlayerListener#onFound} or
     * {@link PlayerListener#onQueryRefused} follows. The answer is never older than the player's last event.
     *
     * @param instancesMax 1 to 100.
     * @return the query's number, or 0 when one is unanswered or the player is not logged in.
     */
    public long find(final String gameType, final int instancesMax, final Wanted wanted)
    {
        require(instancesMax >= 1 && instancesMax <= FOUND_MAX, "a search is for 1 to 100 instances");
        final byte[] type = GameTypes.bytesOf(gameType);
        return asked(isIn() ? questions.query(FindEncoder.TEMPLATE_ID, type, instancesMax, wanted) : 0);
    }

    /**
     * Ask what the master knows of this user; {@link PlayerListener#onDescribed} or
     * {@link PlayerListener#onQueryRefused} follows.
     *
     * @return the query's number, or 0 when one is unanswered or the player is not logged in.
     */
    public long describe()
    {
        return asked(isIn() ? questions.query(DescribeUserEncoder.TEMPLATE_ID, null, 0, null) : 0);
    }

    /**
     * Do something in the instance. The input is given to the game once and in order, whatever connections it takes; it
     * is copied, and kept until the game has it.
     *
     * @return the input's number, from 1 in each instance; 0 when there is no seat, or as many inputs are
     *     unacknowledged as {@link ClientSettings} allows: drop it, or try again after an output.
     * @throws IllegalArgumentException if it is longer than 1,024 bytes.
     */
    public long input(final DirectBuffer buffer, final int offset, final int length)
    {
        require(length >= 0 && length <= INPUT_BYTES_MAX, "an input has at most 1,024 bytes");
        if (seat.instanceId() == 0)
        {
            return 0;
        }
        final long seq = seat.addInput(buffer, offset, length, client.nowNs());
        speak(client.nowNs());
        return seq;
    }

    /** Have a recorder hear every frame; null for none. */
    public void tap(final FrameTap tap)
    {
        attachment.tap(tap);
    }

    /** What the player does about its connection. */
    public PlayerState state()
    {
        return attachment.state();
    }

    /** The session node that carries the player, or is tried next; null before the first login. */
    public SessionNode sessionNode()
    {
        return attachment.node();
    }

    /** As the master has it; 0 before the first welcome. */
    public long userId()
    {
        return userId;
    }

    /** The last event that the player was told. */
    public long eventSeq()
    {
        return eventSeq;
    }

    /** Where the player sits, or 0. */
    public long instanceId()
    {
        return seat.instanceId();
    }

    /** Which seat, from 0; without meaning while there is none. */
    public int seat()
    {
        return seat.index();
    }

    /** Seats of the instance; without meaning while there is none. */
    public int seatsMax()
    {
        return seat.seatsMax();
    }

    /** Heartbeat to the session node and back, the last one; 0 before the first. */
    public long roundTripNs()
    {
        return attachment.roundTripNs();
    }

    SessionPublisher publisher()
    {
        return publisher;
    }

    Questions questions()
    {
        return questions;
    }

    long clientId()
    {
        return clientId;
    }

    void poll(final long nowNs)
    {
        attachment.poll(nowNs);
        if (attachment.state() == PlayerState.ATTACHED)
        {
            if (seat.instanceId() != 0)
            {
                seat.checkProgress(nowNs);
            }
            speak(nowNs);
        }
    }

    void flush()
    {
        isFlushPending = false;
        attachment.flush();
    }

    void onWelcome(final long userId, final long requestSeq, final boolean resumed)
    {
        final boolean isAnew = this.userId != 0 && this.userId != userId;
        if (isAnew)
        {
            forgetUser();
            listener.onStartedAnew(this, attachment.anewCode(), attachment.anewSentence());
        }
        questions.onWelcome(requestSeq, this.userId == userId);
        this.userId = userId;
        seat.resume(client.nowNs());
        listener.onWelcome(this, resumed);
        speak(client.nowNs());
    }

    void onSeatGranted(final SeatGrantedDecoder message)
    {
        if (isNews(message.eventSeq()))
        {
            seat.take(message.instanceId(), message.seat(), message.seatsMax(), client.nowNs());
            questions.onRequestAnswered(message.requestSeq());
            listener.onSeatGranted(this, message.requestSeq());
        }
    }

    void onSeatClosed(final long requestSeq, final long eventSeq, final long instanceId, final SeatReason reason)
    {
        if (isNews(eventSeq))
        {
            if (seat.instanceId() == instanceId)
            {
                seat.release();
            }
            questions.onRequestAnswered(requestSeq);
            listener.onSeatClosed(this, requestSeq, instanceId, reason);
        }
    }

    void onAttached(final long instanceId, final long ackedInputSeq)
    {
        if (instanceId != 0 && instanceId == seat.instanceId())
        {
            seat.onAttached(ackedInputSeq, client.nowNs());
            listener.onAttached(this);
            speak(client.nowNs());
        }
    }

    void onOutput(final OutputDecoder message)
    {
        if (message.instanceId() == 0 || message.instanceId() != seat.instanceId())
        {
            return;
        }
        seat.onAcked(message.ackedInputSeq(), client.nowNs());
        if (seat.onOutput(message.outputSeq(), client.nowNs()))
        {
            output.instanceId = message.instanceId();
            output.outputSeq = message.outputSeq();
            output.ackedInputSeq = message.ackedInputSeq();
            output.tick = message.tick();
            message.wrapPayload(output.payload);
            listener.onOutput(this, output);
        }
        speak(client.nowNs());
    }

    private long asked(final long seq)
    {
        speak(client.nowNs());
        return seq;
    }

    /** What is asked before the first welcome would be asked of nobody in particular. */
    private boolean isIn()
    {
        return userId != 0 && attachment.state() != PlayerState.CLOSED;
    }

    /** Say what is to be said and has room. Requests first: they are rare, and somebody waits for them. */
    private void speak(final long nowNs)
    {
        if (attachment.state() != PlayerState.ATTACHED)
        {
            return;
        }
        questions.speak(nowNs);
        if (seat.instanceId() != 0)
        {
            play(nowNs);
        }
    }

    private void play(final long nowNs)
    {
        for (long seq = seat.inputToSend(); seq != 0 && publisher.input(seat, seq); seq = seat.inputToSend())
        {
            seat.onInputSent();
        }
        if (seat.isAckDue(nowNs) && publisher.outputAck(seat))
        {
            seat.onOutputsTold();
        }
    }

    /** Events are told once: one that was told before is dropped. */
    boolean isNews(final long seq)
    {
        final boolean isNews = seq > eventSeq;
        if (isNews)
        {
            eventSeq = seq;
        }
        return isNews;
    }

    private void forgetUser()
    {
        userId = 0;
        eventSeq = 0;
        seat.release();
        questions.forget();
    }

    private static void require(final boolean holds, final String sentence)
    {
        if (!holds)
        {
            throw new IllegalArgumentException(sentence);
        }
    }
}
