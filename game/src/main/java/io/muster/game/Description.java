package io.muster.game;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.Keyword;

/**
 * What an instance can be found by: values of the attributes that its game type declares, and tags. Set by the game at
 * any time; the master is told at the end of the tick if anything changed, at most once a second.
 * <p>
 * Nothing is set at first. Setting what is set already costs next to nothing, so a game need not remember.
 */
public final class Description
{
    private final Vocabulary vocabulary;
    private final long[] values;
    private long attributesSet;
    private long tags;
    private boolean isChanged;

    /** Nothing is set. */
    public Description(final Vocabulary vocabulary)
    {
        this.vocabulary = vocabulary;
        values = new long[vocabulary.attributes().size()];
    }

    /**
     * Set an attribute to a word.
     *
     * @throws IllegalArgumentException when the game type declares no such attribute for words, or that is no word.
     */
    public Description set(final String attribute, final String word)
    {
        set(require(attribute, AttributeKind.KEYWORD), Keyword.of(word));
        return this;
    }

    /**
     * Set an attribute to a number.
     *
     * @throws IllegalArgumentException when the game type declares no such attribute for numbers.
     */
    public Description set(final String attribute, final long number)
    {
        set(require(attribute, AttributeKind.INTEGER), number);
        return this;
    }

    /**
     * Take an attribute away.
     *
     * @throws IllegalArgumentException when the game type declares no such attribute.
     */
    public Description clear(final String attribute)
    {
        final int number = vocabulary.attribute(attribute);
        require(number != Vocabulary.NONE, "attribute", attribute);
        isChanged |= isSet(number);
        attributesSet &= ~(1L << number);
        return this;
    }

    /**
     * Set a tag, or take it away.
     *
     * @throws IllegalArgumentException when the game type declares no such tag.
     */
    public Description tag(final String tag, final boolean isOn)
    {
        final int number = vocabulary.tag(tag);
        require(number != Vocabulary.NONE, "tag", tag);
        isChanged |= isTagged(number) != isOn;
        tags = isOn ? tags | 1L << number : tags & ~(1L << number);
        return this;
    }

    /** The word of an attribute, or null when it is not set. */
    public String word(final String attribute)
    {
        final int number = require(attribute, AttributeKind.KEYWORD);
        return isSet(number) ? Keyword.text(values[number]) : null;
    }

    /** The number of an attribute, or another one when it is not set. */
    public long number(final String attribute, final long otherwise)
    {
        final int number = require(attribute, AttributeKind.INTEGER);
        return isSet(number) ? values[number] : otherwise;
    }

    /** Whether a tag is set. */
    public boolean isTagged(final String tag)
    {
        final int number = vocabulary.tag(tag);
        require(number != Vocabulary.NONE, "tag", tag);
        return isTagged(number);
    }

    /** For the host: what the numbers mean. */
    public Vocabulary vocabulary()
    {
        return vocabulary;
    }

    /** For the host: whether anything changed since {@link #wasTold}. */
    public boolean isChanged()
    {
        return isChanged;
    }

    /** For the host: the master is told what is set now. */
    public void wasTold()
    {
        isChanged = false;
    }

    /** For the host: how many attributes are set. */
    public int attributeCount()
    {
        return Long.bitCount(attributesSet);
    }

    /** For the host: whether an attribute is set, by its number. */
    public boolean isSet(final int attribute)
    {
        return (attributesSet & 1L << attribute) != 0;
    }

    /** For the host: the value of an attribute that is set, by its number. */
    public long value(final int attribute)
    {
        return values[attribute];
    }

    /** For the host: how many tags are set. */
    public int tagCount()
    {
        return Long.bitCount(tags);
    }

    /** For the host: whether a tag is set, by its number. */
    public boolean isTagged(final int tag)
    {
        return (tags & 1L << tag) != 0;
    }

    /** For the host: a bit for each tag that is set, by its number. */
    public long tags()
    {
        return tags;
    }

    /** For the host: what was set elsewhere, to go on from there. */
    public void restore(final long setTags)
    {
        tags = setTags;
        attributesSet = 0;
    }

    /** For the host: an attribute that was set elsewhere, by its number. */
    public void restore(final int attribute, final long value)
    {
        set(attribute, value);
    }

    private void set(final int attribute, final long value)
    {
        isChanged |= !isSet(attribute) || values[attribute] != value;
        values[attribute] = value;
        attributesSet |= 1L << attribute;
    }

    private int require(final String attribute, final AttributeKind kind)
    {
        final int number = vocabulary.attribute(attribute);
        require(number != Vocabulary.NONE && vocabulary.attributes().get(number).kind() == kind,
            kind == AttributeKind.KEYWORD ? "attribute for words" : "attribute for numbers", attribute);
        return number;
    }

    private static void require(final boolean holds, final String what, final String name)
    {
        if (!holds)
        {
            throw new IllegalArgumentException("the game type declares no " + what + " that is called " + name);
        }
    }
}
