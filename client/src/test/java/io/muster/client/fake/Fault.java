package io.muster.client.fake;

/** What a fake session node does to the next frame of a kind. */
public enum Fault
{
    /** Close the connection instead of heeding the frame. */
    CUT_BEFORE,

    /** Heed the frame, and close the connection before anything is said. */
    CUT_AFTER,

    /** Read the frame and do nothing. */
    IGNORE,

    /** Do nothing but refuse with MASTER_UNAVAILABLE. */
    UNAVAILABLE
}
