package io.muster.master.engine.log;

import io.muster.codecs.RefusalCode;

/** How often something was refused, by code. For the status page only: not replicated, and in no snapshot. */
public final class Refusals
{
    private static final int CODES_MAX = 128;

    private static final RefusalCode[] CODES = new RefusalCode[CODES_MAX];

    static
    {
        for (final RefusalCode code : RefusalCode.values())
        {
            if (code != RefusalCode.NULL_VAL)
            {
                CODES[code.value()] = code;
            }
        }
    }

    private final long[] counts = new long[CODES_MAX];

    /** Once more. */
    public void count(final RefusalCode code)
    {
        counts[code.value()]++;
    }

    /** The code that a node has sent, or another one when that is NONE or unknown here. */
    public static RefusalCode codeOf(final int sent, final RefusalCode otherwise)
    {
        return sent > 0 && sent < CODES_MAX && CODES[sent] != null ? CODES[sent] : otherwise;
    }

    /** How often since the start of this replica. */
    public long of(final RefusalCode code)
    {
        return code.value() < CODES_MAX ? counts[code.value()] : 0;
    }
}
