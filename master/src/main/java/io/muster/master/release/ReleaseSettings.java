package io.muster.master.release;

/**
 * How a replica speaks to the nodes.
 *
 * @param resendNs       without an acknowledgement for so long, events are sent again.
 * @param gatherNs       how long events wait after others were sent, so that a datagram carries more of them.
 * @param queriesChannel where queries are heard.
 * @param queriesMax     queries that may wait. Beyond: QUERIES_FULL.
 * @param queryWaitNs    how long a query may wait. Beyond: POSITION_NOT_REACHED.
 */
public record ReleaseSettings(long resendNs, long gatherNs, String queriesChannel, int queriesMax, long queryWaitNs)
{
}
