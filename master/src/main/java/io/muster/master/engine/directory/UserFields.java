package io.muster.master.engine.directory;

import io.muster.codecs.UserRecordDecoder;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.slab.Field;

import java.util.List;

/** Where the schema has the fields of a user, and which of them are indexed. */
public final class UserFields
{
    /** Never given to another. */
    public static final Field ID = number("id", UserRecordDecoder.userIdEncodingOffset(), Long.BYTES);
    /** Unique among the users of a moment. */
    public static final Field NAME =
        new Field("name", UserRecordDecoder.nameEncodingOffset(), UserRecordDecoder.nameEncodingLength());
    /** The session node's id, or -1 while detached. */
    public static final Field NODE = number("node", UserRecordDecoder.nodeIdEncodingOffset(), Integer.BYTES);
    /** Where the user has a seat. */
    public static final Field INSTANCE = number("instance", UserRecordDecoder.instanceIdEncodingOffset(), Long.BYTES);
    /** A UserState. */
    public static final Field STATE = number("state", UserRecordDecoder.stateEncodingOffset(), Byte.BYTES);
    /** By the log's clock; 0 while attached. */
    public static final Field DETACHED_MS =
        number("detached-ms", UserRecordDecoder.detachedMsEncodingOffset(), Long.BYTES);

    static final Field CLIENT = number("client", UserRecordDecoder.clientIdEncodingOffset(), Long.BYTES);
    static final Field CONNECTION = number("connection", UserRecordDecoder.connectionIdEncodingOffset(), Long.BYTES);
    static final Field REQUEST_SEQ = number("request-seq", UserRecordDecoder.requestSeqEncodingOffset(), Long.BYTES);
    static final Field EVENT_SEQ = number("event-seq", UserRecordDecoder.eventSeqEncodingOffset(), Long.BYTES);
    static final Field ATTACHMENT = number("attachment", UserRecordDecoder.attachmentEncodingOffset(), Integer.BYTES);
    static final Field SEAT = number("seat", UserRecordDecoder.seatEncodingOffset(), Byte.BYTES);
    static final Field REPLY_KIND = number("reply-kind", UserRecordDecoder.replyKindEncodingOffset(), Byte.BYTES);
    static final Field REPLY_SEQ = number("reply-seq", UserRecordDecoder.replySeqEncodingOffset(), Long.BYTES);
    static final Field REPLY_INSTANCE =
        number("reply-inst", UserRecordDecoder.replyInstanceIdEncodingOffset(), Long.BYTES);
    static final Field REPLY_NODE = number("reply-node", UserRecordDecoder.replyNodeIdEncodingOffset(), Integer.BYTES);
    static final Field REPLY_TYPE =
        number("reply-type", UserRecordDecoder.replyGameTypeEncodingOffset(), Integer.BYTES);
    static final Field REPLY_CODE = number("reply-code", UserRecordDecoder.replyCodeEncodingOffset(), Short.BYTES);
    static final Field REPLY_SEAT = number("reply-seat", UserRecordDecoder.replySeatEncodingOffset(), Byte.BYTES);
    static final Field REPLY_SEATS_MAX =
        number("reply-seats", UserRecordDecoder.replySeatsMaxEncodingOffset(), Byte.BYTES);
    static final Field FACT_SEQ = number("fact-seq", UserRecordDecoder.factSeqEncodingOffset(), Long.BYTES);
    static final Field FACT_INSTANCE =
        number("fact-inst", UserRecordDecoder.factInstanceIdEncodingOffset(), Long.BYTES);
    static final Field FACT_REASON = number("fact-reason", UserRecordDecoder.factReasonEncodingOffset(), Byte.BYTES);

    /** Beside the id. The order of the groups is that of their links in a snapshot: append, never reorder. */
    static final List<Indexed> INDEXES = List.of(
        new Indexed(Indexed.Kind.UNIQUE_TEXT, NAME),
        new Indexed(Indexed.Kind.GROUP, NODE),
        new Indexed(Indexed.Kind.GROUP, INSTANCE));

    /** All of them. */
    static final List<Field> ALL = List.of(
        ID, NAME, NODE, INSTANCE, STATE, DETACHED_MS, CLIENT, CONNECTION, REQUEST_SEQ, EVENT_SEQ, ATTACHMENT,
        SEAT, REPLY_KIND, REPLY_SEQ, REPLY_INSTANCE, REPLY_NODE, REPLY_TYPE, REPLY_CODE, REPLY_SEAT,
        REPLY_SEATS_MAX, FACT_SEQ, FACT_INSTANCE, FACT_REASON);

    private UserFields()
    {
    }

    private static Field number(final String name, final int offset, final int bytes)
    {
        return new Field(name, offset, bytes);
    }
}
