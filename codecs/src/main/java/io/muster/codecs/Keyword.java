package io.muster.codecs;

/**
 * A word as a number: 1 to 12 of {@code a-z 0-9 - _ .}, each a digit to the base of 40, the first the most
 * significant. So a record keeps and compares a word as it does any number. 0 is none.
 */
public final class Keyword
{
    /** No word. */
    public static final long NONE = 0;

    /** Characters of a word; 40 to the power of 12 is just below 2 to the power of 64. */
    public static final int LENGTH_MAX = 12;

    private static final int BASE = 40;

    /** By digit. The digit 0 is in no word, so that none is the beginning of another with zeros behind it. */
    private static final String CHARACTERS = "\0-.0123456789_abcdefghijklmnopqrstuvwxyz";

    private static final byte[] DIGITS = new byte[128];

    static
    {
        for (int digit = 1; digit < BASE; digit++)
        {
            DIGITS[CHARACTERS.charAt(digit)] = (byte)digit;
        }
    }

    private Keyword()
    {
    }

    /** Can this text be one? */
    public static boolean isKeyword(final CharSequence text)
    {
        for (int i = 0; i < text.length(); i++)
        {
            if (text.charAt(i) >= DIGITS.length || DIGITS[text.charAt(i)] == 0)
            {
                return false;
            }
        }
        return text.length() > 0 && text.length() <= LENGTH_MAX;
    }

    /** Is this number one? {@link #NONE} is not. */
    public static boolean isKeyword(final long number)
    {
        long rest = number;
        for (int i = 0; i < LENGTH_MAX && rest != 0; i++)
        {
            if (Long.remainderUnsigned(rest, BASE) == 0)
            {
                return false;
            }
            rest = Long.divideUnsigned(rest, BASE);
        }
        return rest == 0 && number != NONE;
    }

    /**
     * The number of a word.
     *
     * @throws IllegalArgumentException when it is longer, empty, or of other characters.
     */
    public static long of(final CharSequence text)
    {
        if (!isKeyword(text))
        {
            throw new IllegalArgumentException("a keyword is 1 to 12 of a-z 0-9 - _ . and not '" + text + "'");
        }
        long number = 0;
        for (int i = 0; i < text.length(); i++)
        {
            number = number * BASE + DIGITS[text.charAt(i)];
        }
        return number;
    }

    /**
     * The word of a number, or the empty text for {@link #NONE}.
     *
     * @throws IllegalArgumentException when it is neither.
     */
    public static String text(final long number)
    {
        if (number != NONE && !isKeyword(number))
        {
            throw new IllegalArgumentException(Long.toUnsignedString(number) + " is no keyword");
        }
        final StringBuilder text = new StringBuilder(LENGTH_MAX);
        for (long rest = number; rest != 0; rest = Long.divideUnsigned(rest, BASE))
        {
            text.append(CHARACTERS.charAt((int)Long.remainderUnsigned(rest, BASE)));
        }
        return text.reverse().toString();
    }
}
