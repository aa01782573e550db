package io.muster.failover.rule;

/** Which positions a leader counts, and when it tells a client that a command is done. */
public enum CommitRule
{
    /** Every reported position counts, whatever term the log is of; what is committed is acknowledged. */
    AERON,
    /** The position of a member whose log is of an older term does not count. */
    TERM_CHECK,
    /** Aeron's counting; acknowledged is what another member has executed alike. */
    WITNESSED
}
