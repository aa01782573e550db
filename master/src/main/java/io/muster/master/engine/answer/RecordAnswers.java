package io.muster.master.engine.answer;

import io.muster.codecs.BooleanType;
import io.muster.codecs.FindRecordsDecoder;
import io.muster.codecs.GameTypes;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.QueryExplainedEncoder;
import io.muster.codecs.RecordKind;
import io.muster.codecs.RefusalCode;
import io.muster.master.engine.directory.Directories;
import io.muster.master.engine.directory.GameTypeDirectory;
import io.muster.master.engine.directory.InstanceFields;
import io.muster.master.engine.directory.NodeFields;
import io.muster.master.engine.directory.UserFields;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.query.Page;
import org.agrona.MutableDirectBuffer;

import static io.muster.codecs.RefusalCode.FIELD_UNKNOWN;
import static io.muster.codecs.RefusalCode.GAME_TYPE_UNKNOWN;
import static io.muster.codecs.RefusalCode.NONE;
import static io.muster.codecs.RefusalCode.QUERY_MALFORMED;
import static io.muster.codecs.RefusalCode.QUERY_TOO_DEAR;

/** Answers {@code FindRecords} from the directories. */
public final class RecordAnswers
{
    private final Question question = new Question();
    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final QueryExplainedEncoder explained = new QueryExplainedEncoder();
    private final GameTypeDirectory gameTypes;
    private final Catalog nodes;
    private final Catalog users;
    private final Catalog instances;
    private final Rows nodeRows;
    private final Rows userRows;
    private final Rows instanceRows;
    private int length;

    /** @param clock by which ages are told. */
    public RecordAnswers(final Directories directories, final LogClock clock)
    {
        gameTypes = directories.gameTypes();
        nodes = new Catalog(directories.nodes().table())
            .number(NodeFields.ID)
            .number(NodeFields.LOAD)
            .words(NodeFields.KIND, "", "session", "game")
            .words(NodeFields.UP, "no", "yes");
        users = new Catalog(directories.users().table())
            .number(UserFields.ID)
            .number(UserFields.NODE)
            .number(UserFields.INSTANCE)
            .number(UserFields.DETACHED_MS)
            .text(UserFields.NAME)
            .words(UserFields.STATE, "seatless", "offered", "accepted", "seated");
        instances = new Catalog(directories.instances().table())
            .number(InstanceFields.ID)
            .number(InstanceFields.NODE)
            .number(InstanceFields.CREATED_MS)
            .number(InstanceFields.SEATS_MAX)
            .number(InstanceFields.SEATS_FREE)
            .words(InstanceFields.STATE, "", "starting", "running")
            .games(new GameFields(directories.attributes()));
        nodeRows = new NodeRows(directories.nodes());
        userRows = new UserRows(directories.users(), clock);
        instanceRows = new InstanceRows(directories, clock);
    }

    /**
     * Answer a query that is whole.
     *
     * @param position at which the answer is true.
     * @param into     written from its beginning, unless the query is refused.
     * @return NONE, and there are {@link #length} bytes; or why it is refused.
     */
    public RefusalCode answer(final FindRecordsDecoder query, final long position, final MutableDirectBuffer into)
    {
        final int kind = query.kindRaw();
        if (kind == RecordKind.NODES.value())
        {
            return answer(query, position, into, nodes, nodeRows);
        }
        if (kind == RecordKind.USERS.value())
        {
            return answer(query, position, into, users, userRows);
        }
        return kind == RecordKind.INSTANCES.value() ?
            answer(query, position, into, instances, instanceRows) : QUERY_MALFORMED;
    }

    /** Bytes of the last answer. */
    public int length()
    {
        return length;
    }

    private RefusalCode answer(
        final FindRecordsDecoder query,
        final long position,
        final MutableDirectBuffer into,
        final Catalog catalog,
        final Rows rows)
    {
        final int typeIndex = query.offset() + FindRecordsDecoder.gameTypeEncodingOffset();
        final long head = GameTypes.head(query.buffer(), typeIndex);
        final long tail = GameTypes.tail(query.buffer(), typeIndex);
        final boolean isOfAGame = (head | tail) != 0;
        final int type = isOfAGame ? gameTypes.numberOf(head, tail) : 0;
        if (isOfAGame && catalog.games() == null)
        {
            return FIELD_UNKNOWN;
        }
        if (isOfAGame && type == 0)
        {
            return GAME_TYPE_UNKNOWN;
        }

        final RefusalCode refusal = question.read(query, catalog, type);
        if (refusal != NONE)
        {
            return refusal;
        }
        if (query.isExplainedRaw() == BooleanType.TRUE.value())
        {
            explain(query.queryId(), position, into, catalog);
            return NONE;
        }
        final Page page = catalog.search().run(question.query());
        length = page == null ? 0 : rows.write(into, query.queryId(), position, question, page);
        return page == null ? QUERY_TOO_DEAR : NONE;
    }

    private void explain(
        final long queryId, final long position, final MutableDirectBuffer into, final Catalog catalog)
    {
        explained.wrapAndApplyHeader(into, 0, header)
            .queryId(queryId)
            .position(position)
            .text(catalog.search().explain(question.query()));
        length = explained.limit();
    }
}
