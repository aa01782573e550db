package io.muster.node;

import io.aeron.driver.MediaDriver;
import io.muster.node.settings.Settings;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;

/** A node that is nothing but a media driver, for tests of its process. */
public final class ProbeNode implements Node
{
    private final NodeSettings node;
    private final String fails;
    private MediaDriver driver;

    ProbeNode(final Settings settings)
    {
        node = new NodeSettings(settings, "probe");
        fails = settings.text("probe.fails", "never", "never, start or later");
    }

    public static void main(final String[] args)
    {
        NodeProcess.run(args, ProbeNode::new);
    }

    @Override
    public String start(final ErrorHandler onFailure)
    {
        Preflight.udpPortFree(node.host, node.playPort);
        Preflight.diskFree(node.aeronDir, node.diskBytesMin);
        driver = Drivers.launch(node, onFailure);
        if ("start".equals(fails))
        {
            throw new IllegalStateException("a bug at the start");
        }
        if ("later".equals(fails))
        {
            new Thread(() -> onFailure.onError(new IllegalStateException("a bug in an agent"))).start();
        }
        return "probe " + node.nodeId;
    }

    @Override
    public void close()
    {
        CloseHelper.close(driver);
        System.out.println("closed");
    }
}
