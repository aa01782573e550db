package io.muster.benchmarks;

import io.muster.master.MasterSettings;
import io.muster.master.Replica;
import io.muster.node.Drivers;
import io.muster.node.Node;
import io.muster.node.NodeProcess;
import io.muster.node.settings.Settings;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

/** One member of a raw Aeron Cluster: launched exactly as a replica of the master, with an echo for a service. */
public final class EchoNode implements Node
{
    private final MasterSettings settings;
    private Replica replica;

    /** @param settings those of a master. */
    public EchoNode(final Settings settings)
    {
        this.settings = new MasterSettings(settings);
    }

    public static void main(final String[] args)
    {
        NodeProcess.run(args, EchoNode::new);
    }

    @Override
    public String start(final ErrorHandler onFailure)
    {
        replica = new Replica(settings, Drivers.onlyFatal(onFailure), onFailure).launch(new EchoService());
        return "echo";
    }

    @Override
    public void close()
    {
        CloseHelper.close(replica);
    }
}
