package io.muster.failover.fault.network;

import io.muster.failover.fault.Fault;
import io.muster.failover.fault.VoidException;
import io.muster.failover.fault.ground.Await;
import io.muster.failover.fault.ground.FaultyCluster;
import io.muster.failover.fault.ground.Need;
import io.muster.failover.fault.ground.Weather;

import java.util.Set;

/** Packets between all nodes are lost, delayed, overtaken and duplicated for some seconds. */
public final class BadWeather implements Fault
{
    private static final long LASTS_MS = 8_000;
    private static final int LOST = 1;
    private static final int DUPLICATED = 2;
    private static final int LATE = 4;

    @Override
    public String name()
    {
        return "weather";
    }

    @Override
    public String sentence()
    {
        return "2 % of all packets between nodes lost, 1 % twice, all 2 to 5 ms late, 1 % of them 20 ms more";
    }

    @Override
    public Set<Need> needs()
    {
        return Set.of(Need.NAMESPACES, Need.PYTHON);
    }

    @Override
    public String strike(final FaultyCluster cluster)
    {
        final Weather weather = cluster.network().weather();
        final long[] before = weather.counts();
        cluster.told();
        weather.set("loss=0.02 duplicate=0.01 delay=2 jitter=3 late=0.01");
        Await.pass(LASTS_MS);
        weather.clear();
        final long[] after = weather.counts();
        final long lost = after[LOST] - before[LOST];
        final long twice = after[DUPLICATED] - before[DUPLICATED];
        final long late = after[LATE] - before[LATE];
        VoidException.unless(lost > 0 && twice > 0 && late > 0, "the weather was fine");
        return lost + " packets lost, " + twice + " twice, " + late + " overtaken, of " + (after[0] - before[0]) +
            ", seed " + weather.seed();
    }
}
