package io.muster.master.engine.directory;

import io.muster.codecs.InstanceRecordDecoder;
import io.muster.master.engine.index.Indexed;
import io.muster.master.engine.slab.Field;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the schema has the fields of an instance, and which of them are indexed. */
public final class InstanceFields
{
    /** Never given to another. */
    public static final Field ID = number("id", InstanceRecordDecoder.instanceIdEncodingOffset(), Long.BYTES);
    /** When it was asked for, by the log's clock. */
    public static final Field CREATED_MS =
        number("created-ms", InstanceRecordDecoder.createdMsEncodingOffset(), Long.BYTES);
    /** The game node's id. */
    public static final Field NODE = number("node", InstanceRecordDecoder.nodeIdEncodingOffset(), Integer.BYTES);
    /** Number of its game type. */
    public static final Field TYPE = number("type", InstanceRecordDecoder.gameTypeEncodingOffset(), Integer.BYTES);
    /** Number of its game type while it runs and has a free seat, else 0. */
    public static final Field OPEN_TYPE =
        number("open-type", InstanceRecordDecoder.openTypeEncodingOffset(), Integer.BYTES);
    /** An InstanceState. */
    public static final Field STATE = number("state", InstanceRecordDecoder.stateEncodingOffset(), Byte.BYTES);
    /** Seats there are. */
    public static final Field SEATS_MAX =
        number("seats-max", InstanceRecordDecoder.seatsMaxEncodingOffset(), Byte.BYTES);
    /** Seats that nobody has. */
    public static final Field SEATS_FREE =
        number("seats-free", InstanceRecordDecoder.seatsFreeEncodingOffset(), Byte.BYTES);

    /** A bit for each attribute that is set. */
    public static final Field ATTRIBUTES_SET =
        number("attributes-set", InstanceRecordDecoder.attributesSetEncodingOffset(), Byte.BYTES);
    /** A bit for each tag. */
    public static final Field TAGS = number("tags", InstanceRecordDecoder.tagsEncodingOffset(), Long.BYTES);
    /** What games declare, by the numbers of the {@link AttributeDirectory}. */
    public static final List<Field> ATTRIBUTES = attributes();

    static final Field SEATS_TAKEN =
        number("seats-taken", InstanceRecordDecoder.seatsTakenEncodingOffset(), Long.BYTES);

    /** Beside the id. The order of the groups is that of their links in a snapshot: append, never reorder. */
    static final List<Indexed> INDEXES = Stream.concat(
        Stream.of(
            new Indexed(Indexed.Kind.GROUP, NODE),
            new Indexed(Indexed.Kind.GROUP, TYPE),
            new Indexed(Indexed.Kind.GROUP, STATE),
            new Indexed(Indexed.Kind.SORTED, OPEN_TYPE),
            new Indexed(Indexed.Kind.SORTED, SEATS_FREE),
            new Indexed(Indexed.Kind.SORTED, CREATED_MS),
            new Indexed(Indexed.Kind.BITS, TAGS)),
        ATTRIBUTES.stream().map((field) -> new Indexed(Indexed.Kind.SORTED_SOME, field))).toList();

    /** All of them. */
    static final List<Field> ALL = Stream.concat(
        Stream.of(
            ID, CREATED_MS, NODE, TYPE, OPEN_TYPE, STATE, SEATS_MAX, SEATS_FREE, SEATS_TAKEN, ATTRIBUTES_SET, TAGS),
        ATTRIBUTES.stream()).toList();

    private InstanceFields()
    {
    }

    private static List<Field> attributes()
    {
        final int first = InstanceRecordDecoder.attribute0EncodingOffset();
        final List<Field> fields = new ArrayList<>();
        for (int i = 0; i < AttributeDirectory.ATTRIBUTES_MAX; i++)
        {
            fields.add(number("attribute" + i, first + i * Long.BYTES, Long.BYTES));
        }
        return List.copyOf(fields);
    }

    private static Field number(final String name, final int offset, final int bytes)
    {
        return new Field(name, offset, bytes);
    }
}
