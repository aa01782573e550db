package io.muster.node;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import static io.muster.node.StartupError.SETTING_MALFORMED;

/**
 * The replicas of the master and where they are heard, as in {@code master.members}:
 * {@code 0=127.0.0.1:20000,1=127.0.0.1:20010,2=127.0.0.1:20020}. Ordered by member id; at most {@link #MEMBERS_MAX}.
 */
public final class Members
{
    /** What a replica hears at base port + {@link #ordinal()}. */
    public enum Port
    {
        INGRESS, CONSENSUS, LOG, CATCH_UP, ARCHIVE, QUERIES, WITNESS, STATUS
    }

    /** One replica. */
    public record Member(int memberId, String host, int basePort)
    {
        /** {@code host:port} of one of the replica's ports. */
        public String endpoint(final Port port)
        {
            return host + ":" + port(port);
        }

        public int port(final Port port)
        {
            return basePort + port.ordinal();
        }
    }

    /** Three replicas on this machine. */
    public static final String DEFAULT = "0=127.0.0.1:20000,1=127.0.0.1:20010,2=127.0.0.1:20020";

    /** What the setting {@code master.members} says. */
    public static final String SENTENCE = "id=host:basePort of each replica of the master";

    /** Replicas of one master. */
    public static final int MEMBERS_MAX = 7;

    private final List<Member> members;

    private Members(final List<Member> members)
    {
        this.members = members;
    }

    /**
     * @param text as given by the setting.
     * @throws StartupException naming the part that is not {@code id=host:basePort}.
     */
    public static Members parse(final String text)
    {
        final List<Member> members = new ArrayList<>();
        final Set<Integer> ids = new HashSet<>();
        for (final String part : text.split(",", -1))
        {
            final Member member = parseMember(part.trim());
            check(ids.add(member.memberId), "master.members: member " + member.memberId + " is given twice");
            members.add(member);
        }
        check(members.size() <= MEMBERS_MAX, "master.members: at most " + MEMBERS_MAX + " members");
        members.sort(Comparator.comparingInt(Member::memberId));
        return new Members(List.copyOf(members));
    }

    private static Member parseMember(final String part)
    {
        final String malformed =
            "master.members: '" + part + "' is not id=host:basePort with a port from 1024 to 65500";
        check(part.matches("\\d{1,4}=[^:=\\s]+:\\d{1,5}"), malformed);

        final int equals = part.indexOf('=');
        final int colon = part.lastIndexOf(':');
        final int basePort = Integer.parseInt(part.substring(colon + 1));
        check(basePort >= 1024 && basePort <= 65_500, malformed);
        return new Member(Integer.parseInt(part.substring(0, equals)), part.substring(equals + 1, colon), basePort);
    }

    public List<Member> all()
    {
        return members;
    }

    /** @throws StartupException when there is none. */
    public Member member(final int memberId)
    {
        for (final Member member : members)
        {
            if (member.memberId == memberId)
            {
                return member;
            }
        }
        throw new StartupException(SETTING_MALFORMED, "master.members: there is no member " + memberId);
    }

    /** {@code 0=host:port,1=host:port}: what Aeron Cluster's clients call ingress endpoints. */
    public String ingressEndpoints()
    {
        final StringBuilder endpoints = new StringBuilder();
        for (final Member member : members)
        {
            endpoints.append(endpoints.length() == 0 ? "" : ",")
                .append(member.memberId).append('=').append(member.endpoint(Port.INGRESS));
        }
        return endpoints.toString();
    }

    private static void check(final boolean holds, final String otherwise)
    {
        if (!holds)
        {
            throw new StartupException(SETTING_MALFORMED, otherwise);
        }
    }
}
