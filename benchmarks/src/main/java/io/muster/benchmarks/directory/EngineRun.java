package io.muster.benchmarks.directory;

import io.muster.benchmarks.directory.engine.DirectoryEngine;
import io.muster.benchmarks.directory.engine.EngineKind;
import io.muster.benchmarks.directory.report.Numbers;

import java.nio.file.Path;

/** One engine in a process of its own: {@code EngineRun ENGINE USERS FILE}. It ends with the one that started it. */
final class EngineRun
{
    private static final int WARM_UP_USERS = 20_000;

    private EngineRun()
    {
    }

    public static void main(final String[] args)
    {
        Leash.hold();
        final EngineKind kind = EngineKind.of(args[0]);
        final int users = Integer.parseInt(args[1]);
        final Numbers numbers = new Numbers();
        final Steps steps = new Steps(kind.key());
        if (users > WARM_UP_USERS)
        {
            try (DirectoryEngine engine = kind.make())
            {
                steps.begin("warming up");
                new Course(engine, WARM_UP_USERS, new Numbers(), steps).run();
            }
        }
        try (DirectoryEngine engine = kind.make())
        {
            numbers.indexes(engine.indexes());
            final Course course = new Course(engine, users, numbers, steps);
            course.run();
            if (kind == EngineKind.MUSTER)
            {
                numbers.put("bytesCounted", engine.bytesCounted());
            }
            if (kind == EngineKind.REDIS)
            {
                numbers.putUnknown("bytesAllocatedPerOperation");
            }
        }
        numbers.write(Path.of(args[2]));
    }
}
