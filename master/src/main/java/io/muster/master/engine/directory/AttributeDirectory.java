package io.muster.master.engine.directory;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.AttributeRecordDecoder;
import io.muster.codecs.Keyword;
import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;

import java.util.List;

/**
 * Which attributes and tags the instances of each game may have, as its nodes declare them: which name stands for which
 * field or bit of an instance's record. A game type is known by its number.
 */
public final class AttributeDirectory
{
    /** Attributes of one game. */
    public static final int ATTRIBUTES_MAX = 8;

    /** Tags of one game. */
    public static final int TAGS_MAX = 64;

    /** No such attribute or tag. */
    public static final int NONE = -1;

    private static final int TAG = 3;
    private static final int NUMBERS_PER_TYPE = 128;
    private static final Field NUMBER =
        new Field("number", AttributeRecordDecoder.numberEncodingOffset(), Long.BYTES);
    private static final Field NAME = new Field("name", AttributeRecordDecoder.nameEncodingOffset(), Long.BYTES);
    private static final Field KIND = new Field("kind", AttributeRecordDecoder.kindEncodingOffset(), Byte.BYTES);

    /** For naming a difference. */
    static final List<Field> FIELDS = List.of(NUMBER, NAME, KIND);

    private final Table table = new Table(
        "attributes",
        AttributeRecordDecoder.BLOCK_LENGTH,
        GameTypeDirectory.TYPES_MAX * (ATTRIBUTES_MAX + TAGS_MAX),
        NUMBER,
        List.of());
    private final Slab slab = table.slab();

    /** Which attribute of a game has a name, or {@link #NONE}. */
    public int attribute(final int type, final long name)
    {
        return find(type, 0, ATTRIBUTES_MAX, name);
    }

    /** Which tag of a game has a name, or {@link #NONE}. */
    public int tag(final int type, final long name)
    {
        return find(type, ATTRIBUTES_MAX, TAGS_MAX, name);
    }

    /** The name of an attribute that an instance of the game has. */
    public long attributeName(final int type, final int attribute)
    {
        return slab.get(table.find(numberOf(type, attribute)), NAME);
    }

    /** The kind of an attribute that there is. */
    public AttributeKind kind(final int type, final int attribute)
    {
        return slab.get(table.find(numberOf(type, attribute)), KIND) == AttributeKind.KEYWORD.value() ?
            AttributeKind.KEYWORD : AttributeKind.INTEGER;
    }

    /** The name of a tag that an instance of the game has. */
    public long tagName(final int type, final int tag)
    {
        return slab.get(table.find(numberOf(type, ATTRIBUTES_MAX + tag)), NAME);
    }

    /** Whether a game has, or may have, an attribute with this name and of this kind. */
    public boolean mayHaveAttribute(final int type, final long name, final AttributeKind kind)
    {
        final int attribute = attribute(type, name);
        return tag(type, name) == NONE && (attribute == NONE || kind(type, attribute) == kind);
    }

    /** Whether a game has, or may have, a tag with this name. */
    public boolean mayHaveTag(final int type, final long name)
    {
        return attribute(type, name) == NONE;
    }

    /** How many attributes a game has. */
    public int attributeCount(final int type)
    {
        return count(type, 0, ATTRIBUTES_MAX);
    }

    /** How many tags a game has. */
    public int tagCount(final int type)
    {
        return count(type, ATTRIBUTES_MAX, TAGS_MAX);
    }

    /** A game has this attribute from here on, if it had not before. */
    public void openAttribute(final int type, final long name, final AttributeKind kind)
    {
        if (attribute(type, name) == NONE)
        {
            check(attributeCount(type) < ATTRIBUTES_MAX);
            open(numberOf(type, attributeCount(type)), name, kind.value());
        }
    }

    /** A game has this tag from here on, if it had not before. */
    public void openTag(final int type, final long name)
    {
        if (tag(type, name) == NONE)
        {
            check(tagCount(type) < TAGS_MAX);
            open(numberOf(type, ATTRIBUTES_MAX + tagCount(type)), name, TAG);
        }
    }

    /** Forget what a game has declared. Nothing of it may be set in any instance. */
    public void close(final int type)
    {
        for (int i = 0; i < ATTRIBUTES_MAX + TAGS_MAX; i++)
        {
            final int slot = table.find(numberOf(type, i));
            if (slot != Slab.NONE)
            {
                table.remove(slot);
            }
        }
    }

    /** The records and their index, for snapshots. */
    public Table table()
    {
        return table;
    }

    private void open(final long number, final long name, final int kind)
    {
        check(!slab.isFull() && Keyword.isKeyword(name));
        final int slot = table.allocate();
        slab.put(slot, NUMBER, number);
        slab.put(slot, NAME, name);
        slab.put(slot, KIND, kind);
        table.link(slot);
    }

    /** Numbers are given out without gaps. */
    private int find(final int type, final int first, final int countMax, final long name)
    {
        for (int i = 0; i < countMax; i++)
        {
            final int slot = table.find(numberOf(type, first + i));
            if (slot == Slab.NONE)
            {
                return NONE;
            }
            if (slab.get(slot, NAME) == name)
            {
                return i;
            }
        }
        return NONE;
    }

    private int count(final int type, final int first, final int countMax)
    {
        int count = 0;
        while (count < countMax && table.find(numberOf(type, first + count)) != Slab.NONE)
        {
            count++;
        }
        return count;
    }

    private static void check(final boolean holds)
    {
        if (!holds)
        {
            throw new IllegalStateException("the game has too many attributes or tags, or one without a name");
        }
    }

    private static long numberOf(final int type, final int index)
    {
        return (long)type * NUMBERS_PER_TYPE + index + 1;
    }
}
