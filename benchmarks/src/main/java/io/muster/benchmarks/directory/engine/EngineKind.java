package io.muster.benchmarks.directory.engine;

import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** The engines that are compared, in the order of the report. */
public enum EngineKind
{
    /** The master's own table. */
    MUSTER("muster", MusterEngine::new, () -> true),
    /** Collections of objects with indexes and queries. */
    CQENGINE("cqengine", CqEngine::new, () -> true),
    /** SQL in memory. */
    H2("h2", H2Engine::new, () -> true),
    /** What one writes by hand. */
    HASH_MAPS("hashMaps", HashMapsEngine::new, () -> true),
    /** Another process on this machine. */
    REDIS("redis", RedisEngine::new, RedisServer::isInstalled);

    private final String key;
    private final Supplier<DirectoryEngine> maker;
    private final BooleanSupplier isHere;

    EngineKind(final String key, final Supplier<DirectoryEngine> maker, final BooleanSupplier isHere)
    {
        this.key = key;
        this.maker = maker;
        this.isHere = isHere;
    }

    /** In the JSON, and after {@code --engines}. */
    public String key()
    {
        return key;
    }

    /** Can it be started on this machine? */
    public boolean isHere()
    {
        return isHere.getAsBoolean();
    }

    /** An empty one. */
    public DirectoryEngine make()
    {
        return maker.get();
    }

    /**
     * The engine with this key.
     *
     * @throws IllegalArgumentException with a sentence for the user.
     */
    public static EngineKind of(final String key)
    {
        for (final EngineKind kind : values())
        {
            if (kind.key.equals(key))
            {
                return kind;
            }
        }
        throw new IllegalArgumentException("there is no engine " + key +
            "; there are muster, cqengine, h2, hashMaps and redis");
    }
}
