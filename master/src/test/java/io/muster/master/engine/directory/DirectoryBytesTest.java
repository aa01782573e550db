package io.muster.master.engine.directory;

import io.muster.codecs.NodeKind;
import io.muster.master.engine.EngineSettings;
import io.muster.master.engine.index.Table;
import org.agrona.concurrent.UnsafeBuffer;
import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;
import java.util.List;

import static org.junit.jupiter.api.Assertions.assertTrue;

class DirectoryBytesTest
{
    private static final int COUNT_MAX = 200_000;

    private final Directories directories = new Directories(4, 4096, COUNT_MAX, COUNT_MAX);
    private final Node node = directories.nodes().open(1, 1, new Registration(
        NodeKind.GAME, 99, 0, 0, List.of(), "localhost:1", "localhost:2", ""), 0);

    @Test
    void shouldTakeNoMoreForAUserThanIsPlannedFor()
    {
        final UserDirectory users = directories.users();
        final UnsafeBuffer name = new UnsafeBuffer(0, 0);
        for (int i = 1; i <= COUNT_MAX; i++)
        {
            name.wrap(("a name that is rather long " + i).getBytes(StandardCharsets.UTF_8));
            final int user = users.open(i, name, i);
            users.attach(user, node, i);
            users.seat(user, i, 0); // Each in an instance of its own, so that there are as many groups as can be.
            expect(users.table(), i, EngineSettings.USER_BYTES_MAX);
        }
    }

    @Test
    void shouldTakeNoMoreForAnInstanceThanIsPlannedFor()
    {
        final long[] values = new long[AttributeDirectory.ATTRIBUTES_MAX];
        for (int i = 1; i <= COUNT_MAX; i++)
        {
            final int instance = directories.instances().open(node, i, 64, i);
            for (int attribute = 0; attribute < values.length; attribute++)
            {
                values[attribute] = i * (0x9E37_79B9_7F4A_7C15L + 2L * attribute); // In no order at all.
            }
            directories.instances().describe(instance, 0xFF, values, i % 2 == 0 ? -1L : 0);
            for (int seat = 0; seat < i * 31 % 64; seat++)
            {
                directories.instances().takeSeat(instance);
            }
            expect(directories.instances().table(), i, EngineSettings.INSTANCE_BYTES_MAX);
        }
    }

    /** From where on a chunk of memory that is not full counts for little. */
    private static void expect(final Table table, final int count, final long bytesMax)
    {
        if (count >= COUNT_MAX / 2 && count % 1_000 == 0)
        {
            assertTrue(table.bytes() / count <= bytesMax, count + " take " + table.bytes() + " bytes");
        }
    }
}
