package io.muster.failover.fault;

import io.muster.console.local.ClusterPlan;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;

import java.util.List;
import java.util.Set;

/** One way in which machines fail. It may be struck again and again in one run. */
public interface Fault
{
    /** As it is asked for: {@code leader-kill}. */
    String name();

    /** What is done, in a few words for the list. */
    String sentence();

    /** What the machine must have for it. */
    default Set<Need> needs()
    {
        return Set.of();
    }

    /** Settings that the fault needs, before the cluster is started. */
    default void prepare(final ClusterPlan plan)
    {
    }

    /**
     * Do it, make sure that it bit, and undo what does not undo itself: when this returns, every process has been
     * started again, though it may still be coming back.
     *
     * @return what shows that it bit.
     * @throws VoidException when it did not bite.
     */
    String strike(FaultyCluster cluster);

    /** What the nodes may log because of it: patterns of whole lines. The loss of a leader need not be announced. */
    default List<String> announced()
    {
        return List.of();
    }

    /** Whether replicas may have had different results on the way, as long as they are the same in the end. */
    default boolean mayDisagree()
    {
        return false;
    }

    /** Most strikes in one run, whatever time there is. */
    default int strikesMax()
    {
        return Integer.MAX_VALUE;
    }
}
