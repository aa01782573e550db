package io.muster.master.engine.answer;

import io.muster.master.engine.query.Page;
import org.agrona.MutableDirectBuffer;

/** Writes the records of a page as rows of the answer for their kind. */
interface Rows
{
    /**
     * Bytes of an answer, message header included: it fits into one datagram of the smallest MTU. Rows that do not fit
     * are for the next page; one row always fits.
     */
    int ANSWER_BYTES_MAX = 1_344;

    /**
     * Write the answer from the beginning of a buffer.
     *
     * @param position at which it is true.
     * @param question that the page answers.
     * @return bytes written.
     */
    int write(MutableDirectBuffer into, long queryId, long position, Question question, Page page);

    /** Whether there is more behind so many rows of a page. */
    static boolean hasMore(final Page page, final int rows)
    {
        return rows < page.size() || page.hasMore();
    }

    /** Where the next page goes on after so many rows. */
    static long afterValue(final Page page, final int rows)
    {
        return rows == page.size() ? page.lastValue() : page.value(rows - 1);
    }

    /** Where the next page goes on after so many rows. */
    static long afterKey(final Page page, final int rows)
    {
        return rows == page.size() ? page.lastKey() : page.key(rows - 1);
    }
}
