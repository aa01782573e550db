package io.muster.master.engine.model;

import java.util.List;

/** What players ask for and what game nodes say about it, in the model. */
final class PlainRequests
{
    private final PlainModel model;

    PlainRequests(final PlainModel model)
    {
        this.model = model;
    }

    /** The user whose new request this is, or null. */
    private PlainUser begin(final PlainNode from, final long userId, final long requestSeq)
    {
        final PlainUser user = model.user(userId);
        final String refusal = user == null ? "USER_UNKNOWN" : user.session != from ? "USER_MOVED" :
            requestSeq < 1 || requestSeq < user.requestSeq ? "REQUEST_STALE" :
                requestSeq > user.requestSeq && user.isPending() ? "REQUEST_PENDING" : null;
        if (refusal != null)
        {
            from.say("RequestRefused " + userId + " request " + requestSeq + " event 0 " + refusal);
            return null;
        }
        if (requestSeq == user.requestSeq)
        {
            if (!user.isPending())
            {
                user.tell(user.reply);
            }
            return null;
        }
        user.requestSeq = requestSeq;
        user.reply = null;
        user.replySeq = 0;
        return user;
    }

    void create(final PlainNode from, final long userId, final long requestSeq, final String game, final int seats)
    {
        final PlainUser user = begin(from, userId, requestSeq);
        if (user == null)
        {
            return;
        }
        final List<PlainNode> runIt =
            PlainModel.where(model.nodes, (node) -> node.isUp && node.games.containsKey(game));
        final List<PlainNode> haveSeats = runIt.stream().filter((node) -> seats <= node.games.get(game)).toList();
        final List<PlainNode> haveRoom =
            haveSeats.stream().filter((node) -> model.load(node) < node.capacity).toList();
        final String refusal = user.instance != null ? "ALREADY_SEATED" : runIt.isEmpty() ? "GAME_TYPE_UNKNOWN" :
            haveSeats.isEmpty() ? "SEATS_OUT_OF_RANGE" : haveRoom.isEmpty() ? "GAME_NODES_FULL" :
                model.instances.size() == model.settings.instancesMax() ? "INSTANCES_FULL" : null;
        if (refusal != null)
        {
            PlainModel.refuse(user, refusal);
            return;
        }
        PlainNode best = haveRoom.get(0);
        for (final PlainNode node : haveRoom)
        {
            final int byLoad = Integer.compare(model.load(node), model.load(best));
            best = byLoad < 0 || byLoad == 0 && node.id < best.id ? node : best;
        }
        final int seatsMax = seats == 0 ? best.games.get(game) : seats;
        final PlainInstance instance = new PlainInstance(
            model.nextInstanceId++, PlainModel.lowestFree(model.instances), best, game, seatsMax, model.nowMs);
        model.instances.put(instance.slot, instance);
        best.say("StartInstance " + instance.id + " " + game + " " + instance.users.length);
        offer(user, instance);
    }

    void join(final PlainNode from, final long userId, final long requestSeq, final long instanceId)
    {
        final PlainUser user = begin(from, userId, requestSeq);
        if (user == null)
        {
            return;
        }
        final PlainInstance instance = model.instance(instanceId);
        final String refusal = user.instance != null ? "ALREADY_SEATED" :
            instance == null && instanceId > 0 && instanceId < model.nextInstanceId ? "INSTANCE_ENDED" :
                instance == null ? "INSTANCE_UNKNOWN" : instance.freeSeat() < 0 ? "INSTANCE_FULL" : null;
        if (refusal != null)
        {
            PlainModel.refuse(user, refusal);
            return;
        }
        offer(user, instance);
    }

    private static void offer(final PlainUser user, final PlainInstance instance)
    {
        user.instance = instance;
        user.seat = instance.freeSeat();
        user.isAccepted = false;
        instance.users[user.seat] = user;
        instance.inOrder.add(user);
        instance.node.say("OfferSeat " + instance.id + " user " + user.id + " seat " + user.seat + " " + user.name);
    }

    void quit(final PlainNode from, final long userId, final long requestSeq, final long instanceId)
    {
        final PlainUser user = begin(from, userId, requestSeq);
        if (user != null && (user.instance == null || user.instance.id != instanceId))
        {
            PlainModel.refuse(user, "NOT_SEATED");
        }
        else if (user != null)
        {
            model.vacate(user, "LEFT");
            user.reply("UserUnseated " + user.id + " # in " + instanceId + " LEFT");
        }
    }

    void started(final PlainNode from, final long instanceId)
    {
        final PlainInstance instance = model.instance(instanceId);
        if (instance != null && instance.node == from && !instance.isRunning)
        {
            instance.isRunning = true;
            for (final PlainUser user : instance.inOrder)
            {
                if (user.isSeated())
                {
                    seated(user);
                }
            }
        }
    }

    private static void seated(final PlainUser user)
    {
        final PlainInstance in = user.instance;
        user.reply("UserSeated " + user.id + " # in " + in.id + " on " + in.node.id + " " + in.game +
            " seat " + user.seat + "/" + in.users.length);
    }

    void notStarted(final PlainNode from, final long instanceId)
    {
        final PlainInstance instance = model.instance(instanceId);
        if (instance != null && instance.node == from && !instance.isRunning)
        {
            model.end(instance, "INSTANCE_ENDED", "INSTANCE_NOT_STARTED");
        }
    }

    void ended(final PlainNode from, final long instanceId)
    {
        final PlainInstance instance = model.instance(instanceId);
        if (instance != null && instance.node == from)
        {
            model.end(instance, "INSTANCE_ENDED", "INSTANCE_ENDED");
        }
    }

    void accepted(final PlainNode from, final long instanceId, final long userId)
    {
        final PlainUser user = model.user(userId);
        if (isOffered(from, instanceId, user) && !user.isAccepted)
        {
            user.isAccepted = true;
            if (user.isSeated())
            {
                seated(user);
            }
        }
    }

    void declined(final PlainNode from, final long instanceId, final long userId)
    {
        final PlainUser user = model.user(userId);
        if (isOffered(from, instanceId, user) && !user.isAccepted)
        {
            PlainModel.refuse(user, "SEAT_DECLINED");
            model.unseat(user);
        }
    }

    void released(final PlainNode from, final long instanceId, final long userId)
    {
        final PlainUser user = model.user(userId);
        if (isOffered(from, instanceId, user) && user.isAccepted)
        {
            PlainModel.lose(user, "REMOVED_BY_GAME", "SEAT_DECLINED");
            model.unseat(user);
        }
    }

    private static boolean isOffered(final PlainNode from, final long instanceId, final PlainUser user)
    {
        return user != null && user.instance != null && user.instance.id == instanceId && user.instance.node == from;
    }
}
