package io.muster.master.engine.model;

import io.muster.master.engine.EngineSettings;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** What ARCHITECTURE.md says, in as few words as Java has. */
final class PlainModel
{
    final Map<Integer, PlainNode> nodes = new TreeMap<>();
    final Map<Integer, PlainUser> users = new TreeMap<>();
    final Map<Integer, PlainInstance> instances = new TreeMap<>();
    long nextUserId = 1;
    long nextInstanceId = 1;
    final EngineSettings settings;
    long nowMs;
    private long changes;

    PlainModel(final EngineSettings settings)
    {
        this.settings = settings;
    }

    void register(final int id, final boolean isSession, final int capacity, final String... games)
    {
        final PlainNode old = node(id);
        if (old != null && old.isUp)
        {
            goDown(old);
        }
        final int slot = old == null ? lowestFree(nodes) : old.slot;
        final PlainNode node = new PlainNode(id, slot, isSession, capacity);
        nodes.put(slot, node);
        node.isUp = true;
        node.heardMs = nowMs;
        for (final String game : games)
        {
            node.games.put(game, game.endsWith("2") ? 2 : 4);
        }
        node.say("NodeRegistered");
        others(node).forEach((other) ->
        {
            node.say(other.up());
            other.say(node.up());
        });
    }

    void down(final PlainNode node, final String code)
    {
        goDown(node);
        node.events.clear();
        node.events.add("NodeDown " + code);
    }

    private void goDown(final PlainNode node)
    {
        node.isUp = false;
        node.heardMs = nowMs;
        inOrder(where(users, (user) -> user.session == node)).forEach(this::detach);
        byAge(where(instances, (it) -> it.node == node)).forEach((it) -> end(it, "GAME_NODE_LOST", "GAME_NODE_LOST"));
        others(node).forEach((other) -> other.say("NodeGone " + node.id));
    }

    private List<PlainNode> others(final PlainNode node)
    {
        return where(nodes, (other) -> other.isUp && other != node);
    }

    void tick(final long milliseconds)
    {
        nowMs += Math.min(milliseconds, settings.silenceMaxMs());
        where(nodes, (node) -> nowMs - node.heardMs >= settings.leaseMs()).forEach((node) ->
        {
            if (node.isUp)
            {
                down(node, "LEASE_EXPIRED");
            }
            else
            {
                node.events.clear();
            }
        });
        inOrder(where(users, (user) -> user.session == null && nowMs - user.detachedMs >= settings.graceMs()))
            .forEach(this::forget);
        byAge(where(instances, this::isStartingTooLong)).forEach((it) ->
        {
            it.node.say("StopInstance " + it.id);
            end(it, "INSTANCE_ENDED", "INSTANCE_NOT_STARTED");
        });
    }

    private boolean isStartingTooLong(final PlainInstance instance)
    {
        return !instance.isRunning && nowMs - instance.createdMs >= settings.startTimeoutMs();
    }

    void heard(final PlainNode node)
    {
        node.heardMs = nowMs;
    }

    void enter(
        final PlainNode from, final long connection, final long client, final long userId, final long seen,
        final String name)
    {
        final PlainUser known = userId != 0 ? user(userId) : named(name);
        if (userId == 0 && name.isEmpty())
        {
            from.say("UserRefused " + connection + " NAME_EMPTY");
        }
        else if (userId != 0 && known == null)
        {
            from.say("UserRefused " + connection + " USER_UNKNOWN");
        }
        else if (userId == 0 && known != null && known.clientId != client)
        {
            from.say("UserRefused " + connection + " NAME_TAKEN");
        }
        else if (known == null && users.size() == settings.usersMax())
        {
            from.say("UserRefused " + connection + " USERS_FULL");
        }
        else
        {
            attach(known == null ? open(client, name) : known, from, connection, seen, known != null);
        }
    }

    private PlainUser open(final long client, final String name)
    {
        final PlainUser user = new PlainUser(nextUserId++, lowestFree(users), client, name);
        users.put(user.slot, user);
        return user;
    }

