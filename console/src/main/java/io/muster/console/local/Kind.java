package io.muster.console.local;

import java.util.List;
import java.util.Locale;

/** What a process of the cluster is, and how much memory it gets on a machine that it shares with six others. */
public enum Kind
{
    /** A replica of the master. */
    MASTER("io.muster.master.MasterNode", 384),
    /** Carries players. */
    SESSION("io.muster.session.SessionNode", 256),
    /** Runs instances. */
    GAME("io.muster.game.GameNode", 256);

    private final String mainClass;
    private final int heapMb;

    Kind(final String mainClass, final int heapMb)
    {
        this.mainClass = mainClass;
        this.heapMb = heapMb;
    }

    /** The class to start, by name: the console is compiled without any node. */
    public String mainClass()
    {
        return mainClass;
    }

    /** As people write it: {@code master}. */
    public String word()
    {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Most megabytes of heap; what is off the heap comes to about as much again. */
    int heapMb()
    {
        return heapMb;
    }

    /**
     * The flags that a node needs when it shares two cores with six other nodes.
     * <ul>
     * <li>Serial collector: the steady state allocates next to nothing, and other collectors bring threads.</li>
     * <li>First compiler only: it is done within seconds, the second would take the cores for half a minute.</li>
     * <li>No shared performance data: writing it to a file makes pauses.</li>
     * <li>Out of memory ends the process, since a node that goes on without a thread is worse than none.</li>
     * </ul>
     */
    List<String> jvmFlags()
    {
        return List.of(
            "-Xms" + heapMb / 4 + "m",
            "-Xmx" + heapMb + "m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+PerfDisableSharedMem",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true");
    }
}
