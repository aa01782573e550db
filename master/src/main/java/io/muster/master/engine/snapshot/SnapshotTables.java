package io.muster.master.engine.snapshot;

import io.muster.codecs.AttributeRecordDecoder;
import io.muster.codecs.GameTypeRecordDecoder;
import io.muster.codecs.InstanceRecordDecoder;
import io.muster.codecs.NodeRecordDecoder;
import io.muster.codecs.UserRecordDecoder;
import io.muster.master.engine.directory.Directories;

/** Which record each of {@link Directories#tables} has, by its template id in the schema. */
final class SnapshotTables
{
    private static final int[] TEMPLATE_IDS =
    {
        GameTypeRecordDecoder.TEMPLATE_ID,
        NodeRecordDecoder.TEMPLATE_ID,
        InstanceRecordDecoder.TEMPLATE_ID,
        UserRecordDecoder.TEMPLATE_ID,
        AttributeRecordDecoder.TEMPLATE_ID
    };

    private SnapshotTables()
    {
    }

    static int templateIdOf(final int tableIndex)
    {
        return TEMPLATE_IDS[tableIndex];
    }

    /** The index of the table with such records, or -1. */
    static int tableIndexOf(final int templateId)
    {
        for (int i = 0; i < TEMPLATE_IDS.length; i++)
        {
            if (TEMPLATE_IDS[i] == templateId)
            {
                return i;
            }
        }
        return -1;
    }
}
