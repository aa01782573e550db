package io.muster.replay.build;

import io.muster.master.engine.Engine;
import io.muster.master.engine.command.Outcome;
import io.muster.master.engine.snapshot.SnapshotException;
import io.muster.replay.log.ReplayError;
import io.muster.replay.state.ReplayedMaster;
import io.muster.replay.state.Said;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;
import org.agrona.DirectBuffer;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Gives a log to this build's engine and to another one's, until one of them does something else. */
public final class BuildDiff implements AutoCloseable
{
    private final Schema schema = new Schema();
    private final List<String> ours = new ArrayList<>();
    private final List<String> theirs = new ArrayList<>();
    private final Said said = new Said();
    private final ReplayedMaster master;
    private final BuildLoader loader;
    private final OtherEngine other;
    private final boolean isComparable;
    private String outcome = "";

    /**
     * Both are where a replay begins.
     *
     * @param paths as a class path: the other build's master, and its codecs.
     * @throws ReplayError.Refusal ASKED_WRONGLY, BUILD_UNUSABLE.
     */
    public BuildDiff(final ReplayedMaster master, final String paths)
    {
        this.master = master;
        loader = BuildLoader.of(paths);
        other = new OtherEngine(loader, master.settings());
        if (master.position() > 0)
        {
            other.restore(master.engine());
        }
        isComparable = master.engine().digest() == other.digest();
        said.begin(master.engine());
    }

    /** Whether the two builds make the same digest of the same state; if not, only what is told is compared. */
    public boolean isComparable()
    {
        return isComparable;
    }

    /**
     * Go on until an entry comes to something else.
     *
     * @return false when none does.
     */
    public boolean toFirstDifference()
    {
        while (master.step())
        {
            final String theirOutcome = other.apply(master.entry());
            final Outcome ourOutcome = master.outcome();
            final boolean isOutcomeAlike = ourOutcome == null || ourOutcome.toString().equals(theirOutcome);
            final boolean isAlike = isStateAlike();
            if (!isOutcomeAlike || !isAlike)
            {
                outcome = isOutcomeAlike ? "" : "here " + ourOutcome + ", there " + theirOutcome;
                return true;
            }
            said.skip(master.engine());
        }
        return false;
    }

    private boolean isStateAlike()
    {
        final boolean isDigestAlike = isComparable && master.engine().digest() == other.digest();
        if (!isDigestAlike)
        {
            ours.clear();
            theirs.clear();
            other.said(said, (nodeId, eventSeq, buffer, offset, length) ->
                theirs.add(text(nodeId, eventSeq, buffer, offset, length)));
            said.poll(master.engine(), (nodeId, eventSeq, buffer, offset, length) ->
                ours.add(text(nodeId, eventSeq, buffer, offset, length)));
        }
        return isDigestAlike || !isComparable && ours.equals(theirs);
    }

    private String text(
        final int nodeId, final long eventSeq, final DirectBuffer buffer, final int offset, final int length)
    {
        final StringBuilder text = new StringBuilder("node ").append(nodeId).append(" #").append(eventSeq).append("  ");
        new MessageText(schema, text, false).write(buffer, offset, length);
        return text.toString();
    }

    /** What became of the entry, if the builds do not agree on that; or empty. */
    public String outcome()
    {
        return outcome;
    }

    /** What this build told nodes because of the entry, a line each. */
    public List<String> ours()
    {
        return ours;
    }

    /** What the other build told. */
    public List<String> theirs()
    {
        return theirs;
    }

    /** Records that differ now, as far as this build can read the other one's. */
    public List<String> records(final int max)
    {
        final Engine copy = new Engine(master.settings());
        try
        {
            other.copyTo(copy);
            return master.engine().differencesFrom(copy, max);
        }
        catch (final SnapshotException | ReplayError.Refusal ex)
        {
            return List.of("the other build's records cannot be read by this one: " + ex.getMessage());
        }
    }

    @Override
    public void close()
    {
        try
        {
            loader.close();
        }
        catch (final IOException ex)
        {
            throw new UncheckedIOException(ex);
        }
    }
}
