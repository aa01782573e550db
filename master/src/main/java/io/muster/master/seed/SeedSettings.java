package io.muster.master.seed;

import io.muster.node.Members;
import io.muster.node.Members.Member;

import java.io.File;
import java.nio.file.Path;
import java.util.List;

/**
 * Where the files are, and who may have what is missing.
 *
 * @param isPossible whether the others can be asked.
 * @param canvassNs  how long a new cluster waits for a replica that does not answer.
 * @param quietNs    how long a leader must have gone on without this replica.
 */
public record SeedSettings(
    Members members, int memberId, Path dir, boolean isPossible, long canvassNs, long quietNs)
{
    File archiveDir()
    {
        return dir.resolve("archive").toFile();
    }

    File clusterDir()
    {
        return dir.resolve("cluster").toFile();
    }

    List<Member> others()
    {
        return members.all().stream().filter((it) -> it.memberId() != memberId).toList();
    }

    int quorum()
    {
        return members.all().size() / 2 + 1;
    }
}
