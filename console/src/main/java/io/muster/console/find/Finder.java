package io.muster.console.find;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.codecs.RefusalCode;
import io.muster.console.local.ConsoleError;
import io.muster.console.local.ConsoleException;
import io.muster.console.local.LocalCluster;
import io.muster.console.local.LocalNode;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Asks the replicas in turn until one answers, and goes on page after page until there are enough rows. */
public final class Finder
{
    private final LocalCluster cluster;
    private final List<LocalNode> replicas;
    private final List<ObjectNode> rows = new ArrayList<>();
    private Answer last = Answer.NONE;
    private LocalNode answerer;

    /** @param replicas in the order in which they are asked. */
    public Finder(final LocalCluster cluster, final List<LocalNode> replicas)
    {
        this.cluster = cluster;
        this.replicas = replicas;
    }

    /**
     * Ask, and keep what is found.
     *
     * @throws ConsoleException QUERY_REFUSED, with the reason; or REPLICAS_SILENT.
     */
    public void find(final Query query, final int rowsMax)
    {
        while (rows.size() < rowsMax && last.hasMore())
        {
            last = ask(query, rowsMax - rows.size());
            rows.addAll(last.rows());
            query.after(last);
        }
    }

    /** What was found, in the order that was asked for. */
    public List<ObjectNode> rows()
    {
        return rows;
    }

    /** How it would be found, if that was the question; or null. */
    public String explanation()
    {
        return last.explanation();
    }

    /** Whether there may be more than was asked for. */
    public boolean hasMore()
    {
        return last.hasMore();
    }

    /** Of the log, at which the last page is true. */
    public long position()
    {
        return last.position();
    }

    /** Who answered last. */
    public LocalNode answerer()
    {
        return answerer;
    }

    private Answer ask(final Query query, final int rowsMax)
    {
        for (final LocalNode replica : replicas)
        {
            final Optional<byte[]> bytes = cluster.ask(replica, query.encode(rowsMax));
            final Answer answer = bytes.map(Answer::of).orElse(null);
            if (answer != null && !mayAnotherKnow(answer.refusal()))
            {
                answerer = replica;
                return answer.orRefusal();
            }
        }
        throw new ConsoleException(ConsoleError.REPLICAS_SILENT,
            "no master answered; ./muster status shows which of them are there");
    }

    private static boolean mayAnotherKnow(final RefusalCode refusal)
    {
        return refusal == RefusalCode.QUERIES_FULL || refusal == RefusalCode.POSITION_NOT_REACHED;
    }
}
