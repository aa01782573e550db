package io.muster.build;

/**
 * Something that was counted.
 *
 * @param what  lines of a file, lines of a method, and so on; one word.
 * @param where file, or file and method; no spaces.
 * @param is    what was counted.
 * @param most  what it may be.
 */
record Size(String what, String where, int is, int most)
{
    boolean isTooLarge()
    {
        return is > most;
    }

    String key()
    {
        return what + ' ' + where;
    }
}
