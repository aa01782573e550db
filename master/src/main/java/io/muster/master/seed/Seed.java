package io.muster.master.seed;

import io.aeron.Aeron;
import io.aeron.cluster.ClusterBackup;
import io.aeron.cluster.NodeStateFile;
import io.aeron.cluster.RecordingLog;
import io.muster.node.Members.Member;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.IoUtil;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Fills the disk of a replica that has nothing, or nothing that the others can continue. Three steps: wait until the
 * leader's log moves on, which takes a quorum that did not have this replica; copy; refuse the votes of the next term,
 * as nobody knows any more which of them were cast.
 */
public final class Seed
{
    private static final long LOOK_NS = TimeUnit.MILLISECONDS.toNanos(50);
    /** Votes are few, and must outlive a power cut. */
    private static final int SYNC_LEVEL = 1;
    private static final String UNFINISHED = "seed-unfinished";
    private static final String SET_ASIDE = "set-aside";

    private final SeedSettings settings;
    private final OtherReplicas others;
    private final Function<Member, ClusterBackup.Context> backupOf;
    private final Consumer<String> onSaid;
    private ReplicaPage firstSeen;
    private long firstSeenNs;

    /**
     * @param backupOf makes what copies the log of a replica.
     * @param onSaid   is told a code and a sentence, for the operator.
     */
    public Seed(
        final SeedSettings settings,
        final Function<Member, ClusterBackup.Context> backupOf,
        final Consumer<String> onSaid)
    {
        this.settings = settings;
        this.backupOf = backupOf;
        this.onSaid = onSaid;
        others = new OtherReplicas(settings.others());
    }

    /** There is no log on this disk; what a seed that was broken off has left is none, and is deleted. */
    public boolean isEmpty()
    {
        if (Files.exists(unfinished()))
        {
            IoUtil.delete(settings.archiveDir(), true);
            IoUtil.delete(settings.clusterDir(), true);
        }
        if (!new File(settings.clusterDir(), RecordingLog.RECORDING_LOG_FILE_NAME).exists())
        {
            return true;
        }
        try (RecordingLog log = new RecordingLog(settings.clusterDir(), false))
        {
            return log.entries().isEmpty();
        }
        catch (final RuntimeException unreadable)
        {
            // There is something, and whoever opens it says what is wrong with it.
            return false;
        }
    }

    /** There is a log on this disk, or there was one. Then no cluster with this replica in it is a new one. */
    public boolean hasHadLog()
    {
        return Files.exists(unfinished()) || !isEmpty();
    }

    /**
     * Look whether the votes that were cast can be read. Without them a replica might vote twice in a term.
     *
     * @throws RuntimeException when they are there, and cannot.
     */
    public void checkVotes()
    {
        if (new File(settings.clusterDir(), NodeStateFile.FILENAME).exists())
        {
            try
            {
                openVotes().close();
            }
            catch (final IOException ex)
            {
                throw new UncheckedIOException(ex);
            }
        }
    }

    /** The leader, if there is one, has purged what would have to follow on this replica's log. */
    public boolean isBehind(final long logEnd)
    {
        return isPossible() && leader(others.look()).map((it) -> it.logStart() > logEnd).orElse(false);
    }

    /** The others can be asked, and are enough to go on without this replica. */
    public boolean isPossible()
    {
        return settings.isPossible() && others.count() >= settings.quorum();
    }

    /**
     * Move what is here out of the way, so that there is nothing; but not before others lead, who have what is needed.
     * To be done while no archive has it.
     */
    public void setAside(final StartupError error, final String why)
    {
        final Path aside = settings.dir().resolve(SET_ASIDE);
        onSaid.accept(
            error.code() + " " + why + "; when the others lead, what is here is moved to " + aside);
        awaitLeader(false);
        try
        {
            IoUtil.delete(aside.toFile(), true);
            Files.createDirectories(aside);
            beginUnfinished();
            for (final File part : List.of(settings.clusterDir(), settings.archiveDir()))
            {
                if (part.exists())
                {
                    Files.move(part.toPath(), aside.resolve(part.getName()));
                }
            }
        }
        catch (final IOException ex)
        {
            throw new StartupException(
                StartupError.DIRECTORY_UNWRITABLE, "cannot move files to " + aside + ": " + ex, ex);
        }
    }

