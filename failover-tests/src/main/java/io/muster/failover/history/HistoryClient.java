package io.muster.failover.history;

import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedDecoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.UserEnteredDecoder;
import io.muster.codecs.UserLeftDecoder;
import io.muster.codecs.UserRefusedDecoder;
import io.muster.codecs.UserSeatedDecoder;
import io.muster.codecs.UserUnseatedDecoder;
import io.muster.failover.history.record.History;
import io.muster.failover.history.record.Operation;
import io.muster.failover.history.record.OperationKind;
import io.muster.node.link.LinkListener;
import io.muster.node.link.MasterLink;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One client: a session node with one connection, which asks for one thing at a time, so that an answer comes in a
 * batch of its own, whose position is then the answer's. When it gives up waiting it begins anew as somebody else; what
 * it asked for stays without an answer.
 */
final class HistoryClient implements LinkListener
{
    private final History history;
    private final Choices choices;
    private final Reader reader;
    private final HistorySettings settings;
    private final Requests requests = new Requests();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserEnteredDecoder userEntered = new UserEnteredDecoder();
    private final UserRefusedDecoder userRefused = new UserRefusedDecoder();
    private final UserLeftDecoder userLeft = new UserLeftDecoder();
    private final UserSeatedDecoder userSeated = new UserSeatedDecoder();
    private final UserUnseatedDecoder userUnseated = new UserUnseatedDecoder();
    private final RequestRefusedDecoder requestRefused = new RequestRefusedDecoder();
    /** Answered in this poll. */
    private final List<Operation> answered = new ArrayList<>();
    /** Users whom the client gave up, and their instances or 0; the master has them still. */
    private final Map<Long, Long> left = new HashMap<>();
    private final long beginNs;
    private MasterLink link;
    private long client;
    private long user;
    private long instance;
    private long requestSeq;
    private Operation asked;
    private boolean isGivingUp;
    private int events;
    private long nowNs;
    private long restsUntilNs;
    private long timesLost;

    HistoryClient(
        final History history,
        final Choices choices,
        final Reader reader,
        final HistorySettings settings,
        final long beginNs)
    {
        this.history = history;
        this.choices = choices;
        this.reader = reader;
        this.settings = settings;
        this.beginNs = beginNs;
        client = choices.newClient();
    }

    void speakBy(final MasterLink sessionLink)
    {
        link = sessionLink;
    }

    /** Whether no answer is awaited. */
    boolean isIdle()
    {
        return asked == null;
    }

    boolean isReady()
    {
        return link.isRegistered();
    }

    long timesLost()
    {
        return timesLost;
    }

    /** @param isGoingOn whether new things may be asked for. */
    int poll(final long atNs, final boolean isGoingOn)
    {
        nowNs = atNs;
        events = 0;
        answered.clear();
        final long before = link.position();
        final int work = link.poll(nowNs);
        if (events > 1)
        {
            // They may have come in one batch, which says the position of the last.
            answered.forEach((it) -> it.afterPosition = before);
        }
        if (asked != null && asked.kind.isRead() && !reader.isWaiting(asked))
        {
            settle();
        }
        if (asked == null && isGoingOn && link.isRegistered() && nowNs - restsUntilNs >= 0)
        {
            ask();
            return work + 1;
        }
        return work;
    }

    private void ask()
    {
        final OperationKind kind = choices.next(user != 0, instance != 0, !history.recent().isEmpty());
        final Operation operation = history.begin(client, kind, System.nanoTime());
        operation.user = user;
        switch (kind)
        {
            case ENTER -> operation.name = choices.name(nowNs - beginNs);
            case JOIN -> operation.instance = choices.oneOf(history.recent());
            case LEAVE -> operation.instance = instance != 0 ? instance : choices.oneOf(history.recent());
            case LOG_OUT -> operation.instance = instance;
            default ->
            {
                // Nothing more is to be said.
            }
        }
        asked = operation;
        isGivingUp = !kind.isRead() && choices.givesUp();
        send();
    }

