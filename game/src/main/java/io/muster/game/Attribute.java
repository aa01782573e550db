package io.muster.game;

import io.muster.codecs.AttributeKind;

/**
 * Something that the instances of a game can be found and ordered by.
 *
 * @param name 1 to 12 of {@code a-z 0-9 - _ .}, and not one of {@link Vocabulary#TAKEN}.
 * @param kind of its values.
 */
public record Attribute(String name, AttributeKind kind)
{
    /** One whose values are words, such as the name of a map: 1 to 12 of {@code a-z 0-9 - _ .}. */
    public static Attribute word(final String name)
    {
        return new Attribute(name, AttributeKind.KEYWORD);
    }

    /** One whose values are whole numbers, such as a rating. */
    public static Attribute number(final String name)
    {
        return new Attribute(name, AttributeKind.INTEGER);
    }
}
