package io.muster.replay.verify;

import io.muster.replay.log.LogReader;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What is different between replicas, and which of them is odd. */
final class Comparison
{
    private final List<String> findings = new ArrayList<>();
    private final List<MemberCheck> checks;

    Comparison(final List<MemberCheck> checks)
    {
        this.checks = checks;
        checks.forEach((check) -> check.misfits().forEach((it) -> findings.add(check.files().dir() + ": " + it)));
        final List<MemberCheck> whole = checks.stream().filter((check) -> !check.isDamaged()).toList();
        compareTerms(whole);
        compare("the state that the log comes to", whole, MemberCheck::digest);
    }

    private void compareTerms(final List<MemberCheck> whole)
    {
        final TreeSet<Long> terms = new TreeSet<>();
        whole.forEach((check) -> terms.addAll(check.hashes().keySet()));
        for (final long term : terms)
        {
            if (compare("term " + term, whole, (check) -> check.hashes().getOrDefault(term, 0L)))
            {
                findings.add(firstDifference(whole));
                // What comes after differs because of it.
                return;
            }
        }
    }

    /** @return whether there is a difference. */
    private boolean compare(
        final String what, final List<MemberCheck> whole, final Function<MemberCheck, Long> value)
    {
        final Map<Long, List<MemberCheck>> byValue = new HashMap<>();
        whole.forEach((check) -> byValue.computeIfAbsent(value.apply(check), (it) -> new ArrayList<>()).add(check));
        if (byValue.size() < 2)
        {
            return false;
        }
        final List<List<MemberCheck>> groups = new ArrayList<>(byValue.values());
        groups.sort((one, other) -> other.size() - one.size());
        if (groups.get(0).size() > groups.get(1).size())
        {
            final String odd = groups.subList(1, groups.size()).stream().flatMap(List::stream)
                .map((check) -> check.files().dir().toString()).collect(Collectors.joining(", "));
            findings.add(what + " is odd in " + odd + "; the other " + groups.get(0).size() + " agree");
        }
        else
        {
            findings.add(what + " differs, and no majority agrees; three replicas would tell which is odd");
        }
        return true;
    }

    private String firstDifference(final List<MemberCheck> whole)
    {
        String sentence = "";
        long first = Long.MAX_VALUE;
        for (final MemberCheck other : whole.subList(1, whole.size()))
        {
            final Lockstep lockstep = new Lockstep(
                new LogReader(whole.get(0).files()), new LogReader(other.files()),
                Math.max(whole.get(0).files().log().startPosition(), other.files().log().startPosition()));
            if (lockstep.toFirstDifference() && lockstep.position() < first)
            {
                first = lockstep.position();
                sentence = lockstep.sentence();
            }
        }
        return "the first entry that differs ends at position " + first + ": " + sentence;
    }

    /** Sentences; none when all are alike. */
    List<String> findings()
    {
        return findings;
    }
}
