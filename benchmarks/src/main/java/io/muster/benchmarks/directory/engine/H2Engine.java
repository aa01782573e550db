package io.muster.benchmarks.directory.engine;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/** H2 in memory: one connection, prepared statements, changes committed by the thousand. */
final class H2Engine implements DirectoryEngine
{
    private static final int CHANGES_PER_COMMIT = 1_000;
    private static final String[] SCHEMA = {
        "create table users (id bigint primary key, name varchar(32) not null, node int not null, " +
            "state tinyint not null, party bigint not null, guild bigint not null, instance bigint not null, " +
            "rating int not null, created bigint not null, seen bigint not null)",
        "create unique index by_name on users (name)",
        "create index by_node on users (node, state, rating, id)",
        "create index by_party on users (party)",
        "create index by_guild on users (guild)",
        "create index by_instance on users (instance)",
        "create index by_rating on users (rating, id)"};

    private final Connection connection;
    private final PreparedStatement insert;
    private final PreparedStatement rate;
    private final PreparedStatement seat;
    private final PreparedStatement remove;
    private final PreparedStatement byId;
    private final PreparedStatement byName;
    private final PreparedStatement byGuild;
    private final PreparedStatement byRating;
    private final PreparedStatement byAll;
    private int changes;

    H2Engine()
    {
        try
        {
            connection = DriverManager.getConnection("jdbc:h2:mem:");
            connection.setAutoCommit(false);
            try (Statement statement = connection.createStatement())
            {
                for (final String sql : SCHEMA)
                {
                    statement.execute(sql);
                }
            }
            insert = connection.prepareStatement("insert into users values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
            rate = connection.prepareStatement("update users set rating = ?, seen = ? where id = ?");
            seat = connection.prepareStatement("update users set instance = ?, seen = ? where id = ?");
            remove = connection.prepareStatement("delete from users where id = ?");
            byId = connection.prepareStatement("select rating, instance from users where id = ?");
            byName = connection.prepareStatement("select rating, instance from users where name = ?");
            byGuild = connection.prepareStatement("select id from users where guild = ?");
            byRating = connection.prepareStatement(
                "select id from users where rating >= ? order by rating, id limit " + RANGE_LIMIT);
            byAll = connection.prepareStatement("select id from users where node = ? and state = ? " +
                "and rating between ? and ? order by node, state, rating, id limit " + Conjunction.LIMIT);
        }
        catch (final SQLException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public String indexes()
    {
        return "primary key id; unique name; (node, state, rating, id), party, guild, instance, (rating, id)";
    }

    @Override
    public void insert(final UserRow row)
    {
        change(insert, row.id(), row.name(), row.node(), row.state(), row.party(), row.guild(), row.instance(),
            row.rating(), row.createdMs(), row.seenMs());
    }

    @Override
    public void rate(final long id, final int rating, final long seenMs)
    {
        change(rate, rating, seenMs, id);
    }

    @Override
    public void seat(final long id, final long instance, final long seenMs)
    {
        change(seat, instance, seenMs, id);
    }

    @Override
    public void remove(final long id)
    {
        change(remove, id);
    }

    @Override
    public void flush()
    {
        try
        {
            connection.commit();
            changes = 0;
        }
        catch (final SQLException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    @Override
    public long lookUp(final long id)
    {
        return glance(byId, id);
    }

    @Override
    public long lookUp(final String name)
    {
        return glance(byName, name);
    }

    @Override
    public void guild(final long guild, final Answer answer)
    {
        ask(byGuild, answer, guild);
    }

    @Override
    public void ratedFrom(final int rating, final Answer answer)
    {
        ask(byRating, answer, rating);
    }

    @Override
    public void find(final Conjunction conjunction, final Answer answer)
    {
        ask(byAll, answer, conjunction.node(), conjunction.state(), conjunction.low(), conjunction.high());
    }

    @Override
    public long bytesUsed()
    {
        return Memory.heapBytes();
    }

    @Override
    public void close()
    {
        try
        {
            connection.close();
        }
        catch (final SQLException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private void change(final PreparedStatement statement, final Object... values)
    {
        try
        {
            set(statement, values);
            if (statement.executeUpdate() != 1)
            {
                throw new IllegalStateException("one row was to be changed");
            }
            if (++changes == CHANGES_PER_COMMIT)
            {
                flush();
            }
        }
        catch (final SQLException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static long glance(final PreparedStatement statement, final Object key)
    {
        try
        {
            set(statement, key);
            try (ResultSet rows = statement.executeQuery())
            {
                return rows.next() ? DirectoryEngine.glance(rows.getInt(1), rows.getLong(2)) : NOBODY;
            }
        }
        catch (final SQLException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static void ask(final PreparedStatement statement, final Answer answer, final Object... values)
    {
        try
        {
            set(statement, values);
            try (ResultSet rows = statement.executeQuery())
            {
                while (rows.next())
                {
                    answer.add(rows.getLong(1));
                }
            }
        }
        catch (final SQLException ex)
        {
            throw new IllegalStateException(ex);
        }
    }

    private static void set(final PreparedStatement statement, final Object... values) throws SQLException
    {
        for (int i = 0; i < values.length; i++)
        {
            statement.setObject(i + 1, values[i]);
        }
    }
}
