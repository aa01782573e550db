package io.muster.master.engine.index;

import io.muster.master.engine.slab.Field;
import io.muster.master.engine.slab.Slab;
import org.agrona.concurrent.UnsafeBuffer;

import java.lang.management.GarbageCollectorMXBean;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.SplittableRandom;

/**
 * How fast a table of users is at a size, how large, and how long its worst command takes while it grows: a main, for
 * whoever changes the indexes.
 */
public final class TableSpeed
{
    private static final Field ID = new Field("id", 0, 8);
    private static final Field NAME = new Field("name", 8, 32);
    private static final Field PARTY = new Field("party", 40, 8);
    private static final Field GUILD = new Field("guild", 48, 8);
    private static final Field INSTANCE = new Field("instance", 56, 8);
    private static final Field CREATED = new Field("createdMs", 64, 8);
    private static final Field SEEN = new Field("seenMs", 72, 8);
    private static final Field NODE = new Field("node", 80, 4);
    private static final Field RATING = new Field("rating", 84, 4);
    private static final Field STATE = new Field("state", 88, 1);
    private static final int BLOCK_BYTES = 96;

    private final SplittableRandom random = new SplittableRandom(7);
    private final UnsafeBuffer name = new UnsafeBuffer(new byte[32]);
    private final Latencies inserts = new Latencies("insert");
    private final Latencies updates = new Latencies("update");
    private final Latencies removes = new Latencies("remove");
    private final Latencies noise = new Latencies("nothing");
    private final int users;
    private final Table table;
    private final Slab slab;
    private long nextId = 1;
    private long spun;

    private TableSpeed(final int users)
    {
        this.users = users;
        table = newTable(users);
        slab = table.slab();
    }

    /** Grow to as many users as the argument says. */
    public static void main(final String[] args)
    {
        final TableSpeed warm = new TableSpeed(100_000);
        warm.grow();
        final TableSpeed speed = new TableSpeed(Integer.parseInt(args[0]));
        speed.grow();
        speed.print();
        speed.churn();
        speed.print();
        speed.restore();
        speed.digest();
    }

    private static Table newTable(final int users)
    {
        return new Table("users", BLOCK_BYTES, users + 1, ID, List.of(
            new Indexed(Indexed.Kind.UNIQUE_TEXT, NAME),
            new Indexed(Indexed.Kind.GROUP, NODE),
            new Indexed(Indexed.Kind.GROUP, PARTY),
            new Indexed(Indexed.Kind.GROUP, GUILD),
            new Indexed(Indexed.Kind.GROUP, INSTANCE),
            new Indexed(Indexed.Kind.SORTED, RATING)));
    }

    private void grow()
    {
        for (int i = 0; slab.count() < users; i++)
        {
            insert();
            doNothing();
            if (i % 4 == 0)
            {
                update();
            }
            if (i % 16 == 0)
            {
                remove();
            }
        }
    }

    private void churn()
    {
        for (int i = 0; i < 1_000_000; i++)
        {
            update();
            remove();
            insert();
        }
    }

    private void restore()
    {
        final Table restored = newTable(users);
        final long startNs = System.nanoTime();
        for (int slot = slab.next(0); slot != Slab.NONE; slot = slab.next(slot + 1))
        {
            restored.slab().restore(
                slot, slab.buffer(slot), slab.offset(slot), slab.blockBytes(), slab.linkBytes());
        }
        final long readNs = System.nanoTime();
        restored.rebuild();
        System.out.printf("  restore: records %.2f s, indexes %.2f s, digests equal: %s%n",
            (readNs - startNs) / 1e9, (System.nanoTime() - readNs) / 1e9, restored.slab().digest() == slab.digest());
    }

    private void digest()
    {
        final int slot = slab.next(0);
        for (int round = 0; round < 3; round++)
        {
            final long startNs = System.nanoTime();
            for (int i = 0; i < 50_000_000; i++)
            {
                slab.putLong(slot, SEEN.offset(), i);
            }
            System.out.printf("  a word and its digest: %.2f ns%n", (System.nanoTime() - startNs) / 5e7);
        }
    }

