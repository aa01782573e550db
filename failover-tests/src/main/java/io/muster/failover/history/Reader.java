package io.muster.failover.history;

import io.aeron.Aeron;
import io.muster.codecs.InstancesFoundDecoder;
import io.muster.codecs.MessageHeaderDecoder;
import io.muster.codecs.QueryRefusedDecoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.UserFoundDecoder;
import io.muster.failover.history.record.OpenInstance;
import io.muster.failover.history.record.Operation;
import io.muster.node.capture.Capture;
import io.muster.node.link.LinkSettings;
import io.muster.node.link.Queries;
import io.muster.node.link.QueryListener;
import io.muster.node.status.Counters;
import org.agrona.DirectBuffer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads past the log, from the replicas in turn, for all clients. */
final class Reader implements QueryListener, AutoCloseable
{
    private final Requests requests = new Requests();
    private final MessageHeaderDecoder header = new MessageHeaderDecoder();
    private final UserFoundDecoder userFound = new UserFoundDecoder();
    private final InstancesFoundDecoder instancesFound = new InstancesFoundDecoder();
    private final QueryRefusedDecoder queryRefused = new QueryRefusedDecoder();
    private final Map<Long, Operation> waiting = new HashMap<>();
    private final Queries queries;
    private final int nodeId;
    private long queryId;
    private long nowNs;

    /** @param endpoint the event endpoint of the node, which reads are answered to. */
    Reader(final LinkSettings settings, final Aeron aeron, final String endpoint)
    {
        nodeId = settings.nodeId;
        queries = new Queries(settings, aeron, endpoint, this, new Counters(), Capture.OFF.ring());
    }

    int poll(final long atNs)
    {
        nowNs = atNs;
        return queries.poll(atNs);
    }

    /** Ask; the operation is answered, or given up, in a later poll. */
    void ask(final Operation operation, final long position, final long atNs)
    {
        queryId++;
        waiting.put(queryId, operation);
        final int length = requests.query(operation, queryId, nodeId, position);
        if (!queries.ask(requests.buffer, 0, length, queryId, atNs))
        {
            waiting.remove(queryId);
        }
    }

    boolean isWaiting(final Operation operation)
    {
        return waiting.containsValue(operation);
    }

    @Override
    public void onAnswer(final int templateId, final DirectBuffer buffer, final int offset, final int length)
    {
        switch (templateId)
        {
            case UserFoundDecoder.TEMPLATE_ID -> on(userFound.wrapAndApplyHeader(buffer, offset, header));
            case InstancesFoundDecoder.TEMPLATE_ID -> on(instancesFound.wrapAndApplyHeader(buffer, offset, header));
            case QueryRefusedDecoder.TEMPLATE_ID -> on(queryRefused.wrapAndApplyHeader(buffer, offset, header));
            default -> throw new IllegalStateException("a replica answered with message " + templateId);
        }
    }

    private void on(final UserFoundDecoder answer)
    {
        final Operation operation = waiting.remove(answer.queryId());
        operation.instance = answer.instanceId();
        operation.seat = answer.seat();
        operation.eventSeq = answer.eventSeq();
        operation.answer(RefusalCode.NONE, answer.position(), nowNs);
    }

    private void on(final InstancesFoundDecoder answer)
    {
        final Operation operation = waiting.remove(answer.queryId());
        final List<OpenInstance> found = new ArrayList<>();
        operation.answer(RefusalCode.NONE, answer.position(), nowNs);
        for (final InstancesFoundDecoder.InstancesDecoder it : answer.instances())
        {
            found.add(new OpenInstance(it.instanceId(), it.seatsTaken(), it.seatsMax()));
        }
        operation.found = found;
    }

    private void on(final QueryRefusedDecoder answer)
    {
        waiting.remove(answer.queryId()).answer(answer.code(), answer.position(), nowNs);
    }

    @Override
    public void onUnanswered(final long unansweredId)
    {
        waiting.remove(unansweredId);
    }

    @Override
    public void close()
    {
        queries.close();
    }
}
