package io.muster.failover.bench;

import io.muster.benchmarks.EchoLoad;
import io.muster.benchmarks.EchoNode;
import io.muster.benchmarks.LoadDriver;
import io.muster.benchmarks.ReplicaProcesses;
import org.HdrHistogram.Histogram;
import org.agrona.CloseHelper;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Three members of raw Aeron Cluster with an echo service, launched as replicas of the master are. */
final class RawCluster implements Victim
{
    private final LoadDriver driver;
    private final ReplicaProcesses members;
    private final EchoLoad load;
    private final LoadThread thread;

    RawCluster(final Map<String, String> masterSettings)
    {
        final Map<String, String> all = new HashMap<>(masterSettings);
        all.putAll(MusterCluster.NETWORK);
        driver = new LoadDriver(MusterCluster.NETWORK, LoadEnd::end);
        members = new ReplicaProcesses(EchoNode.class, all);
        load = new EchoLoad(
            driver, members.ingressEndpoints(), MusterCluster.WINDOW, new Histogram(TimeUnit.MINUTES.toNanos(1), 2));
        load.pace(MusterCluster.COMMANDS_PER_SECOND, System.nanoTime());
        thread = new LoadThread(load, null, driver.idleStrategy());
        thread.start();
    }

    @Override
    public String name()
    {
        return "raw";
    }

    @Override
    public int leaderId()
    {
        return members.leaderId();
    }

    @Override
    public long term()
    {
        return members.term();
    }

    @Override
    public void kill(final int memberId)
    {
        members.kill(memberId);
    }

    @Override
    public void restart(final int memberId)
    {
        members.restart(memberId);
    }

    @Override
    public boolean isHealthy(final int memberId)
    {
        return members.isHealthy(memberId);
    }

    @Override
    public LoadThread load()
    {
        return thread;
    }

    @Override
    public Gaps play()
    {
        return null;
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(thread, load, members, driver);
    }
}
