package io.muster.node.settings;

import java.util.Collection;

/** The known name that was probably meant. */
final class Nearest
{
    private Nearest()
    {
    }

    /** The name with the fewest edits, or {@code null} when more than a third of the letters would change. */
    static String to(final String name, final Collection<String> known)
    {
        String nearest = null;
        int fewest = name.length() / 3 + 1;
        for (final String candidate : known)
        {
            final int edits = edits(name, candidate);
            if (edits < fewest)
            {
                fewest = edits;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /** Levenshtein distance, ignoring case. */
    private static int edits(final String from, final String to)
    {
        final int[] row = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++)
        {
            row[j] = j;
        }
        for (int i = 1; i <= from.length(); i++)
        {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++)
            {
                final boolean same =
                    Character.toLowerCase(from.charAt(i - 1)) == Character.toLowerCase(to.charAt(j - 1));
                final int replaced = diagonal + (same ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
            }
        }
        return row[to.length()];
    }
}
