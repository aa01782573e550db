package io.muster.benchmarks.directory.engine;

import redis.clients.jedis.Jedis;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.params.ZRangeParams;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Redis on loopback, modelled as its manual does: a hash a user, a hash of names, a set a group, sorted sets.
 * <p>
 * Changes are pipelined; those that depend on what is there are scripts, so that each is one command. Questions are one
 * round trip each. Ids in sorted sets are padded, as members with the same score are in the order of their bytes.
 */
final class RedisEngine implements DirectoryEngine
{
    private static final int CHANGES_PER_PIPELINE = 500;
    private static final int ID_DIGITS = 10;

    private static final String RATE = """
        local u = redis.call('hmget', KEYS[1], 'node', 'state')
        redis.call('hset', KEYS[1], 'rating', ARGV[1], 'seen', ARGV[2])
        redis.call('zadd', 'rating', ARGV[1], ARGV[3])
        redis.call('zadd', 'order:' .. u[1] .. ':' .. u[2], ARGV[1], ARGV[3])
        """;
    private static final String SEAT = """
        local old = redis.call('hget', KEYS[1], 'instance')
        if old ~= '0' then redis.call('srem', 'instance:' .. old, ARGV[3]) end
        redis.call('hset', KEYS[1], 'instance', ARGV[1], 'seen', ARGV[2])
        if ARGV[1] ~= '0' then redis.call('sadd', 'instance:' .. ARGV[1], ARGV[3]) end
        """;
    private static final String REMOVE = """
        local u = redis.call('hmget', KEYS[1], 'name', 'node', 'state', 'party', 'guild', 'instance')
        redis.call('hdel', 'names', u[1])
        redis.call('srem', 'node:' .. u[2], ARGV[1])
        if u[4] ~= '0' then redis.call('srem', 'party:' .. u[4], ARGV[1]) end
        if u[5] ~= '0' then redis.call('srem', 'guild:' .. u[5], ARGV[1]) end
        if u[6] ~= '0' then redis.call('srem', 'instance:' .. u[6], ARGV[1]) end
        redis.call('zrem', 'rating', ARGV[2])
        redis.call('zrem', 'order:' .. u[2] .. ':' .. u[3], ARGV[2])
        redis.call('del', KEYS[1])
        """;
    private static final String BY_NAME = """
        local id = redis.call('hget', 'names', ARGV[1])
        if not id then return {false, false} end
        return redis.call('hmget', 'user:' .. id, 'rating', 'instance')
        """;

    private final RedisServer server = new RedisServer();
    private final Jedis client = server.connect();
    private final Pipeline pipeline = client.pipelined();
    private final String rate = client.scriptLoad(RATE);
    private final String seat = client.scriptLoad(SEAT);
    private final String remove = client.scriptLoad(REMOVE);
    private final String byName = client.scriptLoad(BY_NAME);
    private int changes;

    @Override
    public String indexes()
    {
        return "hash names; sets node, party, guild, instance; sorted sets rating and rating per node and state";
    }

    @Override
    public void insert(final UserRow row)
    {
        final String id = Long.toString(row.id());
        pipeline.hset("user:" + id, fields(row));
        pipeline.hset("names", row.name(), id);
        pipeline.sadd("node:" + row.node(), id);
        join("party:", row.party(), id);
        join("guild:", row.guild(), id);
        join("instance:", row.instance(), id);
        final String padded = padded(row.id());
        pipeline.zadd("rating", row.rating(), padded);
        pipeline.zadd("order:" + row.node() + ":" + row.state(), row.rating(), padded);
        changed();
    }

    @Override
    public void rate(final long id, final int rating, final long seenMs)
    {
        pipeline.evalsha(rate, 1, "user:" + id, Integer.toString(rating), Long.toString(seenMs), padded(id));
        changed();
    }

    @Override
    public void seat(final long id, final long instance, final long seenMs)
    {
        pipeline.evalsha(seat, 1, "user:" + id, Long.toString(instance), Long.toString(seenMs), Long.toString(id));
        changed();
    }

    @Override
    public void remove(final long id)
    {
        pipeline.evalsha(remove, 1, "user:" + id, Long.toString(id), padded(id));
        changed();
    }

    @Override
    public void flush()
    {
        pipeline.syncAndReturnAll().forEach((reply) ->
        {
            if (reply instanceof RuntimeException ex)
            {
                throw ex;
            }
        });
        changes = 0;
    }

    @Override
    public long lookUp(final long id)
    {
        settle();
        return glance(client.hmget("user:" + id, "rating", "instance"));
    }

    @Override
    public long lookUp(final String name)
    {
        settle();
        return glance((List<?>)client.evalsha(byName, 0, name));
    }

    @Override
    public void guild(final long guild, final Answer answer)
    {
        settle();
        client.smembers("guild:" + guild).forEach((id) -> answer.add(Long.parseLong(id)));
    }

    @Override
    public void ratedFrom(final int rating, final Answer answer)
    {
        settle();
        client.zrange("rating",
            ZRangeParams.zrangeByScoreParams(rating, Double.POSITIVE_INFINITY).limit(0, RANGE_LIMIT))
            .forEach((id) -> answer.add(Long.parseLong(id)));
    }

    @Override
    public void find(final Conjunction conjunction, final Answer answer)
    {
        settle();
        client.zrange("order:" + conjunction.node() + ":" + conjunction.state(),
            ZRangeParams.zrangeByScoreParams(conjunction.low(), conjunction.high()).limit(0, Conjunction.LIMIT))
            .forEach((id) -> answer.add(Long.parseLong(id)));
    }

    @Override
    public long bytesUsed()
    {
        settle();
        return client.info("memory").lines()
            .filter((line) -> line.startsWith("used_memory:"))
            .mapToLong((line) -> Long.parseLong(line.substring("used_memory:".length()).strip()))
            .findFirst().orElseThrow();
    }

    @Override
    public void close()
    {
        client.close();
        server.close();
    }

    private void join(final String kind, final long group, final String id)
    {
        if (group != 0)
        {
            pipeline.sadd(kind + group, id);
        }
    }

    private void changed()
    {
        if (++changes == CHANGES_PER_PIPELINE)
        {
            flush();
        }
    }

    private void settle()
    {
        if (changes > 0)
        {
            flush();
        }
    }

    private static Map<String, String> fields(final UserRow row)
    {
        final Map<String, String> fields = new LinkedHashMap<>();
        fields.put("name", row.name());
        fields.put("node", Integer.toString(row.node()));
        fields.put("state", Byte.toString(row.state()));
        fields.put("party", Long.toString(row.party()));
        fields.put("guild", Long.toString(row.guild()));
        fields.put("instance", Long.toString(row.instance()));
        fields.put("rating", Integer.toString(row.rating()));
        fields.put("created", Long.toString(row.createdMs()));
        fields.put("seen", Long.toString(row.seenMs()));
        return fields;
    }

    private static long glance(final List<?> values)
    {
        return values.get(0) == null ? NOBODY : DirectoryEngine.glance(
            Integer.parseInt((String)values.get(0)), Long.parseLong((String)values.get(1)));
    }

    private static String padded(final long id)
    {
        final String digits = Long.toString(id);
        return "0".repeat(ID_DIGITS - digits.length()) + digits;
    }
}
