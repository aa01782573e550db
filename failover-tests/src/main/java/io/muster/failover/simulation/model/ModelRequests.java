package io.muster.failover.simulation.model;

import io.muster.codecs.OfferSeatEncoder;
import io.muster.codecs.RefusalCode;
import io.muster.codecs.RequestRefusedEncoder;
import io.muster.codecs.SeatReason;
import io.muster.codecs.StartInstanceEncoder;
import io.muster.codecs.UserSeatedEncoder;
import io.muster.codecs.UserUnseatedEncoder;

import java.nio.charset.StandardCharsets;

/** What players ask for, and what games say about it. */
final class ModelRequests
{
    private final Model model;
    private final ModelUsers users;

    ModelRequests(final Model model, final ModelUsers users)
    {
        this.model = model;
        this.users = users;
    }

    private ModelUser begin(final ModelNode from, final long userId, final long requestSeq)
    {
        final ModelUser user = model.users.get(userId);
        final RefusalCode refusal = user == null ? RefusalCode.USER_UNKNOWN :
            user.session != from ? RefusalCode.USER_MOVED :
                requestSeq < 1 || requestSeq < user.requestSeq ? RefusalCode.REQUEST_STALE :
                    requestSeq > user.requestSeq && user.isPending() ? RefusalCode.REQUEST_PENDING : RefusalCode.NONE;
        if (refusal != RefusalCode.NONE)
        {
            model.voice.say(from,
                Said.of(RequestRefusedEncoder.TEMPLATE_ID, userId, requestSeq, 0, refusal.value()));
            return null;
        }
        if (requestSeq == user.requestSeq)
        {
            if (!user.isPending() && user.reply != null)
            {
                users.tell(user, user.reply);
            }
            return null;
        }
        user.requestSeq = requestSeq;
        user.reply = null;
        model.touched.add(user);
        return user;
    }

    void create(final ModelNode from, final long userId, final long requestSeq, final long type, final int seats)
    {
        final ModelUser user = begin(from, userId, requestSeq);
        if (user == null)
        {
            return;
        }
        if (user.instance != null)
        {
            users.refuse(user, RefusalCode.ALREADY_SEATED);
            return;
        }
        RefusalCode refusal = RefusalCode.GAME_TYPE_UNKNOWN;
        ModelNode best = null;
        for (final ModelNode node : model.nodes.values())
        {
            final ModelNode.Offer offer = node.isUp ? node.games.get(type) : null;
            if (offer != null)
            {
                final boolean hasSeats = offer.seatsFor(seats) != 0;
                final boolean hasRoom = hasSeats && node.load() < node.capacity;
                refusal = hasRoom || refusal == RefusalCode.NONE ? RefusalCode.NONE :
                    hasSeats || refusal == RefusalCode.GAME_NODES_FULL ?
                        RefusalCode.GAME_NODES_FULL : RefusalCode.SEATS_OUT_OF_RANGE;
                best = hasRoom && (best == null || isLessLoaded(node, best)) ? node : best;
            }
        }
        if (refusal == RefusalCode.NONE && model.instances.size() == model.settings.instancesMax())
        {
            refusal = RefusalCode.INSTANCES_FULL;
        }
        if (refusal != RefusalCode.NONE)
        {
            users.refuse(user, refusal);
            return;
        }
        open(user, best, type, best.games.get(type).seatsFor(seats));
    }

    private static boolean isLessLoaded(final ModelNode node, final ModelNode other)
    {
        return node.load() < other.load() || node.load() == other.load() && node.id < other.id;
    }

    private void open(final ModelUser user, final ModelNode node, final long type, final int seatsMax)
    {
        final ModelInstance instance =
            new ModelInstance(model.nextInstanceId++, node, type, seatsMax, model.nowMs);
        model.instances.put(instance.id, instance);
        node.instances.put(instance.id, instance);
        model.voice.say(node, Said.of(StartInstanceEncoder.TEMPLATE_ID, instance.id, type, seatsMax));
        offer(user, instance);
    }

