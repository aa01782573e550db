package io.muster.game.host;

import io.muster.game.instance.InstanceLimits;
import io.muster.node.settings.Settings;

import java.util.concurrent.TimeUnit;

/** The game node's settings: one line each, read once, checked together, never changed. */
public final class GameSettings
{
    /** A player who sends out of order is answered so often at most. */
    private static final long ANSWER_NS = TimeUnit.MILLISECONDS.toNanos(50);

    public final String types;
    public final int workers;
    public final int instancesMax;
    public final int controlRingBytes;
    public final int packetRingBytes;
    public final InstanceLimits limits;

    public GameSettings(final Settings settings)
    {
        types = settings.text("game.types", "", "names of game types, by commas; empty: all on the class path");
        workers = settings.count("game.workers", 2, 1, 64, "threads that run instances");
        instancesMax = settings.count("game.instancesMax", 10_000, 1, 1_000_000, "at a time; more are refused");
        final int inputsMax = settings.count(
            "game.inputsMax", 64, 1, 1024, "inputs of a player between two ticks; more are refused");
        final int outputBytesMax = (int)settings.bytes(
            "game.outputsMax", "128k", "16k", "1m", "outputs kept for a player; one with more loses its seat");
        final long resendNs = settings.durationNs(
            "game.resend", "1s", "50ms", "60s", "without an acknowledgement, kept outputs are sent again");
        final long lingerNs = settings.durationNs(
            "game.linger", "20s", "0ms", "600s", "how long a game that is over waits for its last acknowledgements");
        controlRingBytes = (int)settings.bytes(
            "game.controlRing", "1m", "64k", "64m", "to and from the master, for each worker; a power of two");
        packetRingBytes = (int)settings.bytes(
            "game.packetRing", "4m", "64k", "256m", "to and from players, for each worker; a power of two");

        settings.require(Integer.bitCount(controlRingBytes) == 1, "game.controlRing is a power of two");
        settings.require(Integer.bitCount(packetRingBytes) == 1, "game.packetRing is a power of two");
        limits = new InstanceLimits(instancesMax, inputsMax, outputBytesMax, resendNs, lingerNs, ANSWER_NS);
    }
}
