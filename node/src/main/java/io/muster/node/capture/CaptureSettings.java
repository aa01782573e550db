package io.muster.node.capture;

import io.muster.node.settings.Settings;

import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** The settings of a process's capture. */
public final class CaptureSettings
{
    /** Where the files are, or null: nothing is captured. No other process may write there. */
    public final Path dir;
    public final long bytesMax;
    public final long rollBytes;
    public final long rollAgeMs;
    public final int ringBytes;
    public final long diskBytesMin;
    public final long stateIntervalNs;

    public CaptureSettings(final Settings settings)
    {
        final String text = settings.text("capture.dir", "", "where what passes is captured; empty: nowhere");
        dir = text.isEmpty() ? null : Path.of(text).toAbsolutePath().normalize();
        bytesMax = settings.bytes("capture.max", "1g", "8m", "1024g", "on disk; the oldest file goes first");
        rollBytes = settings.bytes("capture.roll", "64m", "1m", "16g", "of a file; then another one is begun");
        rollAgeMs = TimeUnit.NANOSECONDS.toMillis(settings.durationNs(
            "capture.rollAge", "10m", "1s", "24h", "of a file; then another one is begun"));
        ringBytes = (int)settings.bytes(
            "capture.ring", "8m", "64k", "256m",
            "for each worker, event loop and agent: what waits to be written, more is lost; a power of two");
        diskBytesMin = settings.bytes("capture.diskMin", "256m", "0", "1024g", "free disk that is left to others");
        stateIntervalNs = settings.durationNs(
            "capture.stateInterval", "1s", "10ms", "1h", "game nodes: how often the state of each game is captured");

        settings.require(Integer.bitCount(ringBytes) == 1, "capture.ring is a power of two");
        settings.require(bytesMax >= 4 * rollBytes, "capture.max is at least four times capture.roll");
    }
}
