package io.muster.game;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.Keyword;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The attributes and tags of a game type, checked and numbered. Never changes, so any thread may read it. */
public final class Vocabulary
{
    /** Attributes of one game. */
    public static final int ATTRIBUTES_MAX = 8;

    /** Tags of one game. */
    public static final int TAGS_MAX = 64;

    /** What every instance can be found by without the game's doing. */
    public static final Set<String> TAKEN =
        Set.of("id", "node", "type", "state", "seats-max", "seats-free", "created-ms", "tag");

    /** No such attribute or tag. */
    static final int NONE = -1;

    private final List<Attribute> attributes;
    private final List<String> tags;
    private final long[] attributeNames;
    private final long[] tagNames;

    /** @throws IllegalArgumentException when a name is malformed, taken or there twice, or there are too many. */
    public Vocabulary(final GameType type)
    {
        attributes = List.copyOf(type.attributes());
        tags = List.copyOf(type.tags());
        require(attributes.size() <= ATTRIBUTES_MAX, "more than " + ATTRIBUTES_MAX + " attributes");
        require(tags.size() <= TAGS_MAX, "more than " + TAGS_MAX + " tags");
        attributeNames = attributes.stream().mapToLong((attribute) -> numberOf(attribute.name())).toArray();
        tagNames = tags.stream().mapToLong(Vocabulary::numberOf).toArray();
        final Set<String> names = new HashSet<>(TAKEN);
        attributes.forEach((attribute) -> require(names.add(attribute.name()), attribute.name() + " twice, or taken"));
        tags.forEach((tag) -> require(names.add(tag), tag + " twice, or taken"));
        require(attributes.stream().allMatch((it) -> it.kind() != null && it.kind() != AttributeKind.NULL_VAL),
            "an attribute without a kind");
    }

    /** In the order in which they are numbered. */
    public List<Attribute> attributes()
    {
        return attributes;
    }

    /** How many tags there are. */
    public int tagCount()
    {
        return tagNames.length;
    }

    /** An attribute's name by its number, as messages have it. */
    public long attributeName(final int attribute)
    {
        return attributeNames[attribute];
    }

    /** A tag's name by its number, as messages have it. */
    public long tagName(final int tag)
    {
        return tagNames[tag];
    }

    /** Whether there is anything that the master has to know. */
    public boolean isEmpty()
    {
        return attributes.isEmpty() && tags.isEmpty();
    }

    int attribute(final String name)
    {
        for (int i = 0; i < attributes.size(); i++)
        {
            if (attributes.get(i).name().equals(name))
            {
                return i;
            }
        }
        return NONE;
    }

    int tag(final String name)
    {
        return tags.indexOf(name);
    }

    private static long numberOf(final String name)
    {
        require(name != null && Keyword.isKeyword(name), "'" + name + "', which is not 1 to 12 of a-z 0-9 - _ .");
        return Keyword.of(name);
    }

    private static void require(final boolean holds, final String what)
    {
        if (!holds)
        {
            throw new IllegalArgumentException("the game declares " + what);
        }
    }
}
