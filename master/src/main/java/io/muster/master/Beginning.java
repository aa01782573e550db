package io.muster.master;

import io.aeron.archive.client.AeronArchive;
import io.muster.master.engine.Engine;
import io.muster.master.recovery.Distrust;
import io.muster.master.recovery.Recovery;
import io.muster.master.recovery.Restored;
import io.muster.master.recovery.TornFrames;
import io.muster.master.seed.Seed;
import io.muster.master.seed.SeedSettings;
import io.muster.node.Members.Port;
import io.muster.node.StartupError;
import io.muster.node.StartupException;
import org.agrona.concurrent.status.AtomicCounter;

import java.security.SecureRandom;
import java.util.List;
import java.util.function.Consumer;

/**
 * What a replica does before it joins the cluster: it opens its log, or comes to one, and restores the engine. What is
 * damaged beyond use, or too old to be continued, is moved aside, and the replica begins with what the others have.
 */
final class Beginning
{
    private final MasterSettings settings;
    private final Replica replica;
    private final AtomicCounter snapshotsRefused;
    private final Consumer<String> onSaid;
    private final Seed seed;
    private final Distrust distrust;
    private long trustedPosition;

    /** @param onSaid is told a code and a sentence, for the operator. */
    Beginning(
        final MasterSettings settings,
        final Replica replica,
        final AtomicCounter snapshotsRefused,
        final Consumer<String> onSaid)
    {
        this.settings = settings;
        this.replica = replica;
        this.snapshotsRefused = snapshotsRefused;
        this.onSaid = onSaid;
        distrust = new Distrust(settings.dir);
        trustedPosition = distrust.trustedPosition();
        seed = new Seed(
            new SeedSettings(
                settings.members,
                settings.member.memberId(),
                settings.dir,
                settings.statusPort() == settings.member.port(Port.STATUS),
                settings.canvassTimeoutNs,
                settings.leaderTimeoutNs),
            replica::backupOf,
            onSaid);
    }

    /** Whether there is, or was, a log on this disk. Asked before anything else is done. */
    boolean hasHadLog()
    {
        return seed.hasHadLog();
    }

    /**
     * Launch the archive, and restore from what it has.
     *
     * @throws StartupException when that can't be, and the others can't help.
     */
    Restored begin()
    {
        try
        {
            openLog();
        }
        catch (final RuntimeException unreadable)
        {
            beginAnew(unreadable, StartupError.BUG);
        }
        final Restored restored = restoreOrBeginAnew();
        distrust.forget();
        return restored;
    }

    private Restored restoreOrBeginAnew()
    {
        try
        {
            return restore();
        }
        catch (final StartupException refusal)
        {
            beginAnew(refusal, StartupError.STATE_LOST, StartupError.FILES_DAMAGED);
            return restore();
        }
    }

    /** What Aeron throws at files that it does not understand is of no kind of its own, and looks like a bug. */
    private void beginAnew(final RuntimeException refusal, final StartupError... errors)
    {
        final StartupException reason = StartupException.of(refusal);
        if (!seed.isPossible() || !List.of(errors).contains(reason.error()))
        {
            throw refusal;
        }
        beginAnew(StartupError.FILES_DAMAGED, reason.getMessage());
    }

    private void openLog()
    {
        final boolean isEmpty = seed.isEmpty();
        seed.checkVotes();
        new TornFrames(settings.archiveDir(), settings.checksum(), onSaid).cut();
        replica.launchArchive();
        if (isEmpty)
        {
            fill();
            return;
        }
        final long logEnd = logEnd();
        if (seed.isBehind(logEnd))
        {
            beginAnew(StartupError.LOG_BEHIND,
                "the log here ends at position " + logEnd + ", and the leader's begins later");
        }
    }

    private void beginAnew(final StartupError error, final String why)
    {
        replica.closeArchive();
        seed.setAside(error, why);
        replica.launchArchive();
        fill();
    }

    /** What the others have is trusted. */
    private void fill()
    {
        trustedPosition = Long.MAX_VALUE;
        seed.fill();
    }

    private long logEnd()
    {
        try (AeronArchive archive = replica.connectArchive())
        {
            return Recovery.logEnd(settings.clusterDir(), archive);
        }
    }

    private Restored restore()
    {
        try (AeronArchive archive = replica.connectArchive())
        {
            return new Recovery(
                settings.clusterDir(),
                settings.archiveDir(),
                settings.checksum(),
                () -> new Engine(settings.engine, new SecureRandom().nextLong()),
                (refusal) ->
                {
                    snapshotsRefused.increment();
                    onSaid.accept(refusal);
                }).restore(archive, trustedPosition);
        }
    }
}