    /**
     * Come to a log, or find that nobody has one. The archive has to run.
     *
     * @throws StartupException SEED_FAILED when a copy does not come on.
     */
    public void fill()
    {
        if (!isPossible())
        {
            return;
        }
        awaitLeader(!Files.exists(unfinished())).ifPresent(this::fillFrom);
    }

    /** @return a leader that goes on without this replica, or nothing when all of them are new. */
    private Optional<ReplicaPage> awaitLeader(final boolean mayBeNew)
    {
        final long beganNs = System.nanoTime();
        boolean isTold = false;
        while (true)
        {
            final List<ReplicaPage> pages = others.look();
            final Optional<ReplicaPage> leader = leader(pages);
            if (leader.isPresent())
            {
                if (hasMovedOn(leader.get()))
                {
                    return leader;
                }
            }
            else if (!mayBeNew || pages.stream().anyMatch(ReplicaPage::hasLog))
            {
                isTold = isTold || tellWaiting();
            }
            else if (isFresh(pages.size(), System.nanoTime() - beganNs))
            {
                return Optional.empty();
            }
            LockSupport.parkNanos(LOOK_NS);
        }
    }

    /** Nobody has a log: a new cluster. One that is not there is waited for as long as an election would. */
    private boolean isFresh(final int answered, final long waitedNs)
    {
        return answered == others.count() ||
            answered + 1 >= settings.quorum() && waitedNs > settings.canvassNs();
    }

    private boolean tellWaiting()
    {
        onSaid.accept(StartupError.SEED_AWAITED.code() + " there was a log, here or elsewhere, this disk has none to" +
            " go on with, and nobody leads; this replica joins when the others do, as it may have forgotten what it" +
            " promised");
        return true;
    }

    private static Optional<ReplicaPage> leader(final List<ReplicaPage> pages)
    {
        return pages.stream().filter(ReplicaPage::isLeader).max(Comparator.comparingLong(ReplicaPage::term));
    }

    /** The leader has committed in its term, some time after this replica began to look. */
    private boolean hasMovedOn(final ReplicaPage leader)
    {
        final long nowNs = System.nanoTime();
        if (!leader.isOfSameTermAs(firstSeen))
        {
            firstSeen = leader;
            firstSeenNs = nowNs;
        }
        return nowNs - firstSeenNs > settings.quietNs() && leader.logStart() >= 0 &&
            leader.commitPosition() > firstSeen.commitPosition();
    }

    private void fillFrom(final ReplicaPage leader)
    {
        try
        {
            beginUnfinished();
            if (leader.logStart() > 0)
            {
                onSaid.accept(StartupError.SEEDED.code() + " no log is on this disk that the others continue; " +
                    "copying the newest snapshot and the log since from member " + leader.member().memberId());
                new LogCopy(settings.archiveDir()).run(backupOf.apply(leader.member()), leader.commitPosition());
            }
            refuseVotesUpTo(leader.term() + 1);
            Files.delete(unfinished());
        }
        catch (final IOException ex)
        {
            throw new StartupException(
                StartupError.DIRECTORY_UNWRITABLE, "cannot write in " + settings.dir() + ": " + ex, ex);
        }
    }

    private void refuseVotesUpTo(final long term) throws IOException
    {
        Files.createDirectories(settings.clusterDir().toPath());
        try (NodeStateFile votes = openVotes())
        {
            votes.proposeMaxCandidateTermId(term, Aeron.NULL_VALUE, System.currentTimeMillis());
        }
    }

    private NodeStateFile openVotes() throws IOException
    {
        return new NodeStateFile(settings.clusterDir(), true, SYNC_LEVEL);
    }

    private void beginUnfinished() throws IOException
    {
        if (!Files.exists(unfinished()))
        {
            Files.createFile(unfinished());
        }
    }

    private Path unfinished()
    {
        return settings.dir().resolve(UNFINISHED);
    }
}
