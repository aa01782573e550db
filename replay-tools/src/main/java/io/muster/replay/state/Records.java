package io.muster.replay.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.muster.codecs.RecordKind;
import io.muster.console.find.Answer;
import io.muster.console.find.Query;
import io.muster.console.local.ConsoleException;
import io.muster.master.engine.Engine;
import org.agrona.concurrent.UnsafeBuffer;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Looks records up in an engine, by the queries that operators and players ask. */
public final class Records
{
    private static final int ALL = Integer.MAX_VALUE;

    private final UnsafeBuffer answer = new UnsafeBuffer(new byte[Engine.ANSWER_BYTES_MAX]);
    private final Engine engine;
    private final long position;

    /** @param position that the engine is at. */
    public Records(final Engine engine, final long position)
    {
        this.engine = engine;
        this.position = position;
    }

    /**
     * What meets the conditions, an object each.
     *
     * @param where   as {@code muster find} has it.
     * @param orderBy a field, or null.
     * @throws ConsoleException OPTION_REFUSED, QUERY_REFUSED.
     */
    public List<ObjectNode> find(final RecordKind kind, final String where, final String orderBy, final int limit)
    {
        final List<ObjectNode> rows = new ArrayList<>();
        final Query query = new Query(kind, where, orderBy, false);
        Answer last = Answer.NONE;
        while (rows.size() < limit && last.hasMore())
        {
            last = ask(query, limit - rows.size());
            rows.addAll(last.rows());
            query.after(last);
        }
        return rows;
    }

    private Answer ask(final Query query, final int rows)
    {
        final byte[] question = query.encode(rows);
        final int length = engine.answer(new UnsafeBuffer(question), 0, question.length, position, answer);
        return Answer.of(Arrays.copyOf(answer.byteArray(), length)).orRefusal();
    }

    /** All that meet the conditions. */
    public List<ObjectNode> all(final RecordKind kind, final String where)
    {
        return find(kind, where, null, ALL);
    }

    /** A user, by id or by name. */
    public Optional<ObjectNode> user(final String idOrName)
    {
        final boolean isId = idOrName.matches("\\d{1,18}");
        return find(RecordKind.USERS, isId ? "id=" + idOrName : "name=\"" + idOrName + '"', null, 1).stream()
            .findFirst();
    }

    /** An instance or a node, by id. */
    public Optional<ObjectNode> byId(final RecordKind kind, final long id)
    {
        return find(kind, "id=" + id, null, 1).stream().findFirst();
    }
}