    private void offer(final ModelUser user, final ModelInstance instance)
    {
        user.instance = instance;
        user.seat = instance.freeSeat();
        user.isAccepted = false;
        instance.seats[user.seat] = user;
        instance.users.add(user);
        model.touched.add(user);
        model.voice.say(instance.node, Said.of(OfferSeatEncoder.TEMPLATE_ID, instance.id, user.id, user.seat),
            Short.BYTES + user.name.getBytes(StandardCharsets.UTF_8).length);
    }

    void join(final ModelNode from, final long userId, final long requestSeq, final long instanceId)
    {
        final ModelUser user = begin(from, userId, requestSeq);
        if (user == null)
        {
            return;
        }
        final ModelInstance instance = model.instances.get(instanceId);
        final boolean wasThere = instanceId > 0 && instanceId < model.nextInstanceId;
        final RefusalCode refusal = user.instance != null ? RefusalCode.ALREADY_SEATED :
            instance == null && wasThere ? RefusalCode.INSTANCE_ENDED :
                instance == null ? RefusalCode.INSTANCE_UNKNOWN :
                    instance.freeSeat() < 0 ? RefusalCode.INSTANCE_FULL : RefusalCode.NONE;
        if (refusal != RefusalCode.NONE)
        {
            users.refuse(user, refusal);
        }
        else
        {
            offer(user, instance);
        }
    }

    void leave(final ModelNode from, final long userId, final long requestSeq, final long instanceId)
    {
        final ModelUser user = begin(from, userId, requestSeq);
        if (user != null && (user.instance == null || user.instance.id != instanceId))
        {
            users.refuse(user, RefusalCode.NOT_SEATED);
        }
        else if (user != null)
        {
            users.vacate(user, SeatReason.LEFT);
            users.answer(user, Said.of(UserUnseatedEncoder.TEMPLATE_ID,
                user.id, user.requestSeq, user.eventSeq + 1, instanceId, SeatReason.LEFT.value()));
        }
    }

    private ModelInstance hosted(final ModelNode from, final long instanceId)
    {
        final ModelInstance instance = model.instances.get(instanceId);
        return instance != null && instance.node == from ? instance : null;
    }

    private ModelUser offered(final ModelNode from, final long instanceId, final long userId)
    {
        final ModelInstance instance = hosted(from, instanceId);
        final ModelUser user = instance == null ? null : model.users.get(userId);
        return user != null && user.instance == instance ? user : null;
    }

    void started(final ModelNode from, final long instanceId)
    {
        final ModelInstance instance = hosted(from, instanceId);
        if (instance != null && !instance.isRunning)
        {
            instance.isRunning = true;
            instance.users.stream().filter((user) -> user.isAccepted).toList().forEach(this::seated);
        }
    }

    private void seated(final ModelUser user)
    {
        final ModelInstance in = user.instance;
        users.answer(user, Said.of(UserSeatedEncoder.TEMPLATE_ID, user.id, user.requestSeq, user.eventSeq + 1,
            in.id, in.node.id, in.type, user.seat, in.seats.length));
    }

    void notStarted(final ModelNode from, final long instanceId, final RefusalCode code)
    {
        final ModelInstance instance = hosted(from, instanceId);
        if (instance != null && !instance.isRunning)
        {
            users.close(instance, SeatReason.INSTANCE_ENDED, code);
        }
    }

    void ended(final ModelNode from, final long instanceId)
    {
        final ModelInstance instance = hosted(from, instanceId);
        if (instance != null)
        {
            users.close(instance, SeatReason.INSTANCE_ENDED, RefusalCode.INSTANCE_ENDED);
        }
    }

    void accepted(final ModelNode from, final long instanceId, final long userId)
    {
        final ModelUser user = offered(from, instanceId, userId);
        if (user != null && !user.isAccepted)
        {
            user.isAccepted = true;
            model.touched.add(user);
            if (user.isSeated())
            {
                seated(user);
            }
        }
    }

    /** @param isOffer whether the game has declined an offer, and not put out who was in. */
    void putOut(final ModelNode from, final long instanceId, final long userId, final boolean isOffer)
    {
        final ModelUser user = offered(from, instanceId, userId);
        if (user != null && user.isAccepted != isOffer)
        {
            users.lose(user, SeatReason.REMOVED_BY_GAME, RefusalCode.SEAT_DECLINED);
            users.free(user);
        }
    }
}
