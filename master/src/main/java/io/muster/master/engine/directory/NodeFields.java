package io.muster.master.engine.directory;

import io.muster.codecs.NodeRecordDecoder;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.slab.Field;

import java.util.List;

/** Where the schema has the fields of a node, and which of them are indexed. */
public final class NodeFields
{
    /** Who it is, for ever. */
    public static final Field ID = number("id", NodeRecordDecoder.nodeIdEncodingOffset(), Integer.BYTES);
    /** A NodeKind. */
    public static final Field KIND = number("kind", NodeRecordDecoder.kindEncodingOffset(), Byte.BYTES);
    /** 1 while it is up. */
    public static final Field UP = number("up", NodeRecordDecoder.upEncodingOffset(), Byte.BYTES);
    /** Users of a session node, instances of a game node. */
    public static final Field LOAD = number("load", NodeRecordDecoder.loadEncodingOffset(), Integer.BYTES);
    /** When it was last heard, or went down, by the log's clock. */
    public static final Field HEARD_MS = number("heard-ms", NodeRecordDecoder.heardMsEncodingOffset(), Long.BYTES);

    static final Field INCARNATION = number("incarnation", NodeRecordDecoder.incarnationEncodingOffset(), Long.BYTES);
    static final Field COMMAND_SEQ = number("command-seq", NodeRecordDecoder.commandSeqEncodingOffset(), Long.BYTES);
    static final Field EVENT_SEQ = number("event-seq", NodeRecordDecoder.eventSeqEncodingOffset(), Long.BYTES);
    static final Field ACKED_SEQ = number("acked-seq", NodeRecordDecoder.ackedEventSeqEncodingOffset(), Long.BYTES);
    static final Field SAID = number("said", NodeRecordDecoder.saidEncodingOffset(), Long.BYTES);
    static final Field REGISTRATION =
        number("registration", NodeRecordDecoder.registrationEncodingOffset(), Long.BYTES);
    static final Field WANTED_TOLD = number("wanted-told", NodeRecordDecoder.wantedToldEncodingOffset(), Byte.BYTES);

    /** Beside the id. The order of the groups is that of their links in a snapshot: append, never reorder. */
    static final List<Indexed> INDEXES = List.of(
        new Indexed(Indexed.Kind.GROUP, KIND),
        new Indexed(Indexed.Kind.SORTED, LOAD));

    /** All of them. */
    static final List<Field> ALL = List.of(
        ID, KIND, UP, LOAD, HEARD_MS, INCARNATION, COMMAND_SEQ, EVENT_SEQ, ACKED_SEQ, SAID, REGISTRATION,
        WANTED_TOLD);

    private NodeFields()
    {
    }

    private static Field number(final String name, final int offset, final int bytes)
    {
        return new Field(name, offset, bytes);
    }
}
