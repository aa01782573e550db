package io.muster.replay.dump;

import io.muster.codecs.UserEnterDecoder;
import io.muster.master.recording.EngineNote;
import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.EntryKind;
import io.muster.replay.state.Records;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.text.Batch;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Finds which users had a name: most messages carry an id only, and who got which, only the engine knows. */
final class UserIds
{
    private UserIds()
    {
    }

    /** All that had the name at any time of a log; more than one if the name became free in between. */
    static Set<Long> named(final String name, final ReplicaFiles files)
    {
        final Set<Long> ids = new TreeSet<>();
        final Batch batch = new Batch();
        try (ReplayedMaster master =
            new ReplayedMaster(files, EngineNote.read(files.dir(), Map.of())).salvage())
        {
            look(name, master, ids);
            while (master.step())
            {
                boolean hasEntered = false;
                if (master.entry().kind() == EntryKind.BATCH && batch.wrap(
                    master.entry().buffer(), master.entry().offset(), master.entry().length()))
                {
                    while (!hasEntered && batch.next())
                    {
                        hasEntered = batch.templateId() == UserEnterDecoder.TEMPLATE_ID;
                    }
                }
                if (hasEntered)
                {
                    look(name, master, ids);
                }
            }
        }
        return ids;
    }

    private static void look(final String name, final ReplayedMaster master, final Set<Long> ids)
    {
        new Records(master.engine(), master.position()).user(name)
            .ifPresent((user) -> ids.add(user.path("id").asLong()));
    }
}
