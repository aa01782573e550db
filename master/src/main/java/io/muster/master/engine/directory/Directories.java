package io.muster.master.engine.directory;

import io.muster.master.engine.index.Table;
import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Mix;

import java.util.ArrayList;
import java.util.List;

/** All that the master knows: each directory once, and what is true of them together. */
public final class Directories
{
    private static final List<List<Field>> FIELDS =
        List.of(GameTypeDirectory.ALL, NodeFields.ALL, InstanceFields.ALL, UserFields.ALL, AttributeDirectory.FIELDS);

    private static final int TABLES_OF_VERSION_0 = 4;

    private final GameTypeDirectory gameTypes = new GameTypeDirectory();
    private final AttributeDirectory attributes = new AttributeDirectory();
    private final NodeDirectory nodes;
    private final InstanceDirectory instances;
    private final UserDirectory users;
    private final List<Table> tables;

    /**
     * Empty directories.
     *
     * @param nodesMax       up or down.
     * @param outboxBytesMax of each node.
     * @param instancesMax   starting or running.
     * @param usersMax       attached or detached.
     */
    public Directories(final int nodesMax, final int outboxBytesMax, final int instancesMax, final int usersMax)
    {
        nodes = new NodeDirectory(nodesMax, outboxBytesMax);
        instances = new InstanceDirectory(instancesMax, nodes);
        users = new UserDirectory(usersMax, nodes);
        tables = List.of(gameTypes.table(), nodes.table(), instances.table(), users.table(), attributes.table());
    }

    /** Game types that were ever offered. */
    public GameTypeDirectory gameTypes()
    {
        return gameTypes;
    }

    /** What instances of each game can be found by. */
    public AttributeDirectory attributes()
    {
        return attributes;
    }

    /** Session nodes and game nodes. */
    public NodeDirectory nodes()
    {
        return nodes;
    }

    /** Starting or running. */
    public InstanceDirectory instances()
    {
        return instances;
    }

    /** Attached or detached. */
    public UserDirectory users()
    {
        return users;
    }

    /** The records of every directory, in the order in which a snapshot has them. */
    public List<Table> tables()
    {
        return tables;
    }

    /**
     * Of every byte in every directory, registrations and outboxes included by their hashes. What is declared adds
     * nothing while there is none of it, so that a snapshot of a version that had no such table keeps its digest.
     */
    public long digest()
    {
        long digest = Mix.of(users.nextId(), instances.nextId());
        for (int i = 0; i < TABLES_OF_VERSION_0; i++)
        {
            digest = Mix.of(digest, tables.get(i).slab().digest());
        }
        final long declared = attributes.table().slab().digest();
        return declared == 0 ? digest : Mix.of(digest, declared);
    }

    /** What other directories have otherwise: for each record, and so many, its directory, slot, fields and values. */
    public List<String> differencesFrom(final Directories other, final int foundMax)
    {
        final List<String> found = new ArrayList<>();
        for (int i = 0; i < tables.size(); i++)
        {
            Difference.between(tables.get(i), other.tables.get(i), FIELDS.get(i), found, foundMax);
        }
        return found;
    }
}
