package io.muster.client.simulation.games;

import java.util.Arrays;

/**
 * What a player of Connect Four dropped, against the discs that it is shown. It only drops where and when it may, so
 * the own discs are exactly the first so many columns played.
 */
final class ConnectFourEvidence
{
    private static final int COLUMNS = 7;
    private static final int ROWS = 6;
    private static final int COLUMN_BITS = ROWS + 1;
    private static final long COLUMN_MASK = (1L << ROWS) - 1;

    private final byte[] columns = new byte[COLUMNS * ROWS];
    private final int[] counts = new int[COLUMNS];
    private int sent;
    private int shown;
    private boolean isElsewhere;
    private long lost;
    private long duplicated;

    void begin()
    {
        sent = 0;
        shown = 0;
        isElsewhere = false;
        lost = 0;
        duplicated = 0;
    }

    /** A drop was given to the SDK. */
    void onSent(final int column)
    {
        if (sent < columns.length)
        {
            columns[sent++] = (byte)column;
        }
    }

    /** The own discs were shown. */
    void onShown(final long discs)
    {
        final int count = Long.bitCount(discs);
        if (count > sent)
        {
            duplicated = Math.max(duplicated, count - sent);
        }
        else if (count < shown)
        {
            lost = Math.max(lost, shown - count);
        }
        else
        {
            isElsewhere |= !areFirst(count, discs);
        }
        shown = Math.max(shown, count);
    }

    /**
     * The seat is closed.
     *
     * @param acked  the last input that the game acknowledged.
     * @param isLast whether the last board was shown: it holds everything that was acknowledged.
     */
    void conclude(final long acked, final boolean isLast)
    {
        if (isLast && shown < acked)
        {
            lost = Math.max(lost, acked - shown);
        }
        if (isElsewhere && lost == 0 && duplicated == 0)
        {
            lost = 1;
            duplicated = 1;
        }
    }

    long lost()
    {
        return lost;
    }

    long duplicated()
    {
        return duplicated;
    }

    private boolean areFirst(final int count, final long discs)
    {
        Arrays.fill(counts, 0);
        for (int i = 0; i < count; i++)
        {
            counts[columns[i]]++;
        }
        for (int column = 0; column < COLUMNS; column++)
        {
            if (Long.bitCount(discs >>> (column * COLUMN_BITS) & COLUMN_MASK) != counts[column])
            {
                return false;
            }
        }
        return true;
    }
}
