package io.muster.node;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.muster.node.settings.Settings;
import org.agrona.CloseHelper;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The media driver and client of a node under test, made as a process makes them. */
public final class DriversFixture implements AutoCloseable
{
    public final NodeSettings settings;
    public final List<Throwable> failures = new ArrayList<>();
    public final Aeron aeron;
    private final MediaDriver driver;

    public DriversFixture()
    {
        final String directory = CommonContext.generateRandomDirName();
        settings = new NodeSettings(Settings.of(null, Map.of("node.aeronDir", directory)), "test");
        driver = Drivers.launch(settings, failures::add);
        aeron = Drivers.connect(settings, failures::add);
    }

    @Override
    public void close()
    {
        CloseHelper.closeAll(aeron, driver);
    }
}