    private void insert()
    {
        final long id = nextId++;
        name.putLong(0, 0x5F72_6573_7500L + id * 0x9E37_79B9L);
        name.putLong(8, 0x616C_6963_6500L + id);
        final long party = 1 + random.nextInt(users / 3);
        final long guild = 1 + random.nextInt(users / 50);
        final long instance = 1 + random.nextInt(users / 10);
        final int rating = 1_500 + random.nextInt(1_000) + random.nextInt(1_000);
        final int node = 1 + random.nextInt(64);
        inserts.start();
        final int slot = table.allocate();
        slab.put(slot, ID, id);
        slab.putText(slot, NAME, name, 0, 24);
        slab.put(slot, NODE, node);
        slab.put(slot, STATE, 1);
        slab.put(slot, PARTY, party);
        slab.put(slot, GUILD, guild);
        slab.put(slot, INSTANCE, instance);
        slab.put(slot, RATING, rating);
        slab.put(slot, CREATED, id);
        slab.put(slot, SEEN, id);
        table.link(slot);
        inserts.stop();
    }

    private void update()
    {
        final int slot = anySlot();
        final int rating = 1_500 + random.nextInt(2_000);
        final int node = 1 + random.nextInt(64);
        final long instance = 1 + random.nextInt(users / 10);
        updates.start();
        table.put(slot, RATING, rating);
        table.put(slot, NODE, node);
        table.put(slot, INSTANCE, instance);
        slab.put(slot, SEEN, nextId);
        updates.stop();
    }

    private void remove()
    {
        final int slot = anySlot();
        removes.start();
        table.remove(slot);
        removes.stop();
    }

    /** As long as an insert, and without memory: its worst is what the machine adds to any command. */
    private void doNothing()
    {
        noise.start();
        for (int i = 0; i < 3_000; i++)
        {
            spun = spun * 31 + i;
        }
        noise.stop();
    }

    private int anySlot()
    {
        final int slot = slab.next(random.nextInt(slab.count()));
        return slot == Slab.NONE ? slab.next(0) : slot;
    }

    private void print()
    {
        System.out.printf("%,d users: %.1f bytes a user, %.2f GiB%n", slab.count(),
            (double)table.bytes() / slab.count(), table.bytes() / (double)(1 << 30));
        inserts.print();
        updates.print();
        removes.print();
        noise.print();
        for (final GarbageCollectorMXBean collector : ManagementFactory.getGarbageCollectorMXBeans())
        {
            System.out.printf("  %s: %d collections, %d ms%n",
                collector.getName(), collector.getCollectionCount(), collector.getCollectionTime());
        }
    }

    /** The worst is told by the thread's own time too: a machine with other work spoils that of the clock. */
    private static final class Latencies
    {
        private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
        private static final long LONG_NS = 200_000;

        private final String name;
        private long startNs;
        private long startCpuNs;
        private long count;
        private long sumNs;
        private long wallWorstNs;
        private long cpuWorstNs;

        private Latencies(final String name)
        {
            this.name = name;
        }

        private void start()
        {
            startCpuNs = THREADS.getCurrentThreadCpuTime();
            startNs = System.nanoTime();
        }

        private void stop()
        {
            final long ns = System.nanoTime() - startNs;
            count++;
            sumNs += ns;
            wallWorstNs = Math.max(wallWorstNs, ns);
            if (ns > LONG_NS)
            {
                cpuWorstNs = Math.max(cpuWorstNs, THREADS.getCurrentThreadCpuTime() - startCpuNs);
            }
        }

        private void print()
        {
            System.out.printf("  %s: mean %,d ns, worst %.3f ms of the thread's time, %.3f ms of all time%n",
                name, sumNs / count, cpuWorstNs / 1e6, wallWorstNs / 1e6);
        }
    }
}