    private void attach(
        final PlainUser user, final PlainNode from, final long connection, final long seen, final boolean isResumed)
    {
        if (user.session != from || user.connectionId != connection)
        {
            user.tell("UserMoved " + user.connectionId + " user " + user.id);
        }
        user.carriedSince = user.session == from ? user.carriedSince : ++changes;
        user.session = from;
        user.connectionId = connection;
        user.attachment++;
        user.tell(user.entered(isResumed));
        final Map<Long, String> missed = new TreeMap<>();
        missed.put(user.replySeq, user.reply == null ? "" : user.reply);
        missed.put(user.factSeq, user.fact == null ? "" : user.fact);
        missed.forEach((eventSeq, event) ->
        {
            if (eventSeq > seen && !event.isEmpty())
            {
                user.tell(event);
            }
        });
    }

    void detach(final PlainNode from, final long userId, final long connection)
    {
        final PlainUser user = user(userId);
        if (user != null && user.session == from && user.connectionId == connection)
        {
            detach(user);
        }
    }

    private void detach(final PlainUser user)
    {
        user.carriedSince = ++changes;
        user.session = null;
        user.connectionId = 0;
        user.detachedMs = nowMs;
    }

    void leave(final PlainNode from, final long userId, final long connection)
    {
        final PlainUser user = user(userId);
        if (user != null && user.session == from && user.connectionId == connection)
        {
            forget(user);
            from.say("UserLeft " + connection + " user " + userId);
        }
    }

    private void forget(final PlainUser user)
    {
        if (user.instance != null)
        {
            vacate(user, "USER_GONE");
        }
        users.remove(user.slot);
    }

    void vacate(final PlainUser user, final String reason)
    {
        user.instance.node.say("VacateSeat " + user.instance.id + " user " + user.id + " " + reason);
        unseat(user);
    }

    void unseat(final PlainUser user)
    {
        final PlainInstance instance = user.instance;
        instance.users[user.seat] = null;
        instance.inOrder.remove(user);
        user.instance = null;
        if (instance.usersCount() == 0)
        {
            instance.node.say("StopInstance " + instance.id);
            instances.remove(instance.slot);
        }
    }

    void end(final PlainInstance instance, final String reason, final String code)
    {
        instance.inOrder.forEach((user) ->
        {
            lose(user, reason, code);
            user.instance = null;
        });
        instances.remove(instance.slot);
    }

    static void lose(final PlainUser user, final String reason, final String code)
    {
        if (user.isSeated())
        {
            user.fact("UserUnseated " + user.id + " # in " + user.instance.id + " " + reason);
        }
        else
        {
            refuse(user, code);
        }
    }

    static void refuse(final PlainUser user, final String code)
    {
        user.reply("RequestRefused " + user.id + " # " + code);
    }

    int load(final PlainNode node)
    {
        return where(instances, (it) -> it.node == node).size();
    }

    PlainNode node(final int id)
    {
        return first(nodes.values(), (node) -> node.id == id);
    }

    PlainUser user(final long id)
    {
        return first(users.values(), (user) -> user.id == id);
    }

    private PlainUser named(final String name)
    {
        return first(users.values(), (user) -> user.name.equals(name));
    }

    PlainInstance instance(final long id)
    {
        return first(instances.values(), (instance) -> instance.id == id);
    }

    private static <T> T first(final Collection<T> all, final Predicate<T> condition)
    {
        return all.stream().filter(condition).findFirst().orElse(null);
    }

    static <T> List<T> where(final Map<Integer, T> bySlot, final Predicate<T> condition)
    {
        return new ArrayList<>(bySlot.values().stream().filter(condition).toList());
    }

    /** Those that a node carries or nothing does, in the order in which that began. */
    private static List<PlainUser> inOrder(final List<PlainUser> users)
    {
        users.sort(Comparator.comparingLong((user) -> user.carriedSince));
        return users;
    }

    private static List<PlainInstance> byAge(final List<PlainInstance> instances)
    {
        instances.sort(Comparator.comparingLong((instance) -> instance.id));
        return instances;
    }

    static int lowestFree(final Map<Integer, ?> bySlot)
    {
        int slot = 0;
        while (bySlot.containsKey(slot))
        {
            slot++;
        }
        return slot;
    }
}