    private void send()
    {
        if (asked.kind.isRead())
        {
            reader.ask(asked, link.position(), nowNs);
            return;
        }
        final boolean isRequest = asked.kind != OperationKind.ENTER && asked.kind != OperationKind.LOG_OUT;
        requestSeq += isRequest ? 1 : 0;
        if (!link.send(requests.buffer, 0, requests.command(asked, requestSeq, settings.seatsMax)))
        {
            throw new IllegalStateException("a link with one command under way has no room for it");
        }
    }

    @Override
    public void onEvent(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        events++;
        switch (templateId)
        {
            case UserEnteredDecoder.TEMPLATE_ID -> on(userEntered.wrapAndApplyHeader(buffer, offset, header));
            case UserRefusedDecoder.TEMPLATE_ID ->
                answer(userRefused.wrapAndApplyHeader(buffer, offset, header).code());
            case UserLeftDecoder.TEMPLATE_ID -> on(userLeft.wrapAndApplyHeader(buffer, offset, header));
            case UserSeatedDecoder.TEMPLATE_ID -> on(userSeated.wrapAndApplyHeader(buffer, offset, header));
            case UserUnseatedDecoder.TEMPLATE_ID -> on(userUnseated.wrapAndApplyHeader(buffer, offset, header));
            case RequestRefusedDecoder.TEMPLATE_ID -> on(requestRefused.wrapAndApplyHeader(buffer, offset, header));
            default ->
            {
                // Other nodes come and go.
            }
        }
    }

    private void on(final UserEnteredDecoder event)
    {
        asked.user = isGivingUp ? 0 : event.userId();
        user = event.userId();
        requestSeq = event.requestSeq();
        answer(RefusalCode.NONE);
    }

    private void on(final UserLeftDecoder event)
    {
        if (event.userId() == user)
        {
            answer(RefusalCode.NONE);
            user = 0;
            instance = 0;
        }
    }

    private void on(final UserSeatedDecoder event)
    {
        if (!isGivingUp)
        {
            asked.instance = event.instanceId();
            asked.seat = event.seat();
            asked.seatsMax = event.seatsMax();
            asked.eventSeq = event.eventSeq();
        }
        // Who gives up tells nobody what it made, so that nobody sits there whom no history explains.
        if (asked.kind == OperationKind.CREATE && !isGivingUp)
        {
            history.onMade(event.instanceId());
        }
        instance = event.instanceId();
        answer(RefusalCode.NONE);
    }

    private void on(final UserUnseatedDecoder event)
    {
        instance = event.userId() == user ? 0 : instance;
        if (event.reason() == SeatReason.LEFT)
        {
            asked.eventSeq = isGivingUp ? 0 : event.eventSeq();
            answer(RefusalCode.NONE);
        }
        else
        {
            final Operation kick = history.kickOf(event.instanceId(), event.userId());
            kick.eventSeq = event.eventSeq();
            kick.answer(RefusalCode.NONE, link.position(), System.nanoTime());
            answered.add(kick);
        }
    }

    private void on(final RequestRefusedDecoder event)
    {
        asked.eventSeq = isGivingUp ? 0 : event.eventSeq();
        answer(event.code());
    }

    private void answer(final RefusalCode code)
    {
        if (!isGivingUp)
        {
            asked.answer(code, link.position(), System.nanoTime());
            answered.add(asked);
            history.onAcknowledged();
        }
        settle();
    }

    /** The answer has come, or never will. */
    private void settle()
    {
        if (isGivingUp)
        {
            beginAnew();
        }
        asked = null;
        isGivingUp = false;
        restsUntilNs = nowNs + settings.restNs;
    }

    private void beginAnew()
    {
        if (user != 0)
        {
            left.put(user, instance);
        }
        client = choices.newClient();
        user = 0;
        instance = 0;
    }

    @Override
    public void onRegistered(final long leaseMs)
    {
    }

    /** The master gave this node up: its users go when their time is over, which nobody will be told. */
    @Override
    public void onDown(final RefusalCode code)
    {
        timesLost++;
        beginAnew();
        left.forEach((gone, from) ->
        {
            final Operation logOut = history.begin(client, OperationKind.LOG_OUT, nowNs);
            logOut.user = gone;
            logOut.instance = from;
        });
        left.clear();
        asked = asked != null && asked.kind.isRead() ? asked : null;
        isGivingUp = false;
    }
}
