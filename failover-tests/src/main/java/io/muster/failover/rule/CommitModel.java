package io.muster.failover.rule;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import static io.muster.failover.rule.World.CANVASSING;
import static io.muster.failover.rule.World.ENTRIES_MAX;
import static io.muster.failover.rule.World.FOLLOWING;
import static io.muster.failover.rule.World.LEADING;
import static io.muster.failover.rule.World.MEMBERS;
import static io.muster.failover.rule.World.TERMS_MAX;

/** What can happen next, and what must not have. */
final class CommitModel
{
    /** One thing that happened, in words, and what the world became. */
    record Step(String sentence, World world)
    {
    }

    private final CommitRule rule;

    CommitModel(final CommitRule rule)
    {
        this.rule = rule;
    }

    /** Everything that can happen in a world. */
    List<Step> next(final World world)
    {
        final List<Step> steps = new ArrayList<>();
        for (int a = 0; a < MEMBERS; a++)
        {
            append(steps, world, a);
            commit(steps, world, a);
            restart(steps, world, a);
            for (int b = 0; b < MEMBERS; b++)
            {
                if (b != a)
                {
                    replicate(steps, world, a, b);
                    report(steps, world, a, b);
                    join(steps, world, a, b);
                    execute(steps, world, a, b);
                    witness(steps, world, a, b);
                    elect(steps, world, a, b);
                }
            }
        }
        return steps;
    }

    /** What is wrong with a world, or null: an entry that was acknowledged is missing in the log of a later leader. */
    String violation(final World world)
    {
        for (int leader = 0; leader < MEMBERS; leader++)
        {
            for (int i = 0; world.role[leader] == LEADING && i < ENTRIES_MAX; i++)
            {
                final int term = world.acknowledged[i];
                if (term != 0 && world.logTerm[leader] > world.acknowledgedIn[i] && world.log[leader][i] != term)
                {
                    return "entry " + (i + 1) + " of term " + term + " was acknowledged, and " + name(leader) +
                        " leads term " + world.logTerm[leader] + " without it";
                }
            }
        }
        return null;
    }

    private static void append(final List<Step> steps, final World world, final int leader)
    {
        final int position = world.position(leader);
        if (world.role[leader] == LEADING && position < ENTRIES_MAX)
        {
            final World next = world.copy();
            next.log[leader][position] = world.logTerm[leader];
            steps.add(new Step(name(leader) + " appends entry " + (position + 1) + " of term " +
                world.logTerm[leader], next));
        }
    }

    /** The next entry goes to a member that follows, which says that it has it. */
    private static void replicate(final List<Step> steps, final World world, final int leader, final int follower)
    {
        final int position = world.position(follower);
        if (isFollowing(world, follower, leader) && position < world.position(leader))
        {
            final World next = world.copy();
            next.log[follower][position] = world.log[leader][position];
            next.count(leader, follower, position + 1);
            steps.add(new Step(name(leader) + " replicates entry " + (position + 1) + " to " + name(follower), next));
        }
    }

    /** A member that looks for a leader tells its position, and the leader counts it, or does not. */
    private void report(final List<Step> steps, final World world, final int leader, final int member)
    {
        final boolean isHeard = world.role[leader] == LEADING && world.role[member] == CANVASSING &&
            world.logTerm[member] <= world.logTerm[leader];
        if (isHeard && rule != CommitRule.TERM_CHECK && world.counted(leader, member) != world.position(member))
        {
            final World next = world.copy();
            next.count(leader, member, world.position(member));
            steps.add(new Step(name(member) + ", whose log is of term " + world.logTerm[member] + ", tells " +
                name(leader) + " its position " + world.position(member), next));
        }
    }

    /**
     * A member that looks for a leader finds one: it cuts what the leader does not have, and follows when it has all
     * that the leader had when its term began.
     */
    private static void join(final List<Step> steps, final World world, final int leader, final int member)
    {
        if (world.role[leader] != LEADING || world.role[member] != CANVASSING ||
            world.votedTerm[member] > world.logTerm[leader])
        {
            return;
        }
        final World next = world.copy();
        int same = 0;
        while (same < ENTRIES_MAX && world.log[member][same] != 0 &&
            world.log[member][same] == world.log[leader][same])
        {
            same++;
        }
        int has = same;
        Arrays.fill(next.log[member], same, ENTRIES_MAX, 0);
        while (has < world.position(leader) && world.log[leader][has] < world.logTerm[leader])
        {
            next.log[member][has] = world.log[leader][has];
            has++;
        }
        next.role[member] = FOLLOWING;
        next.logTerm[member] = world.logTerm[leader];
        next.votedTerm[member] = world.logTerm[leader];
        next.count(leader, member, has);
        steps.add(new Step(name(member) + " follows " + name(leader) + " in term " + world.logTerm[leader] +
            ", keeps " + same + " of its " + world.position(member) + " entries and has " + has, next));
    }

