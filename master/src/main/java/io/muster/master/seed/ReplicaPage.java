package io.muster.master.seed;

import com.fasterxml.jackson.databind.JsonNode;
import io.muster.node.Members.Member;

/**
 * What another replica shows of itself on its status page.
 *
 * @param logStart where its log begins; -1 when it does not know yet.
 * @param hasLog   whether it had a log when it started, or has recorded one since.
 */
record ReplicaPage(Member member, boolean isLeader, long term, long commitPosition, long logStart, boolean hasLog)
{
    /** A page of an earlier build does not say whether there is a log, so there is one. */
    static ReplicaPage of(final Member member, final JsonNode page)
    {
        return new ReplicaPage(
            member,
            page.path("is_leader").asLong() == 1,
            page.path("leadership_term").asLong(),
            page.path("commit_position").asLong(),
            page.path("log_start_position").asLong(-1),
            page.path("has_log").asLong(1) == 1 || page.path("recorded_position").asLong() > 0);
    }

    boolean isOfSameTermAs(final ReplicaPage other)
    {
        return other != null && member.memberId() == other.member.memberId() && term == other.term;
    }
}
