package io.muster.master.engine.model;

import io.muster.codecs.RefusalCode;
import io.muster.master.engine.Batch;

import java.util.List;
import java.util.Random;

/** Draws commands, mostly such as make sense, and gives each to a batch and to the model. */
final class RandomCommands
{
    private static final String[] NAMES = { "", "ann", "bob", "cid", "dan", "eve", "fay", "gus", "hal", "ida", "jim" };

    private final Random random;
    private final PlainModel model;
    private final PlainRequests requests;

    RandomCommands(final Random random, final PlainModel model)
    {
        this.random = random;
        this.model = model;
        requests = new PlainRequests(model);
    }

    void ofSession(final Batch batch, final PlainNode from)
    {
        final PlainUser user = anyUser(from);
        final long userId = user == null ? 99 : user.id;
        final long connection = user == null || random.nextInt(4) == 0 ? random.nextInt(30) : user.connectionId;
        switch (random.nextInt(6))
        {
            case 0 -> enter(batch, from, random.nextInt(30));
            case 1 ->
            {
                final long seen = random.nextInt(5);
                batch.resume(connection + 1, userId, seen);
                model.enter(from, connection + 1, 0, userId, seen, "");
            }
            case 2 -> goAway(batch, from, userId, connection);
            default -> request(batch, from, userId, user);
        }
    }

    private void enter(final Batch batch, final PlainNode from, final long connection)
    {
        final String name = NAMES[random.nextInt(NAMES.length)];
        final long client = random.nextInt(5) / 4;
        batch.enter(connection, client, name);
        model.enter(from, connection, client, 0, 0, name);
    }

    private void goAway(final Batch batch, final PlainNode from, final long userId, final long connection)
    {
        if (random.nextInt(3) == 0)
        {
            batch.leave(userId, connection);
            model.leave(from, userId, connection);
        }
        else
        {
            batch.detach(userId, connection);
            model.detach(from, userId, connection);
        }
    }

    private void request(final Batch batch, final PlainNode from, final long userId, final PlainUser user)
    {
        final int rise = random.nextInt(5) == 0 ? random.nextInt(3) - 1 : 1;
        final long requestSeq = user == null ? 1 : user.requestSeq + rise;
        final long instanceId = user != null && user.instance != null && random.nextInt(8) != 0 ?
            user.instance.id : anyInstanceId();
        switch (random.nextInt(3))
        {
            case 0 ->
            {
                final String game = random.nextInt(10) == 0 ? "go" : random.nextBoolean() ? "arena" : "chess2";
                final int seats = random.nextInt(5);
                batch.create(userId, requestSeq, game, seats);
                requests.create(from, userId, requestSeq, game, seats);
            }
            case 1 ->
            {
                batch.join(userId, requestSeq, instanceId);
                requests.join(from, userId, requestSeq, instanceId);
            }
            default ->
            {
                batch.quit(userId, requestSeq, instanceId);
                requests.quit(from, userId, requestSeq, instanceId);
            }
        }
    }

    void ofGame(final Batch batch, final PlainNode from)
    {
        final PlainUser user = anyUser(from);
        final long userId = user == null ? 99 : user.id;
        final long instanceId = user != null && user.instance != null && random.nextInt(8) != 0 ?
            user.instance.id : anyInstanceId();
        switch (random.nextInt(20))
        {
            case 0 ->
            {
                batch.notStarted(instanceId, RefusalCode.NONE);
                requests.notStarted(from, instanceId);
            }
            case 1, 2 ->
            {
                batch.ended(instanceId);
                requests.ended(from, instanceId);
            }
            case 3, 4 ->
            {
                batch.declined(instanceId, userId);
                requests.declined(from, instanceId, userId);
            }
            case 5, 6 ->
            {
                batch.released(instanceId, userId);
                requests.released(from, instanceId, userId);
            }
            case 7, 8, 9, 10, 11 ->
            {
                batch.started(instanceId);
                requests.started(from, instanceId);
            }
            default ->
            {
                batch.accepted(instanceId, userId);
                requests.accepted(from, instanceId, userId);
            }
        }
    }

    /** Mostly one that the node has to do with. */
    private PlainUser anyUser(final PlainNode from)
    {
        final List<PlainUser> all = List.copyOf(model.users.values());
        final List<PlainUser> own = all.stream().filter(
            (user) -> user.session == from || user.instance != null && user.instance.node == from).toList();
        final List<PlainUser> some = own.isEmpty() || random.nextInt(6) == 0 ? all : own;
        return some.isEmpty() ? null : some.get(random.nextInt(some.size()));
    }

    private long anyInstanceId()
    {
        final List<PlainInstance> all = List.copyOf(model.instances.values());
        return all.isEmpty() || random.nextInt(4) == 0 ?
            random.nextInt((int)model.nextInstanceId + 2) : all.get(random.nextInt(all.size())).id;
    }
}
