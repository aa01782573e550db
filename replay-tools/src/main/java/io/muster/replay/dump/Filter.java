package io.muster.replay.dump;

import io.muster.replay.log.EntryKind;
import io.muster.replay.text.MessageText;

import java.util.Set;

/**
 * Which messages are shown: those that meet all that is said.
 *
 * @param userIds    one of these; null: of any.
 * @param userName   that those have, or null.
 * @param instanceId or 0: of any.
 * @param nodeId     or 0: of any.
 * @param type       of a message or the word of an {@link EntryKind}, or null: of any.
 * @param isAll      whether ticks and heartbeats are shown too.
 */
record Filter(Set<Long> userIds, String userName, long instanceId, int nodeId, String type, boolean isAll)
{
    /** Whether an entry that is no batch is shown. */
    boolean takes(final EntryKind kind)
    {
        final boolean isOfSomebody = userIds != null || instanceId != 0 || nodeId != 0;
        return !isOfSomebody && (type == null ? isAll || kind != EntryKind.TICK : type.equals(kind.word()));
    }

    /** Whether what a node sent is looked into. */
    boolean takes(final int node)
    {
        return nodeId == 0 || nodeId == node;
    }

    /** Whether a heartbeat is shown. */
    boolean takesHeartbeats()
    {
        return isAll && userIds == null && instanceId == 0 && type == null;
    }

    /** Whether a command, or what the master said, is shown. */
    boolean takes(final String name, final MessageText message)
    {
        final boolean isUser = userIds == null || userIds.contains(message.userId()) ||
            userName != null && userName.equals(message.name());
        return isUser && (instanceId == 0 || message.instanceId() == instanceId) &&
            (type == null || type.equals(name));
    }
}
