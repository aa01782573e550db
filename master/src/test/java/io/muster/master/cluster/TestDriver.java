package io.muster.master.cluster;

import io.aeron.Aeron;
import io.aeron.CommonContext;
import io.aeron.driver.MediaDriver;
import io.aeron.driver.ThreadingMode;

/** The media driver and client of the scripted nodes of a test. */
public final class TestDriver implements AutoCloseable
{
    private final MediaDriver driver = MediaDriver.launch(new MediaDriver.Context()
        .aeronDirectoryName(CommonContext.generateRandomDirName())
        .threadingMode(ThreadingMode.SHARED)
        .publicationTermBufferLength(64 * 1024)
        .dirDeleteOnStart(true)
        .dirDeleteOnShutdown(true));

    public final Aeron aeron = Aeron.connect(new Aeron.Context().aeronDirectoryName(driver.aeronDirectoryName()));

    @Override
    public void close()
    {
        aeron.close();
        driver.close();
    }
}
