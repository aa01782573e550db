package io.muster.master.engine.slab;

/**
 * The sum of all words, each multiplied by a key of its place: 128 bits wide, so that no product loses a bit.
 * <p>
 * The sum does not depend on the order of changes, a word that is zero adds nothing, and a change costs one product.
 * <p>
 * What can't hide: a difference in one word, for a product is zero only if a factor is. A difference in two words,
 * unless the one is to the other as the two keys are, which are 62 bits of noise: then both are near 2^62, divided by
 * what the keys have in common. (Nothing is cut off below 2^128; in a sum of 64 bits, the top bits of any two words
 * would cancel.) For other differences, and for the last step, which folds the sum to 64 bits, chance is 1 in 2^64.
 */
final class PlaceSum
{
    private static final long FIRST = 0x9E37_79B9_7F4A_7C15L;
    private static final long SECOND = 0xD6E8_FEB8_6659_FD93L;
    private static final long EMPTY = Mix.of(0, 0);

    private long high;
    private long low;

    void reset()
    {
        high = 0;
        low = 0;
    }

    /** The word at a place changed; words are signed here. */
    void change(final long place, final long before, final long after)
    {
        final long key = keyOf(place);
        final long change = after - before;
        long productHigh = Math.multiplyHigh(key, change);
        if (((after ^ before) & (after ^ change)) < 0)
        {
            productHigh += after < 0 ? -key : key; // The change takes 65 bits.
        }
        final long product = key * change;
        final long sum = low + product;
        final long carry = (low & product | (low | product) & ~sum) >>> 63; // No branch: it would be a coin's.
        low = sum;
        high += productHigh + carry;
    }

    /** Folded to 64 bits; 0 when all words are zero. */
    long value()
    {
        return Mix.of(high, low) ^ EMPTY;
    }

    /** Odd and below 2^62: two products and their sum stay within 128 bits. */
    private static long keyOf(final long place)
    {
        final long key = place * FIRST + SECOND;
        return (key ^ key >>> 32) * SECOND >>> 2 | 1;
    }
}
