package io.muster.benchmarks;

import io.aeron.Aeron;
import io.aeron.driver.MediaDriver;
import io.muster.node.Drivers;
import io.muster.node.NodeSettings;
import io.muster.node.settings.Settings;
import org.agrona.CloseHelper;
import org.agrona.ErrorHandler;
import org.agrona.concurrent.IdleStrategy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** The client's side of a benchmark: one media driver and one client for all of its nodes. */
public final class LoadDriver implements AutoCloseable
{
    final NodeSettings settings;
    final Aeron aeron;
    private final MediaDriver driver;

    /** @param networkSettings of the driver, the same as the replicas'. */
    public LoadDriver(final Map<String, String> networkSettings)
    {
        this(networkSettings, LoadDriver::fail);
    }

    /** @param onFailure is told what a load cannot go on after, such as a driver that the machine stopped for long. */
    public LoadDriver(final Map<String, String> networkSettings, final ErrorHandler onFailure)
    {
        final Map<String, String> all = new HashMap<>(networkSettings);
        all.put("node.aeronDir", baseDir().resolve("muster-bench-client-" + ProcessHandle.current().pid()).toString());
        settings = new NodeSettings(Settings.of(null, all), "benchmark");
        driver = Drivers.launch(settings, onFailure);
        aeron = Drivers.connect(settings, onFailure);
    }

    /** Where media drivers keep their buffers: in memory, where there is such a place. */
    static Path baseDir()
    {
        final Path memory = Path.of("/dev/shm");
        return Files.isDirectory(memory) ? memory : Path.of(System.getProperty("java.io.tmpdir"));
    }

    public IdleStrategy idleStrategy()
    {
        return Drivers.idleStrategy(settings);
    }

    private static void fail(final Throwable reason)
    {
        reason.printStackTrace();
        Runtime.getRuntime().halt(1);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(aeron, driver);
    }
}
