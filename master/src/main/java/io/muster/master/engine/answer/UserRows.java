package io.muster.master.engine.answer;

import io.muster.codecs.BooleanType;
import io.muster.codecs.MessageHeaderEncoder;
import io.muster.codecs.UserRecordsFoundEncoder;
import io.muster.codecs.UserState;
import io.muster.master.engine.directory.UserDirectory;
import io.muster.master.engine.directory.UserFields;
import io.muster.master.engine.log.LogClock;
import io.muster.master.engine.query.Page;
import org.agrona.MutableDirectBuffer;

/** Users as an operator wants to see them. */
final class UserRows implements Rows
{
    private static final int ROW_BYTES =
        UserRecordsFoundEncoder.UsersEncoder.sbeBlockLength() + UserRecordsFoundEncoder.UsersEncoder.nameHeaderLength();

    private final MessageHeaderEncoder header = new MessageHeaderEncoder();
    private final UserRecordsFoundEncoder found = new UserRecordsFoundEncoder();
    private final UserDirectory users;
    private final LogClock clock;

    UserRows(final UserDirectory users, final LogClock clock)
    {
        this.users = users;
        this.clock = clock;
    }

    @Override
    public int write(
        final MutableDirectBuffer into,
        final long queryId,
        final long position,
        final Question question,
        final Page page)
    {
        found.wrapAndApplyHeader(into, 0, header)
            .queryId(queryId)
            .position(position)
            .epoch(question.fieldsHash())
            .queryHash(question.wordsHash());
        final UserRecordsFoundEncoder.UsersEncoder group = found.usersCount(page.size());
        int rows = 0;
        while (rows < page.size() && found.limit() + ROW_BYTES + users.nameLength(page.slot(rows)) <= ANSWER_BYTES_MAX)
        {
            write(group.next(), page.slot(rows++));
        }
        group.resetCountToIndex();
        found.afterValue(Rows.afterValue(page, rows))
            .afterKey(Rows.afterKey(page, rows))
            .hasMore(Rows.hasMore(page, rows) ? BooleanType.TRUE : BooleanType.FALSE);
        return found.limit();
    }

    private void write(final UserRecordsFoundEncoder.UsersEncoder row, final int user)
    {
        final boolean isDetached = users.isDetached(user);
        row.userId(users.id(user))
            .instanceId(users.instanceId(user))
            .awayMs(isDetached ? clock.nowMs() - users.detachedMs(user) : 0)
            .nodeId(isDetached ? 0 : users.nodeId(user))
            .state(UserState.get((short)users.table().slab().get(user, UserFields.STATE)))
            .seat((short)users.seat(user))
            .putName(users.nameBuffer(user), users.nameOffset(user), users.nameLength(user));
    }
}