    /** The leader executes what a quorum has by its count, and acknowledges it unless it needs a witness for that. */
    private void commit(final List<Step> steps, final World world, final int leader)
    {
        // The leader and the better of the others are a quorum.
        final int other = Arrays.stream(world.counted[leader]).max().orElseThrow();
        final int commit = Math.min(other, world.position(leader));
        final int executed = World.length(world.executed[leader]);
        if (world.role[leader] != LEADING || commit <= executed)
        {
            return;
        }
        final World next = world.copy();
        for (int i = executed; i < commit; i++)
        {
            next.executed[leader][i] = world.log[leader][i];
            if (rule != CommitRule.WITNESSED)
            {
                acknowledge(next, leader, i);
            }
        }
        steps.add(new Step(name(leader) + ", which has " + world.position(leader) + ", counts " + other +
            " and commits entry " + commit + (rule == CommitRule.WITNESSED ? "" : ", acknowledged"), next));
    }

    /** What a client was told once it is not told again. */
    private static void acknowledge(final World world, final int leader, final int index)
    {
        if (world.acknowledged[index] == 0)
        {
            world.acknowledged[index] = world.executed[leader][index];
            world.acknowledgedIn[index] = world.logTerm[leader];
        }
    }

    /** A follower hears of the commit, and executes what it has of it. */
    private static void execute(final List<Step> steps, final World world, final int leader, final int follower)
    {
        final int executed = World.length(world.executed[follower]);
        final int commit = Math.min(World.length(world.executed[leader]), world.position(follower));
        if (isFollowing(world, follower, leader) && commit > executed)
        {
            final World next = world.copy();
            System.arraycopy(world.log[follower], executed, next.executed[follower], executed, commit - executed);
            steps.add(new Step(name(follower) + " executes up to entry " + commit, next));
        }
    }

    /** A member tells what it has executed; where that is the same, the leader acknowledges. */
    private void witness(final List<Step> steps, final World world, final int leader, final int other)
    {
        if (rule != CommitRule.WITNESSED || world.role[leader] != LEADING)
        {
            return;
        }
        final int mismatch = Arrays.mismatch(world.executed[leader], world.executed[other]);
        // A digest covers everything before it, so it is the same at one position or at none after a difference.
        final int same = Math.min(World.length(world.executed[leader]), World.length(world.executed[other]));
        final int witnessed = mismatch < 0 || mismatch >= same ? same : 0;
        if (witnessed > World.length(world.acknowledged))
        {
            final World next = world.copy();
            for (int i = 0; i < witnessed; i++)
            {
                acknowledge(next, leader, i);
            }
            steps.add(new Step(name(other) + " has executed up to entry " + witnessed + " alike, and " + name(leader) +
                " acknowledges it", next));
        }
    }

    /** A process dies and comes back: what it executed is built anew, its log and its vote are kept. */
    private static void restart(final List<Step> steps, final World world, final int member)
    {
        if (world.role[member] != CANVASSING)
        {
            final World next = world.copy();
            next.role[member] = CANVASSING;
            Arrays.fill(next.executed[member], 0);
            Arrays.fill(next.counted[member], 0);
            steps.add(new Step(name(member) + " restarts with " + world.position(member) + " entries", next));
        }
    }

    /** Two of three are enough: the one that votes has not voted in that term and has no longer a log. */
    private static void elect(final List<Step> steps, final World world, final int candidate, final int voter)
    {
        final int term = Math.max(world.votedTerm[candidate], world.votedTerm[voter]) + 1;
        final int order = Integer.compare(world.logTerm[candidate], world.logTerm[voter]);
        final boolean isLonger = order > 0 || order == 0 && world.position(candidate) >= world.position(voter);
        if (term > TERMS_MAX || !isLonger || world.role[candidate] == LEADING)
        {
            return;
        }
        final World next = world.copy();
        next.role[candidate] = LEADING;
        next.logTerm[candidate] = term;
        next.votedTerm[candidate] = term;
        next.votedTerm[voter] = term;
        next.role[voter] = CANVASSING;
        Arrays.fill(next.counted[voter], 0);
        Arrays.fill(next.counted[candidate], 0);
        steps.add(new Step(name(candidate) + " is elected for term " + term + " by " + name(voter), next));
    }

    private static boolean isFollowing(final World world, final int follower, final int leader)
    {
        return world.role[leader] == LEADING && world.role[follower] == FOLLOWING &&
            world.logTerm[follower] == world.logTerm[leader];
    }

    private static String name(final int member)
    {
        return String.valueOf((char)('A' + member));
    }
}
