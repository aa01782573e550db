package io.muster.replay.verify;

import io.muster.master.recording.ReplicaFiles;
import io.muster.replay.log.Entry;
import io.muster.replay.log.Lockstep;
import io.muster.replay.text.Batch;
import io.muster.replay.text.MessageText;
import io.muster.replay.text.Schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What is different between replicas, and which of them is odd. Where two logs part by their terms, the one of the
 * older term ends with what a later leader went on without, as that of a leader may that was killed or cut off: that is
 * told, and is no difference that should not be. Whether somebody was told of it, only the witnesses decide.
 */
final class Comparison
{
    private final List<String> findings = new ArrayList<>();
    private final TreeSet<String> notes = new TreeSet<>();
    private final List<ReplicaFiles> members;
    private final boolean[][] isDifferent;
    private String firstDifference = "";
    private long firstPosition = Long.MAX_VALUE;
    private long commonEnd = Long.MAX_VALUE;

    Comparison(final List<ReplicaFiles> members)
    {
        this.members = members;
        isDifferent = new boolean[members.size()][members.size()];
        for (int i = 0; i < members.size(); i++)
        {
            commonEnd = Math.min(commonEnd, members.get(i).log().stopPosition());
            for (int j = i + 1; j < members.size(); j++)
            {
                compare(i, j);
            }
        }
        tellOdd();
    }

    private void compare(final int i, final int j)
    {
        final Lockstep lockstep = new Lockstep(members.get(i), members.get(j)).toFirstDifference();
        commonEnd = Math.min(commonEnd, lockstep.end());
        if (!lockstep.isDifferent())
        {
            return;
        }
        final long termOfOne = lockstep.one().termId();
        final long termOfOther = lockstep.other().termId();
        if (termOfOne != termOfOther)
        {
            final ReplicaFiles older = members.get(termOfOne < termOfOther ? i : j);
            notes.add(String.format(Locale.ROOT, "%s ends with a tail of term %d, from position %,d on, that a" +
                " later leader went on without", older.dir(), Math.min(termOfOne, termOfOther), lockstep.end()));
            return;
        }
        isDifferent[i][j] = true;
        isDifferent[j][i] = true;
        if (lockstep.end() < firstPosition)
        {
            firstPosition = lockstep.end();
            firstDifference = "[" + text(lockstep.one()) + "] in " + members.get(i).dir() + " and [" +
                text(lockstep.other()) + "] in " + members.get(j).dir();
        }
    }

    /** The odd ones differ from all others, who agree with each other and are more. */
    private void tellOdd()
    {
        if (firstDifference.isEmpty())
        {
            return;
        }
        final List<ReplicaFiles> odd = new ArrayList<>();
        for (int i = 0; i < members.size(); i++)
        {
            int differing = 0;
            for (int j = 0; j < members.size(); j++)
            {
                differing += isDifferent[i][j] ? 1 : 0;
            }
            if (2 * differing >= members.size())
            {
                odd.add(members.get(i));
            }
        }
        findings.add(names(odd, members.size() - odd.size(), "the log"));
        findings.add(String.format(
            Locale.ROOT, "the first entry that differs comes after position %,d: %s", firstPosition, firstDifference));
    }

    private static String names(final List<ReplicaFiles> odd, final int others, final String what)
    {
        return others <= odd.size() ?
            what + " differs, and no majority agrees; three replicas would tell which is odd" :
            what + " is odd in " + odd.stream().map((it) -> it.dir().toString()).collect(Collectors.joining(", ")) +
            "; the other " + others + " agree";
    }

    /** The states that the logs come to, where that is known, and each replica's own. */
    void compare(final List<MemberCheck> checks)
    {
        checks.forEach((check) -> check.misfits().forEach((it) -> findings.add(check.files().dir() + ": " + it)));
        final Map<Long, List<ReplicaFiles>> byDigest = new HashMap<>();
        checks.stream().filter((check) -> check.digest().isPresent()).forEach((check) ->
            byDigest.computeIfAbsent(check.digest().getAsLong(), (it) -> new ArrayList<>()).add(check.files()));
        final List<List<ReplicaFiles>> groups = new ArrayList<>(byDigest.values());
        groups.sort((one, other) -> other.size() - one.size());
        if (groups.size() > 1)
        {
            findings.add(names(groups.subList(1, groups.size()).stream().flatMap(List::stream).toList(),
                groups.get(0).size(), "the state that the log comes to"));
        }
    }

    static String text(final Entry entry)
    {
        final StringBuilder text = new StringBuilder("term ").append(entry.termId()).append(", ")
            .append(entry.timestampMs()).append(" ms, ").append(entry.kind().word()).append(' ').append(entry.words());
        final Batch batch = new Batch();
        final MessageText message = new MessageText(new Schema(), text, false);
        if (batch.wrap(entry.buffer(), entry.offset(), entry.length()))
        {
            while (batch.next())
            {
                text.append("; node ").append(batch.nodeId()).append(" #").append(batch.commandSeq()).append(' ');
                message.write(batch.buffer(), batch.offset(), batch.length());
            }
        }
        return text.toString();
    }

    /** Up to where all have the same. */
    long commonEnd()
    {
        return commonEnd;
    }

    /** Sentences; none when all are alike. */
    List<String> findings()
    {
        return findings;
    }

    /** What is as it may be. */
    TreeSet<String> notes()
    {
        return notes;
    }
}
