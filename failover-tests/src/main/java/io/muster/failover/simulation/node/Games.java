package io.muster.failover.simulation.node;

import io.muster.codecs.AttributeKind;
import io.muster.codecs.GameTypes;
import io.muster.codecs.Keyword;

/** The games of the simulated world, and what their instances can be found by. */
public final class Games
{
    /** What is declared of each game: two attributes and a tag. */
    public static final long RATING = Keyword.of("rating");
    public static final long MAP = Keyword.of("map");
    public static final long RANKED = Keyword.of("ranked");

    /** Kinds of the attributes, in the order of their declaration. */
    static final AttributeKind[] KINDS = { AttributeKind.INTEGER, AttributeKind.KEYWORD };

    private static final String[] NAMES = { "arena", "chess", "go" };
    private static final int[] SEATS_MAX = { 4, 2, 8 };
    private static final byte[][] TYPES = new byte[NAMES.length][];

    static
    {
        for (int i = 0; i < NAMES.length; i++)
        {
            TYPES[i] = GameTypes.bytesOf(NAMES[i]);
        }
    }

    private Games()
    {
    }

    /** Games there are; the last is run by nobody. */
    public static int count()
    {
        return NAMES.length;
    }

    /** As commands have it. */
    public static byte[] typeOf(final int game)
    {
        return TYPES[game];
    }

    static String nameOf(final int game)
    {
        return NAMES[game];
    }

    static int seatsMax(final int game)
    {
        return SEATS_MAX[game];
    }
}
