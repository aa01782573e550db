package io.muster.console.local;

import com.fasterxml.jackson.databind.JsonNode;

/** What a node's status page said: one flat object. Names are those of the node's counters and texts. */
public record NodeStatus(NodePlace place, JsonNode values)
{
    /** Names on the status pages. */
    public static final String ROLE = "role";
    public static final String TERM = "leadership_term";
    public static final String POSITION = "applied_position";
    public static final String NODES = "nodes";
    public static final String USERS = "users";
    public static final String INSTANCES = "instances";

    /** Whether this master says that it leads. */
    public boolean isLeader()
    {
        return "leader".equals(text(ROLE));
    }

    /** {@code leader} or {@code standby} of a master, {@code up} of others. */
    public String role()
    {
        return place.kind() == Kind.MASTER ? text(ROLE) : "up";
    }

    /** Of the log's leadership, at a master. */
    public long term()
    {
        return number(TERM);
    }

    /** As a person wants to see it: a dash when the node says no such thing. */
    public String shown(final String name)
    {
        return values.has(name) ? text(name) : "-";
    }

    /** A number, or 0 when the node says no such thing. */
    public long number(final String name)
    {
        return values.path(name).asLong();
    }

    /** A text, or empty when the node says no such thing. */
    public String text(final String name)
    {
        return values.path(name).asText();
    }
}
