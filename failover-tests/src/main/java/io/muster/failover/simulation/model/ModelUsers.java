package io.muster.failover.simulation.model;

import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StopInstanceEncoder;
import io.muster.codecs.UserEnteredEncoder;
import io.muster.codecs.UserLeftEncoder;
import io.muster.codecs.UserMovedEncoder;
import io.muster.codecs.UserRefusedEncoder;
import io.muster.codecs.UserUnseatedEncoder;
import io.muster.codecs.VacateSeatEncoder;

/** Users come, are cut off and go, and what they are told and keep. */
final class ModelUsers
{
    private final Model model;

    ModelUsers(final Model model)
    {
        this.model = model;
    }

    void enterProven(final ModelNode from, final long connection, final long userId, final long seen)
    {
        final ModelUser user = model.users.get(userId);
        if (user == null)
        {
            refuse(from, connection, RefusalCode.USER_UNKNOWN);
            return;
        }
        attach(user, from, connection, true);
        tellMissed(user, seen);
    }

    void enterNamed(
        final ModelNode from, final long connection, final long client, final long seen, final String name)
    {
        final ModelUser known = model.usersByName.get(name);
        if (known != null && known.clientId != client)
        {
            refuse(from, connection, RefusalCode.NAME_TAKEN);
        }
        else if (known != null)
        {
            attach(known, from, connection, true);
            tellMissed(known, seen);
        }
        else if (model.users.size() == model.settings.usersMax())
        {
            refuse(from, connection, RefusalCode.USERS_FULL);
        }
        else
        {
            final ModelUser user = new ModelUser(model.nextUserId++, client, name);
            model.users.put(user.id, user);
            model.usersByName.put(name, user);
            attach(user, from, connection, false);
        }
    }

    private void refuse(final ModelNode from, final long connection, final RefusalCode code)
    {
        model.voice.say(from, Said.of(UserRefusedEncoder.TEMPLATE_ID, connection, code.value()));
    }

    private void attach(
        final ModelUser user, final ModelNode from, final long connection, final boolean isResumed)
    {
        if (user.session != from || user.connectionId != connection)
        {
            tell(user, Said.of(UserMovedEncoder.TEMPLATE_ID, user.connectionId, user.id));
        }
        if (user.session != from)
        {
            leaveCarrier(user);
            from.carried.add(user);
        }
        user.session = from;
        user.connectionId = connection;
        user.attachment++;
        model.touched.add(user);
        final ModelInstance in = user.isSeated() ? user.instance : null;
        tell(user, Said.of(UserEnteredEncoder.TEMPLATE_ID, connection, user.id, user.requestSeq, user.eventSeq,
            in == null ? 0 : in.id, in == null ? 0 : in.node.id, user.attachment, in == null ? 0 : in.type,
            in == null ? 0 : user.seat, in == null ? 0 : in.seats.length, isResumed ? 1 : 0));
    }

    private void leaveCarrier(final ModelUser user)
    {
        model.detached.remove(user);
        if (user.session != null)
        {
            user.session.carried.remove(user);
        }
    }

    private static boolean isMissed(final Said kept, final long keptSeq, final long seen)
    {
        return kept != null && keptSeq > seen;
    }

    private void tellMissed(final ModelUser user, final long seen)
    {
        final boolean isFactFirst = user.factSeq < user.replySeq;
        if (isFactFirst && isMissed(user.fact, user.factSeq, seen))
        {
            tell(user, user.fact);
        }
        if (isMissed(user.reply, user.replySeq, seen))
        {
            tell(user, user.reply);
        }
        if (!isFactFirst && isMissed(user.fact, user.factSeq, seen))
        {
            tell(user, user.fact);
        }
    }

    void tell(final ModelUser user, final Said said)
    {
        if (user.session != null)
        {
            model.voice.say(user.session, said);
        }
    }

    ModelUser attachedBy(final ModelNode from, final long userId, final long connection)
    {
        final ModelUser user = model.users.get(userId);
        return user != null && user.session == from && user.connectionId == connection ? user : null;
    }

    void detach(final ModelUser user)
    {
        user.session.carried.remove(user);
        user.session = null;
        user.connectionId = 0;
        user.detachedMs = model.nowMs;
        model.detached.add(user);
        model.touched.add(user);
    }

    void logOut(final ModelNode from, final ModelUser user, final long connection)
    {
        forget(user);
        model.voice.say(from, Said.of(UserLeftEncoder.TEMPLATE_ID, connection, user.id));
    }

    void forget(final ModelUser user)
    {
        if (user.instance != null)
        {
            vacate(user, SeatReason.USER_GONE);
        }
        leaveCarrier(user);
        model.users.remove(user.id);
        model.usersByName.remove(user.name);
        model.touched.add(user);
    }

    void vacate(final ModelUser user, final SeatReason reason)
    {
        final ModelInstance in = user.instance;
        model.voice.say(in.node, Said.of(VacateSeatEncoder.TEMPLATE_ID, in.id, user.id, reason.value()));
        free(user);
    }

    void free(final ModelUser user)
    {
        final ModelInstance in = user.instance;
        unseat(user);
        if (in.users.isEmpty())
        {
            model.voice.say(in.node, Said.of(StopInstanceEncoder.TEMPLATE_ID, in.id));
            remove(in);
        }
    }

    private void unseat(final ModelUser user)
    {
        user.instance.seats[user.seat] = null;
        user.instance.users.remove(user);
        user.instance = null;
        user.isAccepted = false;
        model.touched.add(user);
    }

    private void remove(final ModelInstance instance)
    {
        model.instances.remove(instance.id);
        instance.node.instances.remove(instance.id);
    }

    void close(final ModelInstance instance, final SeatReason reason, final RefusalCode code)
    {
        for (final ModelUser user : instance.users.toArray(new ModelUser[0]))
        {
            lose(user, reason, code);
            unseat(user);
        }
        remove(instance);
    }

    void lose(final ModelUser user, final SeatReason reason, final RefusalCode code)
    {
        if (!user.isSeated())
        {
            refuse(user, code);
            return;
        }
        user.factSeq = ++user.eventSeq;
        user.fact = Said.of(UserUnseatedEncoder.TEMPLATE_ID,
            user.id, 0, user.factSeq, user.instance.id, reason.value());
        tell(user, user.fact);
        model.touched.add(user);
    }

    void refuse(final ModelUser user, final RefusalCode code)
    {
        answer(user, Said.of(RequestRefusedEncoder.TEMPLATE_ID,
            user.id, user.requestSeq, user.eventSeq + 1, code.value()));
    }

    /** The answer has the number of the user's next event. */
    void answer(final ModelUser user, final Said answer)
    {
        user.replySeq = ++user.eventSeq;
        user.reply = answer;
        tell(user, answer);
        model.touched.add(user);
    }
}
