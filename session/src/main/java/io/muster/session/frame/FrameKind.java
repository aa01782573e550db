package io.muster.session.frame;

/** The kinds of frames that a player may send. Each has a rate of its own, so that no kind starves another. */
public enum FrameKind
{
    /** Which session nodes are there? */
    CHECK_IN,
    /** Coming in and going out. */
    ENTRANCE,
    /** Signs of life. */
    HEARTBEAT,
    /** What is asked of the master, through the log. */
    REQUEST,
    /** What is asked of the master, past the log. */
    QUERY,
    /** Inputs and acknowledgements of outputs. */
    PLAY
}
