package io.muster.benchmarks;

import io.muster.master.MasterSettings;
import io.muster.master.Replica;
import io.muster.node.Drivers;
import io.muster.node.Node;
import io.muster.node.NodeProcess;
import io.muster.node.settings.Settings;
import io.muster.node.status.Counters;
import io.muster.node.status.StatusPage;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

/** One member of a raw Aeron Cluster: launched exactly as a replica of the master, with an echo for a service. */
public final class EchoNode implements Node
{
    private static final String HOST = "127.0.0.1";

    private final MasterSettings settings;
    private final Counters counters = new Counters();
    private Replica replica;
    private StatusPage statusPage;

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
        final EchoService service = new EchoService(
            counters.counter("is_leader", "1 while this member leads"),
            counters.counter("leadership_term", "of the present leader"));
        replica = new Replica(settings, Drivers.onlyFatal(onFailure), onFailure);
        statusPage = new StatusPage(HOST, settings.statusPort(), counters, replica::isInService).start();
        replica.launch(service);
        return "echo";
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(statusPage, replica);
    }
}
